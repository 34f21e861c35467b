"""How far a clock has run, in its own unit.

A unit has elapsed when a deadline of that many units would have been reached; so nothing remains exactly when the
deadline is reached, whatever the unit, the pauses or the rolling.
"""

from bisect import bisect_right
from datetime import datetime, timedelta
from typing import Final

from services.common.clocks import counting
from services.common.clocks.calendar import WorkingCalendar
from services.common.clocks.deadline import WORKING_TIME, Deadline, Unit, runs_out
from services.common.clocks.zones import utc

_SHORTEST: Final[dict[Unit, timedelta]] = {
    "days": timedelta(days=1),
    "working_days": timedelta(days=1),
    "months": timedelta(days=28),
}


def elapsed(deadline: Deadline, at: datetime, calendar: WorkingCalendar) -> int:
    """Whole units used up at this instant; zero before the anchor, more than allowed once overdue."""
    at = utc(at)
    if deadline.unit in WORKING_TIME:
        return counting.worked(calendar, deadline.anchor_at, at, deadline.paused) // WORKING_TIME[deadline.unit]
    most = max(0, (at - deadline.anchor_at) // _SHORTEST[deadline.unit] + 2)

    def used_up(number: int) -> datetime:
        return runs_out(deadline.unit, number, deadline.anchor_at, calendar, deadline.paused)[0]

    return bisect_right(range(1, most + 1), at, key=used_up)


def remaining(deadline: Deadline, at: datetime, calendar: WorkingCalendar) -> int:
    """Units left, a begun one included, extensions added; below zero by the whole units the clock is overdue."""
    return deadline.amount + deadline.extra - elapsed(deadline, at, calendar)


def is_overdue(deadline: Deadline, at: datetime) -> bool:
    """Whether the deadline has passed; at the deadline itself it has not."""
    return utc(at) > deadline.due_at
