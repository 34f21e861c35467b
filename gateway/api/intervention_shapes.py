"""What the REST interface takes for interventions, and how a forwarding copy is shown."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Attachment, Identity, Message
from services.common.contracts.result import Code, Prose

Kind = Annotated[Code, Field(description="The kind of the complaint's open step.")]


class ExtensionRequest(Message):
    """More time for a task."""

    task_id: UUID
    kind: Kind
    clock: Code | None = Field(default=None, description="A clock of the SOP; the step's own when not said.")
    amount: Annotated[int, Field(ge=1, le=365, description="In the unit of the clock.")]
    reason: Prose


class ExtensionDecision(Message):
    """Grant or refuse."""

    kind: Kind
    is_granted: bool
    reason: Prose


class Conflict(Message):
    """Who the complaint is about."""

    task_id: UUID
    kind: Kind
    officers: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    units: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    reason: Prose


class SopChange(Message):
    """The version to follow from here on."""

    kind: Kind
    sop: str
    reason: Prose


class Forwarded(Message):
    """What went to a unit or an agency, and nothing else."""

    reference: str
    unit: str | None
    agency: str | None
    memo_number: str | None
    memo: str
    forwarded_at: datetime
    problem_code: str | None
    happened_on: date | None
    location: str | None
    story: str | None
    identity: Identity | None
    attachments: tuple[Attachment, ...]
    left_out: int = Field(
        default=0, description="How many files that were to go along do not: of sound and film there is no copy."
    )
    copies: tuple[str, ...] = Field(default=(), description="Kinds of documents that go along as copies (tembusan).")
