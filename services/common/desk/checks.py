"""Who may end a step, and with what: every check before anything changes. Raises refusals."""

from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from services.common.contracts.caller import Caller
from services.common.contracts.result import Result
from services.common.contracts.results import RESULTS, RETURNED
from services.common.contracts.tasks import CompleteTask
from services.common.contracts.tenant import TenantProfile
from services.common.desk.custody import Custody, Task
from services.common.errors import AttachmentUnknown, Invalid, NotFound, NotYourRole, StaleVersion, TaskDone
from services.common.faults import faults_of
from services.common.sop.model import Outcome, Sop, Step
from services.common.vocabulary import UNITS

_EMPTY: tuple[Any, ...] = (None, "", ())
_UNFITTING = "This answer does not fit the outcome '{}'. Change the answer, or choose the outcome it fits."


class Held(Protocol):
    """What these checks ask of a desk's database."""

    def locked_task(self, task_id: UUID) -> tuple[Task, Custody] | None: ...
    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool: ...
    def profile(self, tenant: str) -> TenantProfile: ...


def located(records: Held, task_id: UUID, caller: Caller) -> tuple[Task, Custody]:
    """The task and its complaint, which nobody else can move meanwhile.

    Whom the complaint is about, and another complaint's reporter, find no such task, whatever else is wrong. NotFound.
    """
    found = records.locked_task(task_id)
    if found is None or _is_hidden(found[1], caller):
        raise NotFound("task")
    return found


def _is_hidden(custody: Custody, caller: Caller) -> bool:
    is_another_reporter = caller.kind == "reporter" and caller.complaint_id != custody.complaint_id
    return is_another_reporter or custody.barred.shuts_out(caller.actor, caller.unit)


def step_of(sop: Sop, task: Task, kind: str) -> Step:
    """The step of the task. NotFound when the request speaks of another kind."""
    step = sop.step(task.step)
    if step is None or task.kind != kind:
        raise NotFound("task")
    return step


def may_act(caller: Caller, task: Task) -> None:
    """The task waits for the caller; another unit than the task's finds none. NotFound, NotYourRole, TaskDone."""
    mine = set(caller.roles) & set(task.roles)
    # An SOP without a forwarding step names no unit: then any may act, as that SOP says.
    if mine == {UNITS} and task.unit and caller.unit != task.unit:
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
    faults |= {f"result.{name}": _UNFITTING.format(outcome.label) for name in _otherwise(outcome, result)}
    if faults:
        raise Invalid(faults)
    return result


def _otherwise(outcome: Outcome, result: Result) -> list[str]:
    """The answers that say the contrary of the outcome; a question left open says nothing."""
    return [name for name, is_so in outcome.finds.items() if getattr(result, name) is (not is_so)]


def has_come(records: Held, custody: Custody, result: Result, now: datetime) -> None:
    """No day on which something is said to have been done lies ahead, by the office's calendar. Invalid."""
    days = {name: day for name, day in result if isinstance(day, date) and name not in result.may_lie_ahead}
    if not days:
        return
    today = now.astimezone(ZoneInfo(records.profile(custody.tenant).time_zone)).date()
    late = [name for name, day in days.items() if day > today]
    if late:
        said = f"This day has not come yet; today is {today.isoformat()}. Give the day on which it was done."
        raise Invalid({f"result.{name}": said for name in late})


def knows_all(records: Held, custody: Custody, result: Result) -> None:
    """Every attachment the result names belongs to the complaint. AttachmentUnknown."""
    for attachment in (*result.attachments, *getattr(result, "shared", ())):
        if not records.knows_attachment(custody.complaint_id, attachment):
            raise AttachmentUnknown(str(attachment))
