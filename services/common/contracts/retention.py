"""The end of what is kept: legal holds, what will fall due, and the certificates of what was destroyed."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Message, Reference

Scope = Literal["identity", "complaint"]

HOLD_REASONS: Final = {
    "legal_process": "A court, prosecutor or police asks for it.",
    "audit": "An audit or review rests on it.",
    "data_request": "Somebody asked about the own data, and that is not decided.",
    "other": "Another reason, known by its basis.",
}
"""Why a complaint must not be destroyed. The register has no vault, so there is no room for a sentence."""

HoldReason = Literal["legal_process", "audit", "data_request", "other"]
Basis = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9 ./:_-]{0,79})?$")]
"""The number of an order or letter: no name and no sentence."""


class HoldComplaint(Message):
    """A leader says that nothing of a complaint may be destroyed, or that it may again."""

    reference: Reference
    is_held: bool
    reason: HoldReason
    basis: Basis = ""


class Hold(Message):
    """A legal hold as it was set or lifted."""

    reference: str
    is_held: bool
    reason: HoldReason
    basis: str
    by: str
    at: datetime


class Destruction(Message):
    """The certificate that something was made unreadable for good: what, of which class, when it was due."""

    number: int
    complaint_id: UUID
    reference: str
    scope: Scope
    retention_class: str
    due_on: date
    announced_at: datetime


class Destructions(Message):
    """A page of certificates, the newest first."""

    destructions: tuple[Destruction, ...]
    next: str | None


class DueWithin(Message):
    """What falls due within so many days from today."""

    days: Annotated[int, Field(ge=0, le=3660)] = 90


class FallingDue(Message):
    """Something that is to be destroyed on that day, or was to be and is held."""

    reference: str
    scope: Scope
    retention_class: str
    closed_on: date
    due_on: date
    is_held: bool


class AllDue(Message):
    """What falls due, the earliest first; `is_cut` when there is more."""

    due: tuple[FallingDue, ...]
    is_cut: bool = False


class RetentionRun(Message):
    """What one round destroyed, and how many that are due it left alone because of a hold."""

    identities: int = 0
    complaints: int = 0
    held: int = 0
