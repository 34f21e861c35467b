"""Working days until something is due; in Banyumas, where 3 April 2026 (Good Friday) is a holiday."""

from datetime import date

import pytest

from services.intake.register.remaining import days_left, working_day_after
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
