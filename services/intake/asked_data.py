"""A request about personal data as it is kept, and the time the law gives for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

TIME: Final = timedelta(hours=72)
"""Three times 24 hours by the clock; holidays count."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is kept."""

    request_id: UUID
    tenant: str
    complaint_id: UUID | None
    reference: str | None
    kind: str
    subject: str
    words: bytes | None
    asked_by: str
    asked_at: datetime
    due_at: datetime
    decision: str | None = None
    reason: str | None = None
    answer: bytes | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        """Whether it was not decided in time."""
        return (self.decided_at or now) > self.due_at


class Requests(Protocol):
    """What these use cases ask of the database besides the complaints."""

    def add(self, asked: Asked) -> None: ...
    def one(self, request_id: UUID) -> Asked | None: ...
    def save_decision(self, asked: Asked) -> None: ...
    def of_complaint(self, complaint_id: UUID) -> list[Asked]: ...
    def all(self) -> list[Asked]: ...
