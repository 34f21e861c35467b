"""Whom to tell what, when something happened; and sending it, again and again until it is sent or hopeless."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

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
    details: dict[str, Any] = field(default_factory=dict)
    attempts: int = 0
    ended_at: datetime | None = None
    ended_as: str | None = None


class Mails(Protocol):
    """What telling asks of the database."""

    def officers_with(self, roles: Iterable[str]) -> list[str]: ...
    def hold(self, event: events.TaskOpened) -> None: ...
    def holders(self, complaint_id: UUID) -> list[str]: ...
    def add(self, mail: Mail) -> None: ...


def tell(event: events.Event, mails: Mails, now: datetime) -> None:
    """Put down the mails an event asks for."""
    if isinstance(event, events.ComplaintReceived) and event.can_be_mailed:
        _to_reporter("received", event, mails, now)
    elif isinstance(event, events.TaskOpened):
        mails.hold(event)
        _to_officers("task", event, event.roles, mails, now, title=event.title or event.step)
    elif isinstance(event, events.StepCompleted) and event.kind == "deliver" and event.next_step:
        _to_reporter("news", event, mails, now)
    elif isinstance(event, events.ComplaintClosed):
        _to_reporter("closed", event, mails, now)
    elif isinstance(event, events.MessagePosted) and event.from_reporter:
        _to_officers("message", event, mails.holders(event.complaint_id), mails, now)
    elif isinstance(event, events.MessagePosted):
        _to_reporter("news", event, mails, now)


def _to_reporter(template: str, event: Any, mails: Mails, now: datetime) -> None:
    mails.add(Mail(uuid4(), event.tenant, template, event.reference, event.complaint_id, now, now))


def _to_officers(template: str, event: Any, roles: Iterable[str], mails: Mails, now: datetime, **details: str) -> None:
    for officer in mails.officers_with(roles):
        mail = Mail(uuid4(), event.tenant, template, event.reference, event.complaint_id, now, now, officer, details)
        mails.add(mail)


def after_failure(mail: Mail, now: datetime) -> None:
    """Try again later, or give up."""
    if mail.attempts > len(RETRY_AFTER):
        mail.ended_at, mail.ended_as = now, "given_up"
    else:
        mail.next_attempt_at = now + timedelta(seconds=RETRY_AFTER[mail.attempts - 1])
