"""Whom to tell what, when something happened; and sending it, again and again until it is sent or hopeless."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from services.common.contracts import events

RETRY_AFTER = (60, 300, 900, 3600, 3600, 7200, 14400, 28800, 43200, 86400)
"""Seconds to wait after each failed attempt; after the last the mail is given up. About two days and a half."""


@dataclass(slots=True)
class Mail:
    """A mail that waits. Without an officer it goes to the reporter."""

    mail_id: UUID
    tenant: str
    template: str
    reference: str
    complaint_id: UUID
    created_at: datetime
    next_attempt_at: datetime
    officer: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    attempts: int = 0
    ended_at: datetime | None = None
    ended_as: str | None = None


class Mails(Protocol):
    """What telling asks of the database. Adding the same mail again changes nothing."""

    def add(self, mail: Mail) -> None: ...
    def add_for_roles(self, mail: Mail, roles: Iterable[str]) -> None: ...
    def add_for_holders(self, mail: Mail) -> None: ...


def tell(event: events.Event, mails: Mails, now: datetime) -> None:
    """Put down the mails an event asks for."""
    if isinstance(event, events.ComplaintReceived | events.TaskOpened):
        mails.add_for_roles(_mail("task", event, now, title=event.task.title), event.task.roles)
    if isinstance(event, events.ComplaintReceived) and event.can_be_mailed:
        mails.add(_mail("received", event, now))
    elif isinstance(event, events.StepCompleted) and event.kind == "deliver" and _goes_on(event):
        mails.add(_mail("news", event, now))
    elif isinstance(event, events.ComplaintClosed):
        mails.add(_mail("closed", event, now))
    elif isinstance(event, events.MessagePosted) and event.from_reporter:
        mails.add_for_holders(_mail("message", event, now))
    elif isinstance(event, events.MessagePosted):
        mails.add(_mail("news", event, now))


def _goes_on(event: events.StepCompleted) -> bool:
    # What went back was not delivered; where nothing follows, the mail about closing says it.
    return event.next_step is not None and not event.is_return


def _mail(template: str, event: Any, now: datetime, **details: str) -> Mail:
    """A mail to the reporter, or the pattern of one to officers. Its id is the event's: heard twice, sent once."""
    return Mail(event.event_id, event.tenant, template, event.reference, event.complaint_id, now, now, details=details)


def after_failure(mail: Mail, now: datetime) -> None:
    """Try again later, or give up."""
    if mail.attempts > len(RETRY_AFTER):
        mail.ended_at, mail.ended_as = now, "given_up"
    else:
        mail.next_attempt_at = now + timedelta(seconds=RETRY_AFTER[mail.attempts - 1])
