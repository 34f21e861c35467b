"""How a step is ended, alike on every desk."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from services.common.contracts.complaints import Message, Reference, SourceReference
from services.common.contracts.result import Code, Prose


class CompleteTask(Message):
    """An officer ends a step. `result` has the shape of `results.RESULTS[kind]`."""

    task_id: UUID
    kind: Code
    version: Annotated[int, Field(ge=1, description="The version the officer has read.")]
    outcome: Code
    reason: Prose | None = None
    result: dict[str, Any] = Field(default_factory=dict)
    request_key: Annotated[str, StringConstraints(max_length=200)]


class Intervention(Message):
    """Something an officer does to a complaint besides ending its step. `kind` is the open step's, by which the desk
    is found."""

    kind: Code
    reason: Prose
    request_key: Annotated[str, StringConstraints(max_length=200)]


class AskExtension(Intervention):
    """More time for the step's own clock, or for the clock of the SOP that is named."""

    task_id: UUID
    clock: Code | None = None
    amount: Annotated[int, Field(ge=1, le=365, description="In the unit of the clock.")]


class DecideExtension(Intervention):
    """Grant or refuse what was asked."""

    extension_id: UUID
    is_granted: bool


class DeclareConflict(Intervention):
    """These officers or units are reported parties of this complaint."""

    task_id: UUID
    officers: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    units: Annotated[tuple[Code, ...], Field(max_length=20)] = ()


class MigrateSop(Intervention):
    """Let a running complaint follow another published version from the step it is at."""

    reference: Reference
    sop: Annotated[str, StringConstraints(max_length=50)]


class CorrectEntry(Message):
    """A value of the complaint's line in the Buku Pengaduan is put right; the line keeps what was written first."""

    reference: Reference
    field: Literal["problem_code", "unit", "source_reference"]
    value: SourceReference | None = Field(
        description="A code of the official register, a unit's key, or the number at the source; None: there is none."
    )
    reason: Prose
    request_key: Annotated[str, StringConstraints(max_length=200)]


class Correction(Message):
    """A value of a line that was put right; `field` is `problem_code`, `unit` or `source_reference`."""

    field: str
    before: str | None
    after: str | None
    by: str
    corrected_at: AwareDatetime


class Intervened(Message):
    """What an intervention came to."""

    intervention_id: UUID
    reference: str
    task_id: UUID | None = None
    roles: tuple[str, ...] = Field(default=(), description="Whom the open step, or the decision, waits for now.")


class Remark(Message):
    """An intervention as it is kept: what was done, by whom, why."""

    intervention_id: UUID
    what: str
    by: str
    reason: str
    at: AwareDatetime
    details: dict[str, Any]


class TaskCompleted(Message):
    """Where the complaint went."""

    task_id: UUID
    reference: str
    step: str
    outcome: str
    next_step: str | None
    next_desk: str | None
    end: str | None = None
    number: str | None = Field(default=None, description="Number of the document issued in this step.")


class Product(Message):
    """What a step brought forth: its typed result, and the document if it made one."""

    step: str
    kind: str
    outcome: str
    by: str
    completed_at: AwareDatetime
    reason: str | None
    result: dict[str, Any]
    document: str | None = None
    number: str | None = None


class Products(Message):
    """All results of one complaint on one desk, oldest first."""

    reference: Reference
    products: tuple[Product, ...]
    remarks: tuple[Remark, ...] = ()


class ForwardingCopy(Message):
    """What a unit or agency got, in the office's words."""

    reference: str
    unit: str | None
    agency: str | None = None
    memo_number: str | None
    memo: str
    forwarded_at: AwareDatetime
    copies: tuple[str, ...] = Field(default=(), description="Kinds of documents that go along as copies (tembusan).")


class Answer(Message):
    """What the reporter is told: the answers delivered so far."""

    texts: tuple[str, ...] = ()
