"""Whom to tell what, when something happened; and sending it, again and again until it is sent or hopeless."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from services.common.contracts import anchor_lines, events
from services.common.contracts.conflict import NOBODY, Barred
from services.common.vocabulary import ADMIN, REPORTER
from services.notify.windows import as_details, next_opening

RETRY_AFTER = (60, 300, 900, 3600, 3600, 7200, 14400, 28800, 43200, 86400)
"""Seconds to wait after each failed attempt; after the last the mail is given up. About two days and a half."""

NO_COMPLAINT = UUID(int=0)
"""What a mail is about that is about no complaint."""


@dataclass(slots=True)
class Mail:
    """A mail that waits. It goes to an officer, or the contact of a subscription, or else to the reporter."""

    mail_id: UUID
    tenant: str
    template: str
    reference: str
    complaint_id: UUID
    created_at: datetime
    next_attempt_at: datetime
    officer: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    attempts: int = 0
    ended_at: datetime | None = None
    ended_as: str | None = None

    @property
    def to(self) -> str:
        """By what the address is found: an officer, a subscription, or the complaint of a reporter."""
        return self.officer or str(self.details.get("subscription", self.complaint_id))

    @property
    def is_to_reporter(self) -> bool:
        """Whether the address is kept in intake's vault."""
        return self.officer is None and "subscription" not in self.details


@dataclass(frozen=True, slots=True)
class Holders:
    """Officers with one of these roles; of those who act for a unit, only the unit's. `but` is not told this once."""

    roles: tuple[str, ...]
    unit: str | None = None
    but: str = ""


class Mails(Protocol):
    """What telling asks of the database. Adding the same mail again changes nothing; whom a complaint is about is
    told nothing of it."""

    def add(self, mail: Mail) -> None: ...
    def add_for(self, mail: Mail, holders: Holders) -> None: ...
    def add_for_one(self, mail: Mail, officer: str) -> None: ...
    def add_for_last(self, mail: Mail, *, units_too: bool) -> None: ...
    def shut_out(self, tenant: str, complaint_id: UUID, barred: Barred) -> None: ...


def tell(event: events.Event, mails: Mails, now: datetime) -> None:
    """Put down the mails an event asks for, and first who must not get any."""
    _shut_out(event, mails)
    for kind, say in _SAYS:
        if isinstance(event, kind):
            say(event, mails, now)


def _shut_out(event: Any, mails: Mails) -> None:
    task = getattr(event, "task", None)
    not_for = (*getattr(event, "not_for", ()), *(task.not_for if task else ()))
    barred = getattr(event, "barred", NOBODY).joined(Barred(officers=not_for))
    if barred.officers or barred.units:
        mails.shut_out(event.tenant, event.complaint_id, barred)


def _task(event: Any, mails: Mails, now: datetime) -> None:
    if event.task:
        unit = {"unit": event.task.unit} if event.task.unit else {}
        mail = _mail("task", event, now, title=event.task.title, **unit)
        mails.add_for(mail, Holders(event.task.roles, event.task.unit))


def _received(event: events.ComplaintReceived, mails: Mails, now: datetime) -> None:
    if event.can_be_mailed:
        mails.add(_mail("received", event, now))


def _delivered(event: events.StepCompleted, mails: Mails, now: datetime) -> None:
    # What went back was not delivered; where nothing follows, the mail about closing says it.
    if event.kind == "deliver" and event.next_step is not None and not event.is_return:
        mails.add(_mail("news", event, now))


def _closed(event: events.ComplaintClosed, mails: Mails, now: datetime) -> None:
    mails.add(_mail("closed", event, now))


def _posted(event: events.MessagePosted, mails: Mails, now: datetime) -> None:
    if event.from_reporter:
        # Units do not read the mailbox; what the reporter writes meanwhile is for the office.
        mails.add_for_last(_mail("message", event, now), units_too=False)
    else:
        mails.add(_mail("news", event, now))


def _near(event: events.DeadlineNear, mails: Mails, now: datetime) -> None:
    details = as_details(event.office_hours)
    told = {"windows": details, "working_days": event.working_days, "due_at": event.due_at.isoformat()}
    opens_at = next_opening(details, now) or now
    mail = replace(_mail("reminder", event, now, title=event.title, **told), next_attempt_at=opens_at)
    mails.add_for(mail, Holders(event.roles, event.unit))
    if REPORTER in event.roles:
        mails.add(replace(_mail("awaited", event, now, **told), next_attempt_at=opens_at))


def _asked(event: events.ExtensionAsked, mails: Mails, now: datetime) -> None:
    mail = _mail("extension", event, now, title=event.task.title)
    mails.add_for(mail, Holders(event.approvers, but=event.by))


def _decided(event: events.ExtensionDecided, mails: Mails, now: datetime) -> None:
    decision = "disetujui" if event.is_granted else "tidak disetujui"
    mails.add_for_last(_mail("extension_decided", event, now, title=decision), units_too=True)


def _anchored(event: events.AuditAnchored, mails: Mails, now: datetime) -> None:
    # The line `dumas audit verify --anchors` reads, in a mailbox nobody who runs the product can reach into.
    line = anchor_lines.written(event.tenant, event.entries, event.hash, between="\n  ")
    day = event.anchored_on.isoformat()
    mail = Mail(event.event_id, event.tenant, "anchor", day, NO_COMPLAINT, now, now, details={"title": line})
    mails.add_for(mail, Holders((ADMIN,)))


def _handed(event: events.TaskHanded, mails: Mails, now: datetime) -> None:
    if event.to and event.to != event.by:
        mails.add_for_one(_mail("handed", event, now, title=event.title), event.to)


_Say = Callable[[Any, Mails, datetime], None]
_SAYS: tuple[tuple[type[events.Event], _Say], ...] = (
    (events.ComplaintReceived, _task),
    (events.TaskOpened, _task),
    (events.ConflictDeclared, _task),
    (events.SopMigrated, _task),
    (events.ComplaintReceived, _received),
    (events.StepCompleted, _delivered),
    (events.ComplaintClosed, _closed),
    (events.MessagePosted, _posted),
    (events.DeadlineNear, _near),
    (events.ExtensionAsked, _asked),
    (events.ExtensionDecided, _decided),
    (events.TaskHanded, _handed),
    (events.AuditAnchored, _anchored),
)
"""What is said about an event. Whatever else happens is told to nobody."""


def _mail(template: str, event: Any, now: datetime, **details: Any) -> Mail:
    """A mail to the reporter, or the pattern of one to officers. Its id is the event's: heard twice, sent once."""
    return Mail(event.event_id, event.tenant, template, event.reference, event.complaint_id, now, now, details=details)


def may_go(mail: Mail, now: datetime) -> bool:
    """Whether the mail may be sent this moment. A reminder waits for the office to open, or is given up: too late."""
    if "windows" not in mail.details:
        return True
    opening = next_opening(mail.details["windows"], now)
    if opening is None:
        mail.ended_at, mail.ended_as = now, "too_late"
    elif opening > now:
        mail.next_attempt_at = opening
    return opening == now


def after_failure(mail: Mail, now: datetime) -> None:
    """Try again later, or give up."""
    if mail.attempts > len(RETRY_AFTER):
        mail.ended_at, mail.ended_as = now, "given_up"
    else:
        mail.next_attempt_at = now + timedelta(seconds=RETRY_AFTER[mail.attempts - 1])
