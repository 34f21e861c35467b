"""How many working days are left until something is due, or have gone by since: for lists, by whole days.

Clocks themselves are kept by `common.clocks`; here only the days between now and a deadline that is known are counted.
"""

from datetime import date, datetime, time
from typing import Any

from services.common.clocks import WorkingCalendar
from services.common.clocks.calendar import DAY
from services.common.clocks.hours import instant
from services.intake.register.domain import FAR_AWAY

SOON = 2
"""Working days."""

_MOST = 400


def days_left(calendar: WorkingCalendar, now: datetime, due_at: datetime) -> int:
    """Working days after today up to the day it is due, 0 when that is today; negative: late by so many.

    What ran out is late by one day at least. Nothing is counted beyond 400 days.
    """
    today, due_on = calendar.local_date(now), calendar.local_date(due_at)
    if due_at < now:
        return -max(1, _between(calendar, due_on, today))
    return _between(calendar, today, due_on)


def told_of(calendar: WorkingCalendar, now: datetime, due_at: datetime) -> dict[str, Any]:
    """What a task that is due then says of its time; nothing of one without a deadline."""
    if due_at >= FAR_AWAY:
        return {}
    return {"days_left": days_left(calendar, now, due_at), "is_late": due_at < now}


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
