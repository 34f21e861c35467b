"""Who may end a step, and with what: every check before anything changes. Raises refusals."""

from typing import Any, Protocol
from uuid import UUID

from pydantic import ValidationError

from services.common.contracts.caller import Caller
from services.common.contracts.result import Result
from services.common.contracts.results import RESULTS, RETURNED
from services.common.contracts.tasks import CompleteTask
from services.common.desk.custody import UNITS, Custody, Task
from services.common.errors import AttachmentUnknown, Invalid, NotFound, NotYourRole, StaleVersion, TaskDone
from services.common.faults import faults_of
from services.common.sop.model import Outcome, Sop, Step

_EMPTY: tuple[Any, ...] = (None, "", ())


class Held(Protocol):
    """What these checks ask of a desk's database."""

    def locked_task(self, task_id: UUID) -> tuple[Task, Custody] | None: ...
    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool: ...


def located(records: Held, task_id: UUID) -> tuple[Task, Custody]:
    """The task and its complaint, which nobody else can move meanwhile. NotFound."""
    found = records.locked_task(task_id)
    if found is None:
        raise NotFound("task")
    return found


def step_of(sop: Sop, task: Task, kind: str) -> Step:
    """The step of the task. NotFound when the request speaks of another kind."""
    step = sop.step(task.step)
    if step is None or task.kind != kind:
        raise NotFound(f"task of the kind {kind}")
    return step


def may_act(caller: Caller, task: Task, custody: Custody) -> None:
    """The task waits for the caller. Whom the complaint is about, or another unit, finds no such task. NotFound,
    NotYourRole, TaskDone."""
    is_another_reporter = caller.kind == "reporter" and caller.complaint_id != custody.complaint_id
    if is_another_reporter or custody.barred.shuts_out(caller.actor, caller.unit):
        raise NotFound("task")
    mine = set(caller.roles) & set(task.roles)
    if mine == {UNITS} and (not caller.unit or caller.unit != task.unit):
        raise NotFound("task")
    if not mine:
        raise NotYourRole(" / ".join(task.roles))
    if task.completed_at is not None:
        raise TaskDone(task.outcome)


def is_fresh(task: Task, version: int) -> None:
    """The caller has read the task as it is. StaleVersion."""
    if version != task.version:
        raise StaleVersion(task.version)


def parsed(step: Step, outcome: Outcome, request: CompleteTask) -> Result:
    """The result, with all the SOP asks for. Invalid with every fault."""
    model = (RETURNED if outcome.is_return else RESULTS)[step.kind]
    faults = {}
    if outcome.reason_required and not request.reason:
        faults["reason"] = "Give the reason; it is kept with the step."
    try:
        result = model.model_validate(request.result)
    except ValidationError as fault:
        raise Invalid(faults | faults_of(fault, "result.")) from None
    missing = [] if outcome.is_return else [name for name in step.required if getattr(result, name, None) in _EMPTY]
    faults |= {f"result.{name}": "The SOP of this regency requires it at this step." for name in missing}
    if faults:
        raise Invalid(faults)
    return result


def knows_all(records: Held, custody: Custody, result: Result) -> None:
    """Every attachment the result names belongs to the complaint. AttachmentUnknown."""
    for attachment in (*result.attachments, *getattr(result, "shared", ())):
        if not records.knows_attachment(custody.complaint_id, attachment):
            raise AttachmentUnknown(str(attachment))
