"""An entry for the audit trail, announced in the transaction of what it tells of: none without the other."""

from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.common.contracts.audit import ACTIONS
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited


def audited(
    caller: Caller, action: str, now: datetime, *, complaint_id: UUID | None = None, subject: str = "", **details: str
) -> Audited:
    """Who did what to what. `details` are codes, counts and hashes, nothing anybody wrote. KeyError: no such action."""
    if action not in ACTIONS:
        raise KeyError(action)
    return Audited(
        event_id=uuid4(),
        happened_at=now,
        tenant=caller.tenant,
        action=action,
        actor=caller.actor,
        actor_kind=caller.kind,
        complaint_id=complaint_id,
        subject=subject,
        details=details,
    )


class Complaint(Protocol):
    """A complaint in whatever shape a desk has it."""

    @property
    def complaint_id(self) -> UUID: ...
    @property
    def reference(self) -> str: ...


def audited_of(caller: Caller, action: str, now: datetime, complaint: Complaint, **details: str) -> Audited:
    """Who did what to a complaint."""
    about, subject = complaint.complaint_id, complaint.reference
    return audited(caller, action, now, complaint_id=about, subject=subject, **details)
