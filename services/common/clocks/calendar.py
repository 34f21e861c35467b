"""The working calendar of one regency: which days its office works, and at what hours.

Holidays come in layers, nation, province and regency, so that Bali's local holidays close Klungkung's office and
nobody else's. Its `version` names its whole content: a deadline stores it, and a revised decree gives a new one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import chain
from typing import Final, Literal

from services.common.clocks import hours as office
from services.common.clocks.decrees import YEARS, Decree, DecreeFile, Holiday, Ramadan, applied, national, parse_decrees
from services.common.clocks.hours import Hours
from services.common.clocks.interval import Interval
from services.common.clocks.reading import StrictData, read
from services.common.clocks.zones import ZONES, TimeZone

DAY: Final = timedelta(days=1)


class CalendarFile(StrictData):
    """`calendar.yaml`: what a regency decides about its own working time."""

    edition: str
    time_zone: TimeZone
    province: str | None = None
    hours: Hours
    ramadan_hours: Hours
    joint_leave_is_working: bool = False
    optional_is_working: bool = False
    count_anchor_day: bool = False
    roll_calendar_days: Literal["none", "forward"] = "none"
    decrees: tuple[Decree, ...] = ()

    def model_post_init(self, _context: object) -> None:
        if self.hours.keys() != self.ramadan_hours.keys():
            raise ValueError("hours and ramadan_hours must name the same weekdays")


class WorkingCalendar(CalendarFile):
    """A regency's calendar with the layers above it."""

    nation: tuple[Holiday, ...]
    provincial: tuple[Holiday, ...] = ()
    ramadan: tuple[Ramadan, ...] = ()
    decreed_years: tuple[int, ...] = ()

    @cached_property
    def version(self) -> str:
        """The edition and a digest of everything that can move a deadline."""
        # Sorted: a calendar that was kept as JSON comes back with its weekdays in another order.
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return f"{self.edition}+{hashlib.sha256(content.encode()).hexdigest()[:12]}"

    @cached_property
    def _closed(self) -> dict[date, Holiday]:
        """Closing holidays by date; the highest layer gives the name."""
        working = {"joint_leave": self.joint_leave_is_working, "optional": self.optional_is_working}
        layers = chain(applied(self.decrees), self.provincial, self.nation)
        return {day.falls_on: day for day in layers if not working.get(day.kind, False)}

    def __repr__(self) -> str:
        """The version alone; the holidays of twenty years help nobody in a traceback."""
        return f"WorkingCalendar({self.version})"

    def local_date(self, at: datetime) -> date:
        """The day this instant belongs to at the office."""
        return at.astimezone(ZONES[self.time_zone]).date()

    def is_weekday(self, on: date) -> bool:
        """Whether the office works on that day of the week, holidays aside."""
        return office.weekday(on) in self.hours

    def is_working(self, on: date) -> bool:
        """Whether the office works on that day."""
        return self.is_weekday(on) and on not in self._closed

    def open_spans(self, on: date) -> tuple[Interval, ...]:
        """The office hours of that day in UTC, breaks left out; none on a day that is not worked."""
        if on in self._closed:
            return ()
        fasting = any(month.starts_on <= on <= month.ends_on for month in self.ramadan)
        return office.on_day(self.ramadan_hours if fasting else self.hours, on, self.time_zone)

    def closes_at(self, on: date) -> datetime:
        """When the office closes on a working day, in UTC."""
        return self.open_spans(on)[-1].ends_at

    def deadline_of(self, on: date) -> datetime:
        """When a deadline in calendar days that falls on this day ends, in UTC.

        With the office where such deadlines roll to working days, else with the day, at 23.59.59.
        """
        if self.roll_calendar_days == "forward" and self.is_working(on):
            return self.closes_at(on)
        return office.instant(on, time(23, 59, 59), self.time_zone)

    def skipped(self, after: date, until: date) -> tuple[Holiday, ...]:
        """Holidays later than `after`, up to and with `until`, that closed the office on one of its weekdays."""
        days = sorted(day for day in self._closed if after < day <= until)
        return tuple(self._closed[day] for day in days if self.is_weekday(day))

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether the working days from `first` to `last` may still change.

        They may when a year has no decree, or when a forecast feast or Ramadan touches them, a day's slip included.
        """
        if not set(range(first.year, last.year + 1)) <= set(self.decreed_years):
            return True
        days = ((day.falls_on, day.falls_on) for day in self._closed.values() if day.estimated)
        months = ((month.starts_on, month.ends_on) for month in self.ramadan if month.estimated)
        return any(start - DAY <= last and first <= end + DAY for start, end in chain(days, months))


def parse_calendar(
    text: str, *, nation: str, provinces: Mapping[str, str] | None = None, years: Iterable[int] = YEARS
) -> WorkingCalendar:
    """The calendar in `text`, with the layers above it.

    `nation` and the values of `provinces` are the texts of `holidays.yaml`; the calendar names its province by key.
    Where there is a province, a year is decreed only when both layers have it. Raises ValueError for a province that
    is not given, yaml.YAMLError or pydantic.ValidationError for a text that is not a calendar.
    """
    settings = read(CalendarFile, text)
    above = parse_decrees(nation)
    below = _province(settings.province, provinces or {})
    decreed = {decree.year for decree in above.decrees}
    if below is not None:
        decreed &= {decree.year for decree in below.decrees}
    return WorkingCalendar(
        **dict(settings),
        nation=national(years, nation),
        provincial=applied(below.decrees) if below else (),
        ramadan=above.ramadan,
        decreed_years=tuple(sorted(decreed)),
    )


def _province(key: str | None, texts: Mapping[str, str]) -> DecreeFile | None:
    if key is None:
        return None
    if key not in texts:
        raise ValueError(f"the calendar names the province '{key}', which has no holidays file")
    return parse_decrees(texts[key])
