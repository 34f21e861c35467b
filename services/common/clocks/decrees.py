"""Holidays by decree, for the nation, a province or a regency.

The nation starts from the `holidays` package, which knows the joint decrees (SKB 3 Menteri) that were out when it was
released; the data file adds what came later. Only a year the data names counts as decreed: until then its dates are
forecasts, and deadlines that rest on them are provisional.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

import holidays
from pydantic import Field

from services.common.clocks.reading import StrictData, read

HolidayKind = Literal["public", "joint_leave", "optional"]
"""Public holiday, joint leave (cuti bersama), or optional holiday of a province (libur fakultatif)."""

YEARS: Final = range(2020, 2041)
"""The years a calendar is computed for. Fixed, so that a calendar's version does not change with the new year."""

_CATEGORIES: Final[tuple[tuple[str, HolidayKind], ...]] = (("government", "joint_leave"), ("public", "public"))
_ESTIMATED: Final = " (perkiraan)"


class Holiday(StrictData):
    """A day on which offices may be closed, and the decree that says so."""

    falls_on: date
    name: str
    kind: HolidayKind
    source: str
    estimated: bool = Field(default=False, description="The date is a forecast, as for feasts set by the moon.")


class DecreedDay(StrictData):
    """A holiday as a decree lists it."""

    falls_on: date
    name: str
    kind: HolidayKind


class Decree(StrictData):
    """What one decree changes. Several for one year apply in the order of the file."""

    year: int = Field(ge=2000, le=2100)
    source: str
    adds: tuple[DecreedDay, ...] = ()
    removes: tuple[date, ...] = ()

    def model_post_init(self, _context: object) -> None:
        days = (*self.removes, *(day.falls_on for day in self.adds))
        if any(day.year != self.year for day in days):
            raise ValueError(f"a decree for {self.year} can only name days of {self.year}")


class Ramadan(StrictData):
    """The days of one Ramadan, both ends included."""

    starts_on: date
    ends_on: date
    source: str
    estimated: bool = False


class DecreeFile(StrictData):
    """`holidays.yaml` of the nation or of a province."""

    decrees: tuple[Decree, ...] = ()
    ramadan: tuple[Ramadan, ...] = ()


def parse_decrees(text: str) -> DecreeFile:
    """A `holidays.yaml`. Raises yaml.YAMLError or pydantic.ValidationError."""
    return read(DecreeFile, text)


def applied(decrees: Iterable[Decree], known: Iterable[Holiday] = ()) -> tuple[Holiday, ...]:
    """The holidays, by date, after each decree in turn has removed and added its days."""
    by_date = {holiday.falls_on: holiday for holiday in known}
    for decree in decrees:
        for day in decree.removes:
            by_date.pop(day, None)
        for added in decree.adds:
            by_date[added.falls_on] = Holiday(**dict(added), source=decree.source)
    return tuple(by_date[day] for day in sorted(by_date))


def national(years: Iterable[int], decree_text: str) -> tuple[Holiday, ...]:
    """The nation's holidays and joint leave of these years: the package's, changed by the decrees in the text."""
    wanted = frozenset(years)
    decrees = [decree for decree in parse_decrees(decree_text).decrees if decree.year in wanted]
    sources = {decree.year: decree.source for decree in decrees}
    return applied(decrees, _computed(wanted, sources))


def _computed(years: frozenset[int], sources: dict[int, str]) -> Iterable[Holiday]:
    """Joint leave first, so that a public holiday on the same date takes its place."""
    for category, kind in _CATEGORIES:
        days = holidays.country_holidays("ID", years=years, categories=(category,), language="id")
        for day, name in sorted(days.items()):
            yield Holiday(
                falls_on=day,
                name=name.replace(_ESTIMATED, ""),
                kind=kind,
                source=sources.get(day.year, "Perkiraan, belum ada SKB"),
                estimated=_ESTIMATED in name,
            )
