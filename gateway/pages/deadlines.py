"""Until when something is due, and how much is left, in the unit its clock counts in.

Where a clock counts minutes or hours, a day says too little: the time of day is told, and what is left of office time.
Where it counts every day of the calendar, working days would not add up with what the SOP says beside it.
"""

from datetime import UTC, datetime
from typing import Final, Protocol

from gateway.pages.words import say, weekday, weekday_moment, zone

BY_THE_HOUR: Final = frozenset({"working_minutes", "working_hours"})
_BY_THE_CALENDAR: Final = frozenset({"days", "months"})
_HOUR: Final = 60


class Due(Protocol):
    """A task, a clock or a request for more time, as the register tells it."""

    @property
    def due_at(self) -> datetime | None: ...
    @property
    def clock_unit(self) -> str | None: ...
    @property
    def days_left(self) -> int | None: ...
    @property
    def minutes_left(self) -> int | None: ...


def due(one: Due) -> str:
    """Senin, 23 November 2026; by a clock of minutes or hours also pukul 08.30 WIB. Nothing while no date is due."""
    return at(one.due_at, one.clock_unit)


def at(moment: datetime | None, unit: str | None) -> str:
    """A deadline of a clock with this unit."""
    return weekday_moment(moment) if unit in BY_THE_HOUR else weekday(moment)


def left(one: Due) -> str:
    """What is left, or how late it is, in words to follow a date."""
    if one.days_left is None:
        return ""
    if _is_late(one):
        return say("terlambat {time}").format(time=_amount(one))
    return say("sisa {time}").format(time=_amount(one)) if _number(one) else say("hari ini")


def short(one: Due) -> str:
    """The same for a column that is headed as what is left."""
    if one.days_left is None:
        return ""
    if _is_late(one):
        return say("Terlambat {time}").format(time=_amount(one))
    return _amount(one) if _number(one) else say("Hari ini")


def _is_late(one: Due) -> bool:
    return (one.days_left or 0) < 0


def _number(one: Due) -> int:
    if one.minutes_left is not None:
        return one.minutes_left
    if one.clock_unit in _BY_THE_CALENDAR and one.due_at is not None:
        now, due_at = datetime.now(UTC).astimezone(zone()), one.due_at.astimezone(zone())
        days = (due_at.date() - now.date()).days
        return min(days, -1) if _is_late(one) else days
    return one.days_left or 0


def _amount(one: Due) -> str:
    number = abs(_number(one))
    if one.minutes_left is not None:
        return _hours(number)
    if one.clock_unit in _BY_THE_CALENDAR:
        return (say("1 hari kalender") if number == 1 else say("{n} hari kalender")).format(n=number)
    return (say("1 hari kerja") if number == 1 else say("{n} hari kerja")).format(n=number)


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return say("{n} menit kerja").format(n=rest)
    if not rest:
        return say("{n} jam kerja").format(n=hours)
    return say("{hours} jam {n} menit kerja").format(hours=hours, n=rest)
