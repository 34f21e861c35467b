"""A request to open an identity as it is kept, and the time it waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

WAITS_FOR = timedelta(days=7)
"""A request nobody decided is void after this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is kept; its words are sealed under the complaint's key."""

    opening_id: UUID
    tenant: str
    complaint_id: UUID
    reference: str
    requested_by: str
    words: bytes
    whole_nik: bool
    requested_at: datetime
    decided_by: str | None = None
    is_granted: bool | None = None
    decision: bytes | None = None
    decided_at: datetime | None = None
    expires_at: datetime | None = None

    def state(self, now: datetime) -> str:
        """Waiting, granted, refused or expired."""
        if self.is_granted is None:
            return "waiting" if now < self.requested_at + WAITS_FOR else "expired"
        if not self.is_granted:
            return "refused"
        return "granted" if self.expires_at and now < self.expires_at else "expired"


class Asking(Protocol):
    """What these use cases ask of the database besides the complaints."""

    def add_opening(self, asked: Asked) -> None: ...
    def opening(self, opening_id: UUID) -> Asked | None: ...
    def save_decision(self, asked: Asked) -> None: ...
    def openings(self, requested_by: str | None) -> list[Asked]: ...
    def openings_of(self, complaint_id: UUID, requested_by: str) -> list[Asked]: ...
    def has_handled(self, complaint_id: UUID, officer: str) -> bool: ...
