"""When a clock runs out.

Working minutes and hours end inside office hours. Working days end when the office closes on the last of them.
Calendar days and months end with the day, at 23.59.59 local time, also on a holiday; where the calendar rolls them
to a working day they end when the office closes on that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from services.common.clocks import counting
from services.common.clocks.calendar import WorkingCalendar
from services.common.clocks.explain import sentence
from services.common.clocks.interval import Interval
from services.common.clocks.zones import utc
from services.common.sop.model import Allowance

Unit = Literal["working_minutes", "working_hours", "days", "working_days", "months"]

Pauses = Sequence[Interval]

WORKING_TIME: Final[dict[Unit, timedelta]] = {
    "working_minutes": timedelta(minutes=1),
    "working_hours": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed fact: the instant, and all it was computed from. Instants are UTC.

    `amount` is what the SOP allows and `extra` what was granted on top, both in `unit`. `rolled_from_on` is the day
    the count ended on, when the deadline was moved from there to a working day.
    """

    due_at: datetime
    anchor_at: datetime
    rule: str
    amount: int
    unit: Unit
    extra: int
    paused: tuple[Interval, ...]
    rolled_from_on: date | None
    calendar_version: str
    provisional: bool

    def why(self, calendar: WorkingCalendar) -> str:
        """One sentence in Bahasa Indonesia that explains the date; `calendar` is the one it was computed with."""
        return sentence(self, calendar)


def due(
    allowance: Allowance, anchor_at: datetime, calendar: WorkingCalendar, *, paused: Pauses = (), extra: int = 0
) -> Deadline:
    """The deadline of an allowance that started at `anchor_at`.

    The clock stands still during `paused`, as far as that lies after the anchor; `extra` is an extension in the unit
    of the allowance. Raises ValueError for an anchor without a time zone or a negative extension.
    """
    if extra < 0:
        raise ValueError("an extension cannot take time away")
    anchor_at = utc(anchor_at)
    paused = _since(anchor_at, paused)
    due_at, rolled_from_on = runs_out(allowance.unit, allowance.amount + extra, anchor_at, calendar, paused)
    return Deadline(
        due_at=due_at,
        anchor_at=anchor_at,
        rule=allowance.text,
        amount=allowance.amount,
        unit=allowance.unit,
        extra=extra,
        paused=paused,
        rolled_from_on=rolled_from_on,
        calendar_version=calendar.version,
        provisional=_is_provisional(allowance.unit, anchor_at, due_at, rolled_from_on, calendar),
    )


def runs_out(
    unit: Unit, number: int, anchor_at: datetime, calendar: WorkingCalendar, paused: Pauses
) -> tuple[datetime, date | None]:
    """When `number` of the unit are used up, in UTC, and the day this was rolled from, if it was."""
    if unit in WORKING_TIME:
        length = number * WORKING_TIME[unit]
        return counting.working_time_ends_at(calendar, anchor_at, length, paused), None
    if unit == "working_days":
        return calendar.closes_at(counting.working_day(calendar, anchor_at, number, paused)), None
    if unit == "months":
        number = counting.months_as_days(calendar.local_date(anchor_at), number)
    counted_on = counting.calendar_day(calendar, anchor_at, number, paused)
    due_on = counting.rolled(calendar, counted_on, paused)
    return calendar.deadline_of(due_on), None if due_on == counted_on else counted_on


def _since(anchor_at: datetime, paused: Pauses) -> tuple[Interval, ...]:
    later = (pause for pause in paused if pause.ends_at > anchor_at)
    return tuple(Interval(max(pause.starts_at, anchor_at), pause.ends_at) for pause in later)


def _is_provisional(
    unit: Unit, anchor_at: datetime, due_at: datetime, rolled_from_on: date | None, calendar: WorkingCalendar
) -> bool:
    """Only days whose holidays matter can make a deadline provisional: those counted, or those rolled over."""
    due_on = calendar.local_date(due_at)
    if unit not in ("days", "months"):
        return calendar.is_provisional(calendar.local_date(anchor_at), due_on)
    return calendar.roll_calendar_days == "forward" and calendar.is_provisional(rolled_from_on or due_on, due_on)
