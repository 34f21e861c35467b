"""More time for a clock: asked by who holds the task, with a reason, and granted by somebody else.

Katingan row 6: fourteen working days "kecuali ada alasan yang dapat diterima". How much the SOP allows, and who
grants it, stands in its `extension`.
"""

from typing import Any
from uuid import UUID

from services.common.contracts.caller import Caller
from services.common.contracts.events import ExtensionAsked, ExtensionDecided
from services.common.contracts.tasks import AskExtension, DecideExtension, Intervened
from services.common.desk import announcements, checks
from services.common.desk.access import facing
from services.common.desk.custody import Custody, Task
from services.common.desk.remarks import Intervener, Note, RemarkRecords
from services.common.errors import ExtensionRefused, NotFound, NotYourRole, TaskDone
from services.common.sop.flow import holds
from services.common.sop.model import Allowance, Extension, Sop, Step

ASKED, DECIDED = "extension_asked", "extension_decided"


def ask_extension(request: AskExtension, by: Intervener) -> Intervened:
    """Who holds the task asks for more time."""
    task, custody = checks.located(by.records, request.task_id, by.caller)
    sop = by.records.sop(custody.sop)
    step = checks.step_of(sop, task, request.kind)
    checks.may_act(facing(by.caller, custody.barred), task)
    clock, allowance = _clock(sop, step, custody.facts, request.clock)
    extension = _within(custody, clock, allowance, request.amount)
    _not_asked_already(by.records, custody, task, clock)
    asked: dict[str, Any] = {"clock": clock, "amount": request.amount}
    asked["approvers"] = custody.barred.acting(extension.approved_by)
    as_deputy = by.as_deputy(custody, task.roles)
    note = by.note(custody, ASKED, request.reason, asked | {"task_id": str(task.task_id)}, as_deputy)
    asked |= {"extension_id": note.intervention_id, "by": by.caller.actor, "as_deputy": as_deputy}
    event = announcements.moved(ExtensionAsked, custody, by.now, **asked, task=by.told(custody, task, step))
    return by.save(note, custody, task, asked["approvers"], event)


def decide_extension(request: DecideExtension, by: Intervener) -> Intervened:
    """Somebody else grants it, or not."""
    asked = by.records.remark(request.extension_id)
    if asked is None or asked.what != ASKED:
        raise NotFound("extension")
    task, custody = checks.located(by.records, UUID(asked.details["task_id"]), by.caller)
    checks.step_of(by.records.sop(custody.sop), task, request.kind)
    approvers = custody.barred.acting(tuple(asked.details["approvers"]))
    _may_decide(facing(by.caller, custody.barred), asked, task, approvers, by.records.remarks(custody.complaint_id))
    clock, amount = asked.details["clock"], asked.details["amount"]
    decided = {"extension_id": str(asked.intervention_id), "is_granted": request.is_granted}
    as_deputy = by.as_deputy(custody, approvers)
    note = by.note(custody, DECIDED, request.reason, decided, as_deputy)
    if request.is_granted:
        custody.grant(clock, amount)
    told = {"task_id": task.task_id, "clock": clock, "amount": amount, "by": by.caller.actor, "as_deputy": as_deputy}
    event = announcements.moved(ExtensionDecided, custody, by.now, **decided, **told)
    return by.save(note, custody, task, tuple(task.roles), event)


def _clock(sop: Sop, step: Step, facts: dict[str, str], wanted: str | None) -> tuple[str, Allowance]:
    if wanted in (None, step.key) and step.clock:
        return step.key, step.clock
    mine = (clock for clock in sop.clocks if wanted in (None, clock.key) and holds(clock.when, facts))
    clock = next(mine, None)
    if clock is None:
        raise ExtensionRefused("there is no such clock")
    return clock.key, clock


def _within(custody: Custody, clock: str, allowance: Allowance, amount: int) -> Extension:
    if allowance.extension is None:
        raise ExtensionRefused("the SOP of this regency grants no more time for it")
    left = allowance.extension.most - custody.granted(clock)
    if amount > left:
        raise ExtensionRefused(f"the SOP grants at most {allowance.extension.most}, of which {left} are left")
    return allowance.extension


def _not_asked_already(records: RemarkRecords, custody: Custody, task: Task, clock: str) -> None:
    notes = records.remarks(custody.complaint_id)
    mine = {"task_id": str(task.task_id), "clock": clock}
    asked = [note for note in notes if note.what == ASKED and mine.items() <= note.details.items()]
    if any(_decision(note, notes) is None for note in asked):
        raise ExtensionRefused("a request waits for its decision")


def _decision(asked: Note, notes: list[Note]) -> Note | None:
    wanted = str(asked.intervention_id)
    return next((note for note in notes if note.what == DECIDED and note.details["extension_id"] == wanted), None)


def _may_decide(caller: Caller, asked: Note, task: Task, approvers: tuple[str, ...], notes: list[Note]) -> None:
    if not caller.has_any(approvers):
        raise NotYourRole(" / ".join(approvers))
    if caller.actor == asked.by:
        raise NotYourRole("of another officer: nobody grants the own request")
    if task.completed_at is not None:
        raise TaskDone(task.outcome)
    if _decision(asked, notes):
        raise ExtensionRefused("this request was decided already")
