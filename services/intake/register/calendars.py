"""One year of a regency's working calendar, day by day and layer by layer, as the clocks count by it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from services.common.clocks import WorkingCalendar
from services.common.clocks.decrees import Holiday, applied
from services.common.clocks.hours import Hours
from services.common.contracts.calendars import CalendarDay, CalendarYear, Layer, SpecialHours


def year_of(calendar: WorkingCalendar, year: int) -> CalendarYear:
    """What officers are shown of it."""
    return CalendarYear(
        version=calendar.version,
        year=year,
        time_zone=calendar.time_zone,
        is_provisional=year not in calendar.decreed_years,
        decreed_years=calendar.decreed_years,
        hours=_told(calendar.hours),
        special_hours=_told(calendar.ramadan_hours),
        special=tuple(_special(calendar, year)),
        days=tuple(_days(calendar, year)),
        working_days=tuple(sum(map(calendar.is_working, _month(year, month))) for month in range(1, 13)),
        counts_first_day=calendar.count_anchor_day,
        ends_on_working_days=calendar.roll_calendar_days == "forward",
    )


def _told(hours: Hours) -> dict[str, tuple[str, ...]]:
    return {day: tuple(f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans) for day, spans in hours.items()}


def _special(calendar: WorkingCalendar, year: int) -> Iterator[SpecialHours]:
    for month in calendar.ramadan:
        if year in (month.starts_on.year, month.ends_on.year):
            yield SpecialHours(
                starts_on=month.starts_on, ends_on=month.ends_on, source=month.source, is_estimated=month.estimated
            )


def _days(calendar: WorkingCalendar, year: int) -> Iterator[CalendarDay]:
    """By date; of several layers one that closes the office, and of these the highest, as the calendar counts."""
    lowest_first: tuple[tuple[Layer, tuple[Holiday, ...]], ...] = (
        ("regency", applied(calendar.decrees)),
        ("province", calendar.provincial),
        ("nation", calendar.nation),
    )
    working = {"joint_leave": calendar.joint_leave_is_working, "optional": calendar.optional_is_working}
    named = list(chain.from_iterable(((day, layer) for day in days) for layer, days in lowest_first))
    named.sort(key=lambda one: not working.get(one[0].kind, False))
    by_date = {day.falls_on: (day, layer) for day, layer in named if day.falls_on.year == year}
    for on in sorted(by_date):
        day, layer = by_date[on]
        yield CalendarDay(
            falls_on=on,
            name=day.name,
            kind=day.kind,
            layer=layer,
            source=day.source,
            is_closed=not working.get(day.kind, False),
            is_estimated=day.estimated,
        )


def _month(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += timedelta(days=1)
