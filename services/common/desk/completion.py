"""Ending a step: who may, with what outcome and result, and where the complaint goes. The same on every desk.

A desk adds what is its own through `Effects`: a function for each kind of step that needs more than a record of
its result, such as giving a letter its number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from pydantic import ValidationError

from services.common.contracts.caller import Caller
from services.common.contracts.results import RESULTS, Result
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.desk import announcements
from services.common.desk.custody import CLOSED, HANDED_ON, Custody, Task, task_id
from services.common.errors import AttachmentUnknown, Invalid, NotFound, NotYourRole, StaleVersion, TaskDone
from services.common.faults import faults_of
from services.common.sop import flow
from services.common.sop.model import Outcome, Sop, Step
from services.common.steps import desk_of


class DeskRecords(Protocol):
    """What ending a step asks of a desk's database."""

    def locked_task(self, task_id: UUID) -> tuple[Task, Custody] | None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool: ...
    def open_task(self, task: Task) -> None: ...
    def save_task(self, task: Task) -> None: ...
    def save_custody(self, custody: Custody) -> None: ...


@dataclass(frozen=True, slots=True)
class Ending:
    """A step that is being ended, as an effect sees it."""

    caller: Caller
    custody: Custody
    task: Task
    step: Step
    outcome: str
    is_return: bool
    result: Any
    documents: list[str]
    now: datetime


Effect = Callable[[Ending], str | None]
"""Does what is special to a kind of step; returns the number of the document it issued, if it gave one."""

Announce = Callable[..., None]

_EMPTY: tuple[Any, ...] = (None, "", ())


def complete(
    desk: str,
    caller: Caller,
    request: CompleteTask,
    *,
    records: DeskRecords,
    announce: Announce,
    effects: Mapping[str, Effect],
    now: datetime,
) -> TaskCompleted:
    """End a task: check, record, move on, announce. Raises the refusals of `errors` and changes nothing then."""
    found = records.locked_task(request.task_id)
    if found is None:
        raise NotFound("task")
    task, custody = found
    sop = records.sop(custody.sop)
    step = _step_of(sop, task, request)
    _may_act(caller, task, step, request)
    outcome = flow.allowed(step, request.outcome)
    result = _parsed(step, outcome, request)
    _knows_all(records, custody, result)
    move = flow.advance(sop, step, request.outcome, custody.facts, times_taken=custody.count(step.key, request.outcome))
    documents = [] if move.is_return else flow.outputs(step, move.facts)
    ending = Ending(caller, custody, task, step, request.outcome, move.is_return, result, documents, now)
    number = effects[step.kind](ending) if step.kind in effects else None
    _record(records, ending, request, number)
    custody.facts = move.facts
    key = f"{step.key}.{request.outcome}"
    custody.outcome_counts = {**custody.outcome_counts, key: custody.outcome_counts.get(key, 0) + 1}
    _announce_ending(desk, ending, move, number, announce)
    _move_on(desk, custody, move, records=records, announce=announce, now=now)
    records.save_custody(custody)
    return TaskCompleted(
        task_id=task.task_id,
        reference=custody.reference,
        step=step.key,
        outcome=request.outcome,
        next_step=move.step.key if move.step else None,
        next_desk=desk_of(move.step.kind) if move.step else None,
        end=move.end,
        number=number,
    )


def open_step(
    desk: str, custody: Custody, step: Step, *, records: DeskRecords, announce: Announce, now: datetime
) -> None:
    """A complaint enters a step of this desk: a task opens for the step's roles."""
    version = custody.next_sequence()
    task = Task(
        task_id=task_id(custody.complaint_id, version),
        complaint_id=custody.complaint_id,
        tenant=custody.tenant,
        step=step.key,
        kind=step.kind,
        roles=list(step.roles),
        version=version,
        opened_at=now,
    )
    records.open_task(task)
    announce(announcements.task_opened(desk, custody, task, step))


def _step_of(sop: Sop, task: Task, request: CompleteTask) -> Step:
    step = sop.step(task.step)
    if step is None or task.kind != request.kind:
        raise NotFound(f"task of the kind {request.kind}")
    return step


def _may_act(caller: Caller, task: Task, step: Step, request: CompleteTask) -> None:
    if not caller.has_any(step.roles):
        raise NotYourRole(" / ".join(step.roles))
    if task.completed_at is not None:
        raise TaskDone(task.outcome)
    if request.version != task.version:
        raise StaleVersion(task.version)


def _parsed(step: Step, outcome: Outcome, request: CompleteTask) -> Result:
    # What is returned for mending needs a reason, not a finished result.
    model = Result if outcome.is_return else RESULTS[step.kind]
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


def _knows_all(records: DeskRecords, custody: Custody, result: Result) -> None:
    for attachment in result.attachments:
        if not records.knows_attachment(custody.complaint_id, attachment):
            raise AttachmentUnknown(str(attachment))


def _record(records: DeskRecords, ending: Ending, request: CompleteTask, number: str | None) -> None:
    task = ending.task
    task.completed_at = ending.now
    task.outcome = request.outcome
    task.completed_by = ending.caller.actor
    task.reason = request.reason
    task.result = ending.result.model_dump(mode="json", exclude_none=True)
    task.document = ending.documents[0] if ending.documents else None
    task.number = number
    records.save_task(task)


def _announce_ending(desk: str, ending: Ending, move: flow.Move, number: str | None, announce: Announce) -> None:
    custody, task, step = ending.custody, ending.task, ending.step
    roles = tuple(role for role in step.roles if role in ending.caller.roles)
    announce(announcements.step_completed(desk, custody, task, move, roles))
    for document in ending.documents:
        announce(announcements.document_issued(custody, step, document, number, ending.now))
    for document, role in [] if move.is_return else flow.copies(step, move.facts):
        announce(announcements.document_copied(custody, step, document, role, ending.now))


def _move_on(
    desk: str, custody: Custody, move: flow.Move, *, records: DeskRecords, announce: Announce, now: datetime
) -> None:
    if move.step is None:
        custody.state = CLOSED
        announce(announcements.closed(custody, move.end or "", now))
    elif desk_of(move.step.kind) == desk:
        open_step(desk, custody, move.step, records=records, announce=announce, now=now)
    else:
        custody.state = HANDED_ON
        announce(announcements.handed_over(custody, move.step, now))
