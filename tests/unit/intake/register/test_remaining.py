"""What is left until something is due, in working days and in minutes of office time; in Banyumas.

3 April 2026 is Good Friday, a holiday.
"""

from datetime import date

import pytest

from services.intake.register.remaining import days_left, left_of, working_day_after
from tests.unit.common.clocks.support import local, shipped

BANYUMAS = shipped("banyumas")


@pytest.mark.parametrize(
    ("now", "due", "left"),
    [
        ("2026-04-08 09:00", "2026-04-14 15:30", 4),
        ("2026-04-14 09:00", "2026-04-14 15:30", 0),
        ("2026-04-14 16:00", "2026-04-14 15:30", -1),
        ("2026-04-17 09:00", "2026-04-14 15:30", -3),
        ("2026-04-19 09:00", "2026-04-17 15:30", -1),
        ("2026-04-02 09:00", "2026-04-06 15:30", 1),
    ],
)
def test_days_are_working_days(now: str, due: str, left: int) -> None:
    assert days_left(BANYUMAS, local(now), local(due)) == left


def test_a_deadline_far_away_is_counted_to_a_limit() -> None:
    assert 200 < days_left(BANYUMAS, local("2026-04-08 09:00"), local("9999-01-01 00:00")) <= 400


def test_the_working_day_after_skips_weekends_and_holidays() -> None:
    assert working_day_after(BANYUMAS, date(2026, 4, 2), 2) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("now", "due", "left"),
    [
        ("2026-04-08 09:00", "2026-04-08 09:30", 30),
        ("2026-04-02 09:00", "2026-04-02 09:00", 0),
        ("2026-04-08 09:55", "2026-04-08 09:30", -25),
        ("2026-04-08 20:00", "2026-04-08 19:00", -1),
        ("2026-04-05 09:00", "2026-04-06 08:00", 30),
    ],
)
def test_a_clock_of_minutes_is_counted_in_office_time(now: str, due: str, left: int) -> None:
    assert left_of(BANYUMAS, local(now), local(due), "working_minutes")["minutes_left"] == left


@pytest.mark.parametrize(("due", "unit"), [("2026-04-14 09:30", "working_hours"), ("2026-04-08 15:30", "working_days")])
def test_minutes_are_told_only_where_they_say_more_than_days(due: str, unit: str) -> None:
    assert "minutes_left" not in left_of(BANYUMAS, local("2026-04-08 09:00"), local(due), unit)
