"""Ending a step: who may, with what outcome and result, and where the complaint goes. The same on every desk.

A desk adds what is its own through `Effects`, a function for each kind of step that needs more than a record of its
result, and through the documents it writes (`papers`).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.result import Result
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.desk import announcements, checks
from services.common.desk.access import facing
from services.common.desk.custody import CLOSED, HANDED_ON, Custody, Task, task_id
from services.common.desk.ending import Effects, Ending
from services.common.desk.papers import NOTHING, Written
from services.common.sop import flow
from services.common.sop.model import Sop, Step
from services.common.steps import desk_of

CLOCK = "tenggat"
"""Who ended a step when nobody did in time."""


class DeskRecords(checks.Held, Protocol):
    """What ending a step asks of a desk's database."""

    def sop(self, sop_id: str) -> Sop: ...
    def open_task(self, task: Task) -> None: ...
    def save_task(self, task: Task) -> None: ...
    def save_custody(self, custody: Custody) -> None: ...
    def keep_copy(self, tenant: str, complaint_id: UUID, document: str, role: str) -> None: ...


WriteDocuments = Callable[[Ending], Written]
"""Writes what the step writes."""
Announce = Callable[..., None]


def complete(
    desk: str,
    caller: Caller,
    request: CompleteTask,
    *,
    records: DeskRecords,
    announce: Announce,
    effects: Effects,
    write: WriteDocuments,
    now: datetime,
) -> TaskCompleted:
    """End a task: check, record, move on, announce. Raises the refusals of `errors` and changes nothing then."""
    task, custody = checks.located(records, request.task_id, caller)
    sop = records.sop(custody.sop)
    step = checks.step_of(sop, task, request.kind)
    caller = facing(caller, custody.barred)
    checks.may_act(caller, task)
    checks.is_fresh(task, request.version)
    result = checks.parsed(step, flow.allowed(step, request.outcome), request)
    checks.has_come(records, custody, result, now)
    checks.knows_all(records, custody, result)
    move = flow.advance(sop, step, request.outcome, custody.facts, times_taken=custody.count(step.key, request.outcome))
    ending = _ending(caller, custody, task, step, request.outcome, move=move, result=result, now=now)
    if step.kind in effects:
        effects[step.kind](ending)
    return _end(desk, ending, move, request.reason, records=records, announce=announce, written=write(ending))


def run_out(desk: str, event: events.TimeRanOut, *, records: DeskRecords, announce: Announce, now: datetime) -> None:
    """End a step as the SOP says, unless it was ended meanwhile, got more time, or follows another version.

    It brings forth no document: nobody has written one.
    """
    located = records.locked_task(event.task_id)
    if located is None or located[0].completed_at is not None:
        return
    task, custody = located
    sop = records.sop(custody.sop)
    step = checks.step_of(sop, task, task.kind)
    has_other_time = custody.sop != event.sop or custody.granted(step.key) > event.granted
    if has_other_time or step.when_late is None or step.clock is None:
        return
    caller = Caller(kind="service", actor=CLOCK, tenant=custody.tenant)
    move = flow.advance(sop, step, step.when_late, custody.facts)
    ending = _ending(caller, custody, task, step, step.when_late, move=move, result=Result(), now=now)
    reason = f"Tidak ada tindakan dalam {step.clock.text}."
    _end(desk, ending, move, reason, records=records, announce=announce, written=NOTHING)


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
        roles=custody.roles_of(step, records.sop(custody.sop)),
        version=version,
        opened_at=now,
        unit=custody.unit_of(step),
    )
    records.open_task(task)
    announce(announcements.task_opened(desk, custody, task, step))


def _ending(
    caller: Caller,
    custody: Custody,
    task: Task,
    step: Step,
    outcome: str,
    *,
    move: flow.Move,
    result: Result,
    now: datetime,
) -> Ending:
    documents = [] if move.is_return else flow.outputs(step, move.facts)
    to = move.step.key if move.step else move.end or ""
    return Ending(caller, custody, task, step, outcome, move.is_return, result, documents, now, to)


def _end(
    desk: str,
    ending: Ending,
    move: flow.Move,
    reason: str | None,
    *,
    records: DeskRecords,
    announce: Announce,
    written: Written,
) -> TaskCompleted:
    custody, task, step = ending.custody, ending.task, ending.step
    _record(records, ending, reason, written)
    custody.facts = move.facts
    custody.papers |= {paper.kind: paper.number for paper in written.issued if paper.number}
    custody.counted(f"{step.key}.{ending.outcome}")
    if move.is_return and move.step:
        custody.begin_anew(flow.clocks_from(records.sop(custody.sop), move.step))
    _announce_ending(desk, ending, move, written, records=records, announce=announce)
    _move_on(desk, ending, move, records=records, announce=announce)
    records.save_custody(custody)
    return TaskCompleted(
        task_id=task.task_id,
        reference=custody.reference,
        step=step.key,
        outcome=ending.outcome,
        next_step=move.step.key if move.step else None,
        next_desk=desk_of(move.step.kind) if move.step else None,
        end=move.end,
        number=written.number,
    )


def _record(records: DeskRecords, ending: Ending, reason: str | None, written: Written) -> None:
    task = ending.task
    task.completed_at = ending.now
    task.outcome = ending.outcome
    task.completed_by = ending.caller.actor
    task.reason = reason
    task.result = ending.result.model_dump(mode="json", exclude_none=True)
    task.document = written.issued[0].kind if written.issued else None
    task.number = written.number
    records.save_task(task)


def _announce_ending(
    desk: str, ending: Ending, move: flow.Move, written: Written, *, records: DeskRecords, announce: Announce
) -> None:
    custody, step = ending.custody, ending.step
    announce(announcements.step_completed(desk, ending, move))
    for paper in written.issued:
        announce(announcements.document_issued(custody, step, paper, ending.now))
    for document, role in [] if move.is_return else flow.copies(step, move.facts):
        for stand_in in custody.barred.acting((role,)):
            records.keep_copy(custody.tenant, custody.complaint_id, document, stand_in)
            copied = {"document": document, "step": step.key, "to": stand_in}
            announce(announcements.moved(events.DocumentCopied, custody, ending.now, **copied))


def _move_on(desk: str, ending: Ending, move: flow.Move, *, records: DeskRecords, announce: Announce) -> None:
    custody, now = ending.custody, ending.now
    if move.step is None:
        custody.state = CLOSED
        ended = {"end": move.end or "", "step_kind": ending.step.kind}
        announce(announcements.moved(events.ComplaintClosed, custody, now, **ended))
    elif desk_of(move.step.kind) == desk:
        open_step(desk, custody, move.step, records=records, announce=announce, now=now)
    else:
        custody.state = HANDED_ON
        announce(announcements.handed_over(custody, move.step, now))
