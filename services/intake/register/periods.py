"""Stretches of the calendar that a book or a report covers. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from services.common.clocks.zones import MONTHS, date_text

MONTHS_IN: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
"""How many months the periods of an SOP's schedules have."""

_ROMAN: Final = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included, and what it is called."""

    from_on: date
    to_on: date
    label: str

    def until(self, today: date) -> "Period":
        """As far as it has gone: of a period that is not over yet, what there is up to today."""
        if self.to_on <= today:
            return self
        return Period(self.from_on, today, f"{self.label} (sampai dengan {date_text(today)})")


@dataclass(frozen=True, slots=True)
class Span:
    """A period as instants; the end is the first that does not belong to it."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        """Whether the instant belongs to it."""
        return self.start <= at < self.end


def part_of(year: int, every: str, number: int) -> Period:
    """The period of this kind with this number, from 1, in the year."""
    months = MONTHS_IN[every]
    first, last = (number - 1) * months + 1, number * months
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), _label(year, every, number))


def last_ended(every: str, today: date) -> Period:
    """The newest period of this kind of which today is no part."""
    number = (today.month - 1) // MONTHS_IN[every]
    return part_of(today.year, every, number) if number else part_of(today.year - 1, every, 12 // MONTHS_IN[every])


def span(from_on: date, to_on: date, zone: timezone, asked_at: datetime) -> Span:
    """The period in a zone; never beyond the moment at which it was asked for."""
    end = datetime.combine(to_on + timedelta(days=1), time(), zone)
    return Span(datetime.combine(from_on, time(), zone), min(end, asked_at))


def _label(year: int, every: str, number: int) -> str:
    names = {
        "month": f"Bulan {MONTHS[number - 1]}",
        "quarter": f"Triwulan {_ROMAN[(number - 1) % 4]}",
        "semester": f"Semester {_ROMAN[(number - 1) % 4]}",
    }
    return f"{names[every]} Tahun {year}" if every in names else f"Tahun {year}"
