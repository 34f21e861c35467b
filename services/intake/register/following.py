"""How the register follows a complaint: each event, in order, changes what is known. Clocks follow from that. Pure."""

from datetime import datetime

from services.common import clocks
from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.sop.flow import clocks_from
from services.common.sop.model import Sop, Step
from services.intake.register.domain import Followed


def begin(event: events.ComplaintReceived, sop: Sop) -> Followed:
    """A complaint enters the register, and its first step, whose own clock counts from the receipt."""
    known = Followed(
        complaint_id=event.complaint_id,
        tenant=event.tenant,
        reference=event.reference,
        sop=event.sop,
        channel=event.channel,
        mode=event.mode,
        filed_by=event.filed_by,
        received_at=event.received_at,
        source_reference=event.source_reference,
        problem_code=event.problem_code,
        unit=event.unit,
        facts={"channel": event.channel, "mode": event.mode},
        happened={"received": event.received_at},
        noted={"received": 0},
        barred=event.barred,
        applied=event.sequence,
    )
    _enter(known, event, sop, event.task.step, event.received_at)
    return known


def follow(known: Followed, event: events.FlowEvent, sop: Sop, calendar: WorkingCalendar) -> None:
    """Take in the next event of the complaint's life; `sop` is the version the complaint follows after it."""
    known.applied = event.sequence
    if isinstance(event, events.TaskOpened):
        _enter(known, event, sop, event.task.step, event.happened_at)
    elif isinstance(event, events.StepCompleted):
        _complete(known, event, sop, calendar)
    elif isinstance(event, events.DocumentIssued):
        _note(known, event, f"document.{event.document}")
    elif isinstance(event, events.ComplaintClosed):
        _close(known, event, sop, calendar)
    elif isinstance(event, events.ComplaintReopened):
        _reopen(known)
    else:
        _intervene(known, event, sop)


def _intervene(known: Followed, event: events.FlowEvent, sop: Sop) -> None:
    """What officers do besides ending steps. Forwardings and copies are told by the timeline alone."""
    if isinstance(event, events.ConflictDeclared):
        known.barred = event.barred
    elif isinstance(event, events.ExtensionDecided) and event.is_granted:
        extend(known, event.clock, event.amount, sop)
    elif isinstance(event, events.SopMigrated):
        _migrate(known, event, sop)


def runs_out(known: Followed, sop: Sop, calendar: WorkingCalendar) -> datetime | None:
    """When the open step's own clock runs out; None for a step without one."""
    step = sop.step(known.step) if known.step else None
    if step is None or step.clock is None or known.since is None:
        return None
    extra = known.granted(step.key, known.visit)
    return clocks.due(step.clock, known.since, calendar, extra=extra).due_at


def extend(known: Followed, clock: str, amount: int, sop: Sop) -> None:
    """A clock is made longer, in its unit: one of the SOP, or the open step's own."""
    is_of_sop = clock in {each.key for each in sop.clocks}
    key = f"{clock}@{0 if is_of_sop else known.visit}"
    known.extra = {**known.extra, key: known.extra.get(key, 0) + amount}


def resume(known: Followed, sop: Sop, calendar: WorkingCalendar, at: datetime) -> None:
    """The SOP's clocks go on at this moment, or from when the step's own clock had run out. Without a pause: nothing.

    While the step is open this is called when that clock runs out, and again when the step ends; an end that was
    heard late shortens the pause.
    """
    if not known.paused:
        return
    since, ended = known.paused[-1]
    limit = ended or runs_out(known, sop, calendar)
    until = min(at, limit) if limit else at
    known.paused = [*known.paused[:-1], (since, max(since, until))]


def _enter(known: Followed, event: events.FlowEvent, sop: Sop, step: str, since: datetime) -> None:
    known.step, known.visit, known.since = step, event.sequence, since
    known.entered = {**known.entered, step: event.sequence}
    _note(known, event, f"{step}.entered")
    _pause(known, sop.step(step), since)


def _pause(known: Followed, step: Step | None, at: datetime) -> None:
    if step and step.pauses and known.stands_still_since is None:
        known.paused = [*known.paused, (at, None)]


def _complete(known: Followed, event: events.StepCompleted, sop: Sop, calendar: WorkingCalendar) -> None:
    resume(known, sop, calendar, event.happened_at)
    known.visit, known.since = 0, None
    known.facts = dict(event.facts)
    if event.is_return and event.next_step:
        _undo(known, event.next_step, sop)
    _note(known, event, f"{event.step}.{event.outcome}")
    if not event.is_return:
        _note(known, event, f"{event.step}.completed")


def _undo(known: Followed, step: str, sop: Sop) -> None:
    """What happened since the step was last entered counts no more: the work is done again.

    Told by sequence and not by time: a step is entered at the very instant at which the one before it ended.
    """
    entered = known.entered.get(step)
    if entered is None:
        return
    kept = {name for name, sequence in known.noted.items() if sequence < entered} - {f"{step}.entered"}
    known.happened = {name: at for name, at in known.happened.items() if name in kept}
    known.noted = {name: sequence for name, sequence in known.noted.items() if name in kept}
    if back_at := sop.step(step):
        anew = {f"{clock}@0" for clock in clocks_from(sop, back_at)}
        known.extra = {key: amount for key, amount in known.extra.items() if key not in anew}


def _close(known: Followed, event: events.ComplaintClosed, sop: Sop, calendar: WorkingCalendar) -> None:
    known.step, known.visit, known.since = None, 0, None
    known.end, known.closed_at, known.objected_at = event.end, event.happened_at, None
    _note(known, event, "closed")
    end = sop.ends.get(event.end)
    objection = end.objection if end else None
    may_object = objection is not None and known.objections < objection.times
    known.objection_until = (
        clocks.due(objection, event.happened_at, calendar).due_at if objection and may_object else None
    )


def _reopen(known: Followed) -> None:
    """Open again. Steps entered before the end are forgotten, so no return reaches behind it and starts old clocks."""
    known.end, known.closed_at, known.objection_until, known.objected_at = None, None, None, None
    known.objections += 1
    known.entered = {}


def _migrate(known: Followed, event: events.SopMigrated, sop: Sop) -> None:
    known.sop = event.after
    step = sop.step(event.task.step)
    known.step = event.task.step
    since = known.stands_still_since
    if step and step.pauses:
        _pause(known, step, event.happened_at)
    elif since is not None:
        known.paused = [*known.paused[:-1], (since, max(since, event.happened_at))]


def _note(known: Followed, event: events.FlowEvent, anchor: str) -> None:
    if anchor not in known.happened:
        known.happened = {**known.happened, anchor: event.happened_at}
        known.noted = {**known.noted, anchor: event.sequence}
