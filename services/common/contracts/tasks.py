"""How a step is ended, alike on every desk."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.results import Code, Prose


class CompleteTask(Message):
    """An officer ends a step. `result` has the shape of `results.RESULTS[kind]`."""

    task_id: UUID
    kind: Code
    version: Annotated[int, Field(ge=1, description="The version the officer has read.")]
    outcome: Code
    reason: Prose | None = None
    result: dict[str, Any] = Field(default_factory=dict)
    request_key: Annotated[str, StringConstraints(max_length=200)]


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


class Answer(Message):
    """What the reporter is told: the answers delivered so far."""

    texts: tuple[str, ...] = ()
