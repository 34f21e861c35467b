"""Periods of the calendar: which days they have, what they are called, which is the last that is over."""

from datetime import UTC, date, datetime

import pytest

from services.common.clocks.zones import ZONES
from services.intake.register.periods import last_ended, part_of, span


@pytest.mark.parametrize(
    ("every", "number", "first", "last", "label"),
    [
        ("month", 2, "2024-02-01", "2024-02-29", "Bulan Februari Tahun 2024"),
        ("quarter", 4, "2024-10-01", "2024-12-31", "Triwulan IV Tahun 2024"),
        ("semester", 1, "2024-01-01", "2024-06-30", "Semester I Tahun 2024"),
        ("semester", 2, "2024-07-01", "2024-12-31", "Semester II Tahun 2024"),
        ("year", 1, "2024-01-01", "2024-12-31", "Tahun 2024"),
    ],
)
def test_a_period_has_its_days_and_a_name(every: str, number: int, first: str, last: str, label: str) -> None:
    period = part_of(2024, every, number)
    assert (str(period.from_on), str(period.to_on), period.label) == (first, last, label)


@pytest.mark.parametrize(
    ("every", "today", "label"),
    [
        ("month", date(2026, 1, 1), "Bulan Desember Tahun 2025"),
        ("month", date(2026, 3, 31), "Bulan Februari Tahun 2026"),
        ("quarter", date(2026, 4, 1), "Triwulan I Tahun 2026"),
        ("semester", date(2026, 6, 30), "Semester II Tahun 2025"),
        ("semester", date(2026, 7, 1), "Semester I Tahun 2026"),
        ("year", date(2026, 12, 31), "Tahun 2025"),
    ],
)
def test_the_last_period_that_is_over(every: str, today: date, label: str) -> None:
    assert last_ended(every, today).label == label


def test_a_period_that_is_over_is_whole() -> None:
    period = part_of(2026, "semester", 1)
    assert period.until(date(2026, 6, 30)) == period


def test_one_that_is_not_over_ends_today() -> None:
    period = part_of(2026, "year", 1).until(date(2026, 5, 4))
    assert (str(period.to_on), period.label) == ("2026-05-04", "Tahun 2026 (sampai dengan 4 Mei 2026)")


def test_days_are_those_of_the_office() -> None:
    covered = span(date(2026, 1, 1), date(2026, 6, 30), ZONES["Asia/Jayapura"], datetime(2027, 1, 1, tzinfo=UTC))
    assert covered.holds(datetime(2025, 12, 31, 15, 0, tzinfo=UTC))
    assert not covered.holds(datetime(2026, 6, 30, 15, 0, tzinfo=UTC))


def test_it_never_goes_beyond_the_moment_it_was_asked_for() -> None:
    asked_at = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
    assert span(date(2026, 1, 1), date(2026, 5, 4), ZONES["Asia/Jakarta"], asked_at).end == asked_at
