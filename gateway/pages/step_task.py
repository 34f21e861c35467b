"""The step an officer is about to end: the task, the complaint around it, and what the SOP says of it.

Who reads complaints finds it there; units, who see nothing of a complaint but their copy, among their own tasks.
"""

from dataclasses import dataclass
from uuid import UUID

from gateway.api import complaints, tasks
from gateway.pages import complaint_sop
from gateway.pages.complaint_sop import Procedure, SopStep, Way
from services.common.contracts.caller import Caller
from services.common.contracts.lists import TaskQuery
from services.common.contracts.register import OpenTask, Standing
from services.common.contracts.rights import RIGHTS
from services.common.errors import NotFound, TaskDone

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A task, and what is known around it."""

    task: OpenTask
    standing: Standing | None
    procedure: Procedure | None

    @property
    def step(self) -> SopStep | None:
        """The SOP's row, where the caller may read it."""
        return self.procedure.step(self.task.step) if self.procedure else None

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it may end. What the passing of time alone decides is left out."""
        return self.step.ways if self.step else complaint_sop.ways_of(self.task)

    @property
    def seen(self) -> int:
        """Up to which event the complaint was read."""
        return self.standing.version if self.standing else 0


def found(caller: Caller, reference: str, task_id: UUID) -> Work:
    """The task. TaskDone when the complaint no longer waits for it; NotFound for whom it is not."""
    standing = standing_of(caller, reference)
    if standing is None:
        return Work(_among_mine(caller, reference, task_id), None, None)
    task = next((one for one in standing.tasks if one.task_id == task_id), None)
    if task is None:
        raise TaskDone("")
    return Work(task, standing, complaint_sop.procedure(caller, standing.sop))


def standing_of(caller: Caller, reference: str) -> Standing | None:
    """Where the complaint stands; None for who sees a forwarding copy at most."""
    if not RIGHTS["register.standing"].admits(caller):
        return None
    try:
        return complaints.show(caller, reference)
    except NotFound:
        if is_inside(caller):
            raise
        return None


def is_inside(caller: Caller) -> bool:
    """Whether the caller reads complaints by role, and not only where they stand in for somebody."""
    return RIGHTS["register.entries"].admits(caller)


def _among_mine(caller: Caller, reference: str, task_id: UUID) -> OpenTask:
    after = None
    while True:
        page = tasks.list_mine(caller, TaskQuery(after=after, limit=_PAGE))
        for task in page.tasks:
            if task.task_id == task_id and task.reference == reference:
                return task
        if not page.next:
            raise NotFound("task")
        after = page.next
