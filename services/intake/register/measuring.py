"""The clocks of a complaint as they stand after an event, and which deadlines moved with it. Pure.

What is stored says where the clocks stood before. A clock that has stopped keeps what it had, whatever the calendar
says later; one that a return set going again is measured anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from services.common import clocks
from services.common.clocks import Deadline, Interval, WorkingCalendar
from services.common.clocks.zones import instant_text
from services.common.sop.flow import holds
from services.common.sop.model import Allowance, Clock, Sop, Step
from services.common.vocabulary import CLOCK_UNITS
from services.intake.register import following, timekeeping
from services.intake.register.domain import Change, ClockKey, Followed, Measured

Clocks = Mapping[ClockKey, Measured]


def measure(
    known: Followed, before: Clocks, sop: Sop, calendar: WorkingCalendar, at: datetime, *, is_anew: bool = False
) -> dict[ClockKey, Measured]:
    """All clocks after what happened at this moment; `is_anew` where reminders begin again for the same date."""
    now = {clock.id: clock for clock in _present(known, sop, calendar)}
    gone = {key: _stopped(clock, at) for key, clock in before.items() if key not in now}
    if known.end is None:
        now = {key: _reminded(clock, sop, calendar) for key, clock in now.items()}
    return gone | {key: _settled(before.get(key), clock, is_anew) for key, clock in now.items()}


def changes(before: Clocks, after: Clocks, because: str, at: datetime) -> Iterator[Change]:
    """The deadlines that moved. That a clock starts, stops or is set going again is told by the timeline."""
    for key, clock in after.items():
        old = before.get(key)
        if clock == old or (old and old.stopped_at):
            continue
        if why := _because(old, clock, because):
            is_gone = clock.stopped_at is not None and why == "version"
            yield Change(
                key=clock.key,
                visit=clock.visit,
                before=old.promised_at if old else None,
                after=None if is_gone else clock.promised_at,
                because=why,
                calendar_before=old.calendar_version if old else clock.calendar_version,
                calendar_after=clock.calendar_version,
                changed_at=at,
            )


def _because(old: Measured | None, new: Measured, because: str) -> str:
    """Why the deadline moved; empty when it did not, or when the move is none that is kept."""
    if because == "version":
        moved = (old.promised_at if old else None) != new.promised_at
        return because if moved or (old and new.stopped_at) else ""
    if old is None:
        return ""
    if old.paused_at and not new.paused_at:
        return "pause"
    return because if because and old.is_running and old.promised_at != new.promised_at else ""


def _present(known: Followed, sop: Sop, calendar: WorkingCalendar) -> Iterator[Measured]:
    limit = following.runs_out(known, sop, calendar) if known.stands_still_since else None
    for clock in sop.clocks:
        if holds(clock.when, known.facts):
            yield _of_sop(clock, known, sop, calendar, limit)
    step = sop.step(known.step) if known.step else None
    if step and step.clock and known.since:
        yield _of_step(step, step.clock, known.since, known, calendar)


def _of_sop(clock: Clock, known: Followed, sop: Sop, calendar: WorkingCalendar, limit: datetime | None) -> Measured:
    started, stopped = clocks.started_at(clock, known.happened), clocks.stopped_at(clock, known.happened)
    extra = known.granted(clock.key, 0)
    if started is None:
        return _waiting(clock.key, clock, extra, calendar)
    # A clock that is stopped while it stands still has stood still until then.
    ends = ((first, last or stopped) for first, last in known.paused)
    ended = [Interval(first, last) for first, last in ends if last and last > first]
    deadline = clocks.due(clock, started, calendar, paused=ended, extra=extra)
    running = _running(clock.key, 0, clock, deadline, calendar)
    since = known.stands_still_since
    if stopped or since is None or deadline.due_at <= since:
        return replace(running, stopped_at=stopped)
    paused_at = max(since, started)
    why = _stands_still(deadline, paused_at, limit, sop.step(known.step or ""), calendar)
    return replace(running, due_at=None, held_due_at=deadline.due_at, paused_at=paused_at, why=why)


def _of_step(step: Step, allowance: Allowance, since: datetime, known: Followed, calendar: WorkingCalendar) -> Measured:
    extra = known.granted(step.key, known.visit)
    deadline = clocks.due(allowance, since, calendar, extra=extra)
    acts = step.when_late or step.pauses
    running = _running(step.key, known.visit, allowance, deadline, calendar)
    return replace(running, runs_out_at=deadline.due_at if acts else None)


def _waiting(key: str, allowance: Allowance, extra: int, calendar: WorkingCalendar) -> Measured:
    return Measured(key, 0, allowance.text, None, None, None, calendar.version, False, "", extra=extra)


def _running(key: str, visit: int, allowance: Allowance, deadline: Deadline, calendar: WorkingCalendar) -> Measured:
    return Measured(
        key=key,
        visit=visit,
        text=allowance.text,
        started_at=deadline.anchor_at,
        stopped_at=None,
        due_at=deadline.due_at,
        calendar_version=calendar.version,
        is_provisional=deadline.provisional,
        why=deadline.why(calendar),
        extra=deadline.extra,
    )


def _stands_still(
    deadline: Deadline, since: datetime, limit: datetime | None, step: Step | None, calendar: WorkingCalendar
) -> str:
    """Why no date is due, in one sentence of Bahasa Indonesia."""
    title = step.title if step else ""
    waits = title.lower().startswith("menunggu")
    during = title[:1].lower() + title[1:] if waits else f"selama langkah “{title}”"
    most = f", paling lama sampai {instant_text(limit, calendar.time_zone)}" if limit else ""
    left = f"{max(0, clocks.remaining(deadline, since, calendar))} {CLOCK_UNITS[deadline.unit]}"
    return f"Berhenti sejak {instant_text(since, calendar.time_zone)} {during}{most}; sisa {left}."


def _stopped(clock: Measured, at: datetime) -> Measured:
    """A clock that does not apply any more: its step has ended, or the SOP has it no longer."""
    if clock.stopped_at:
        return clock
    return replace(
        clock,
        stopped_at=at,
        due_at=clock.promised_at,
        paused_at=None,
        held_due_at=None,
        remind_at=None,
        runs_out_at=None,
    )


def _reminded(clock: Measured, sop: Sop, calendar: WorkingCalendar) -> Measured:
    first = next(timekeeping.stages(clock, sop, calendar), None)
    return replace(clock, remind_at=first[0]) if first else clock


def _settled(old: Measured | None, new: Measured, is_anew: bool) -> Measured:
    """The clock, with what was done already for the date it is due."""
    if old is None:
        return new
    if new.stopped_at:
        return old if old.stopped_at == new.stopped_at else new
    if is_anew or not old.is_running or old.due_at is None or old.due_at != new.due_at:
        return new
    return replace(new, remind_at=new.remind_at and old.remind_at, runs_out_at=old.runs_out_at)
