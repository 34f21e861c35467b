"""What the timer does for one complaint: a step's time has run out, a reminder falls, the calendar is another. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.common.contracts import events
from services.common.sop.model import Reminder
from services.intake.register import following, timekeeping
from services.intake.register.domain import ClockKey, Followed, Measured, Office
from services.intake.register.measuring import measure
from services.intake.register.usecases import Moves, revise

_A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder to announce, unless it was announced before."""

    clock: Measured
    event: events.DeadlineNear


@dataclass(slots=True)
class Attended:
    """What came of it."""

    moves: Moves
    ran_out: list[events.TimeRanOut] = field(default_factory=list)
    reminders: list[Told] = field(default_factory=list)


def attend(
    known: Followed, stored: dict[ClockKey, Measured], task: events.OpenedTask | None, office: Office
) -> Attended:
    """Do all that is due for a complaint now; `known` changes where a pause has lasted its longest."""
    done = Attended(Moves(before=stored, clocks=stored))
    revise(known, done.moves, office.sop, office.calendar, office.now)
    done.ran_out += _run_out(known, done.moves, task, office)
    for clock in [clock for clock in done.moves.clocks.values() if _has_come(clock.remind_at, office.now)]:
        reminder, at = _reminded(clock, task, office)
        done.moves.clocks = {**done.moves.clocks, clock.id: replace(clock, remind_at=at)}
        if task and reminder:
            event = timekeeping.deadline_near(known, clock, reminder, task, calendar=office.calendar, now=office.now)
            done.reminders.append(Told(clock, event))
    return done


def _run_out(
    known: Followed, moves: Moves, task: events.OpenedTask | None, office: Office
) -> Iterator[events.TimeRanOut]:
    """The open step's own time is over: the SOP's clocks go on, and the step ends as the SOP says."""
    for clock in [clock for clock in moves.clocks.values() if clock.runs_out_at and clock.runs_out_at < office.now]:
        following.resume(known, office.sop, office.calendar, office.now)
        moves.remeasured(measure(known, moves.clocks, office.sop, office.calendar, office.now), "", office.now)
        moves.clocks = {**moves.clocks, clock.id: replace(moves.clocks[clock.id], runs_out_at=None)}
        step = office.sop.step(clock.key)
        if task and step and step.when_late and clock.runs_out_at:
            yield timekeeping.ran_out(known, task.task_id, clock.runs_out_at, office.now)


def _reminded(
    clock: Measured, task: events.OpenedTask | None, office: Office
) -> tuple[Reminder | None, datetime | None]:
    """What to remind of now, and when to look again. Only in office hours; and somebody must hold the complaint."""
    if not timekeeping.is_open(office.calendar, office.now):
        return None, timekeeping.opens_at(office.calendar, office.now)
    if task is None:
        return None, office.now + _A_MOMENT
    staged = tuple(timekeeping.stages(clock, office.sop, office.calendar))
    return timekeeping.fallen(staged, office.now), timekeeping.next_at(staged, office.now)


def _has_come(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now
