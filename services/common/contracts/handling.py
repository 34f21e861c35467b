"""Who in a role is busy with a task. It decides nothing about who may end the step: every holder of the role still may.

The register has no vault, so a hand-over has a reason by code and no room for a sentence.
"""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.deputies import DeputyKind
from services.common.contracts.documents import RequestKey
from services.common.contracts.register import Page
from services.common.contracts.result import Code

HAND_REASONS: Final = {
    "leave": "On leave, or away on duty.",
    "moved": "Has left, or works elsewhere now.",
    "workload": "Somebody else has more time.",
    "expertise": "Somebody else knows more about it.",
    "other": "Another reason.",
}

HandReason = Literal["leave", "moved", "workload", "expertise", "other"]

LeftBecause = Literal["gone", "not_yours", "not_theirs"]
"""It has ended, or the caller finds no such task; it waits for a role of others; the officer named holds none of its
roles, is of another unit, or must not see the complaint, which is not told apart."""

AT_ONCE: Final = 50
_LENT: Final = "Of these roles, those held in the place of another: `plt` or `plh`, by role."
NOBODY: Final = "-"
"""In place of an officer where tasks are asked for: those nobody holds."""


class HandTasks(Message):
    """Tasks are handed to an officer, or let go. Who has one already keeps it."""

    tasks: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=AT_ONCE)]
    to: Code | None = Field(description="An officer by sign-in name; null: nobody holds them any more.")
    reason: HandReason | None = None
    request_key: RequestKey


class Handed(Message):
    """A task that has this handler now."""

    task_id: UUID
    reference: str


class NotHanded(Message):
    """A task that stays as it is. `reference` is null where the caller may not know which complaint it is of."""

    task_id: UUID
    reference: str | None
    because: LeftBecause


class TasksHanded(Message):
    """What became of each."""

    to: str | None
    handed: tuple[Handed, ...]
    left: tuple[NotHanded, ...]


class Holder(Message):
    """An officer who may handle tasks of these roles; of a unit's, those of this unit."""

    officer: str
    roles: tuple[str, ...]
    lent: dict[str, DeputyKind] = Field(default_factory=dict, description=_LENT)
    unit: str | None


class Holders(Message):
    """To whom the caller may hand tasks."""

    holders: tuple[Holder, ...]


class WorkloadQuery(Page):
    """A page of officers, by sign-in name."""


class Load(Message):
    """Tasks of one officer, or of nobody."""

    officer: str | None
    roles: tuple[str, ...] = ()
    lent: dict[str, DeputyKind] = Field(default_factory=dict, description=_LENT)
    open: int = 0
    due_soon: int = 0
    late: int = 0


class Workload(Message):
    """How many open tasks each officer handles, and nobody: those too whose handler has lost the role."""

    officers: tuple[Load, ...]
    nobody: Load
    next: str | None
