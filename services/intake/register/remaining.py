"""How many working days are left until something is due, or have gone by since: for lists, by whole days, and by
minutes of office time where the clock counts so.

Clocks themselves are kept by `common.clocks`; here only the time between now and a deadline that is known is counted.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from services.common.clocks import WorkingCalendar, counting
from services.common.clocks.calendar import DAY
from services.common.clocks.deadline import WORKING_TIME
from services.common.clocks.hours import instant
from services.common.sop.model import Sop
from services.intake.register.clock_tables import ClockRow
from services.intake.register.domain import FAR_AWAY

SOON = 2
"""Working days."""

_MOST = 400
_MINUTE = timedelta(minutes=1)


def days_left(calendar: WorkingCalendar, now: datetime, due_at: datetime) -> int:
    """Working days after today up to the day it is due, 0 when that is today; negative: late by so many.

    What ran out is late by one day at least. Nothing is counted beyond 400 days.
    """
    today, due_on = calendar.local_date(now), calendar.local_date(due_at)
    if due_at < now:
        return -max(1, _between(calendar, due_on, today))
    return _between(calendar, today, due_on)


def told_of(calendar: WorkingCalendar, now: datetime, due_at: datetime, unit: str | None = None) -> dict[str, Any]:
    """What a task that is due then says of its time; nothing of one without a deadline. `unit` is the clock's."""
    if due_at >= FAR_AWAY:
        return {}
    return {"is_late": due_at < now, **left_of(calendar, now, due_at, unit)}


def left_of(calendar: WorkingCalendar, now: datetime, due_at: datetime, unit: str | None) -> dict[str, Any]:
    """What is left of a clock, in working days always, in minutes where it counts so and a day would say too little."""
    days = days_left(calendar, now, due_at)
    told = {"days_left": days, "clock_unit": unit}
    is_near = unit in WORKING_TIME and -1 <= days <= 1
    return told | {"minutes_left": _minutes(calendar, now, due_at)} if is_near else told


def unit_of(clock: ClockRow, sop: Sop) -> str | None:
    """The unit a clock counts in; None where the SOP has it no longer."""
    step = sop.step(clock.key) if clock.visit else None
    own = step.clock if step else None
    over = next((each for each in sop.clocks if each.key == clock.key), None) if not clock.visit else None
    return own.unit if own else over.unit if over else None


def unit_due(clocks: Iterable[ClockRow], due_at: datetime, sop: Sop) -> str | None:
    """The unit of the running clock that makes a task due then; of several the step's own."""
    due = [clock for clock in clocks if clock.stopped_at is None and clock.due_at == due_at]
    first = max(due, key=lambda clock: clock.visit, default=None)
    return unit_of(first, sop) if first else None


def _minutes(calendar: WorkingCalendar, now: datetime, due_at: datetime) -> int:
    """A begun minute is still left; what ran out is late by one minute at least."""
    if due_at < now:
        return -max(1, counting.worked(calendar, due_at, now, ()) // _MINUTE)
    return -(-counting.worked(calendar, now, due_at, ()) // _MINUTE)


def working_day_after(calendar: WorkingCalendar, day: date, number: int) -> date:
    """The so many-th working day after this day."""
    for _ in range(_MOST):
        if not number:
            break
        day += DAY
        number -= calendar.is_working(day)
    return day


def soon_until(calendar: WorkingCalendar, now: datetime) -> datetime:
    """Until when what is due counts as due soon."""
    last = working_day_after(calendar, calendar.local_date(now), SOON)
    return instant(last, time(23, 59, 59), calendar.time_zone)


def _between(calendar: WorkingCalendar, first: date, last: date) -> int:
    """Working days later than `first`, up to and with `last`."""
    days = min((last - first).days, _MOST)
    return sum(calendar.is_working(first + DAY * off) for off in range(1, days + 1))
