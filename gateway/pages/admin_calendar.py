"""The working calendar of a year: months with what closes the office, whose holiday each is, and office hours."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from flask import Response, request

from gateway.api import procedures
from gateway.pages import show, typed
from gateway.pages.words import say, zone
from services.common.contracts.calendars import FIRST_YEAR, LAST_YEAR, WEEKDAYS, CalendarDay, CalendarOf, CalendarYear
from services.common.contracts.caller import Caller
from services.common.errors import NotFound

_LAYERS: Final[Mapping[str, str]] = {"nation": "Nasional", "province": "Provinsi", "regency": "Daerah ini"}
_KINDS: Final[Mapping[str, str]] = {
    "public": "Libur",
    "joint_leave": "Cuti bersama",
    "optional": "Libur fakultatif",
}
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_BEFORE, _AFTER = 1, 3
"""How many years around this one are offered; any other is had by its address."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the grid of a month."""

    on: date
    is_worked: bool
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month: weeks from Monday, None for days of the months beside it, and its holidays in words."""

    number: int
    working_days: int
    weeks: Sequence[Sequence[DayCell | None]]
    holidays: Sequence[CalendarDay]


def year(caller: Caller) -> Response:
    """A year, this one unless asked otherwise. NotFound where no calendar reaches."""
    now = datetime.now(UTC).astimezone(zone()).year
    asked = typed.number(request.args.get("tahun", ""))
    wanted = now if asked is None else asked
    if not FIRST_YEAR <= wanted <= LAST_YEAR:
        raise NotFound("year")
    found = procedures.calendar(caller, CalendarOf(year=wanted))
    return show.page(
        "admin_calendar.html",
        found=found,
        months=[_month(found, number) for number in range(1, 13)],
        years=range(max(FIRST_YEAR, now - _BEFORE), min(LAST_YEAR, now + _AFTER) + 1),
        weekdays=[say(name) for name in _DAYS],
        hours=_hours(found),
        layer=lambda code: say(_LAYERS[code]),
        kind=lambda code: say(_KINDS[code]),
    )


def _month(found: CalendarYear, number: int) -> MonthTable:
    holidays = {day.falls_on: day for day in found.days if day.falls_on.month == number}

    def cell(on: date) -> DayCell | None:
        holiday = holidays.get(on)
        is_worked = WEEKDAYS[on.weekday()] in found.hours and not (holiday and holiday.is_closed)
        return DayCell(on, is_worked, holiday is not None) if on.month == number else None

    weeks = [[cell(on) for on in week] for week in Calendar().monthdatescalendar(found.year, number)]
    return MonthTable(number, found.working_days[number - 1], weeks, list(holidays.values()))


def _hours(found: CalendarYear) -> list[tuple[str, str, str]]:
    """Weekday, usual hours and special ones; weekdays that are not worked are left out."""
    return [
        (say(name), _span(found.hours[key]), _span(found.special_hours.get(key, ())))
        for key, name in zip(WEEKDAYS, _DAYS, strict=True)
        if key in found.hours
    ]


def _span(spans: Sequence[str]) -> str:
    """`07.30–12.00, 13.00–16.00`."""
    return ", ".join(span.replace(":", ".").replace("-", "–") for span in spans)
