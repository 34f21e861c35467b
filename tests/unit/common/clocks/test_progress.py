"""How far a clock has run."""

import pytest

from services.common.clocks import Deadline, due, elapsed, is_overdue, remaining
from services.common.clocks.deadline import Unit
from tests.unit.common.clocks.support import allowance, local, shipped, with_settings

CALENDAR = shipped("banyumas")


def deadline(amount: int, unit: Unit) -> Deadline:
    return due(allowance(amount, unit), local("2026-06-08 10:00"), CALENDAR)


@pytest.mark.parametrize(
    ("amount", "unit", "at", "used", "left"),
    [
        (5, "working_days", "2026-06-08 09:00", 0, 5),
        (5, "working_days", "2026-06-09 15:59", 0, 5),
        (5, "working_days", "2026-06-09 16:00", 1, 4),
        (5, "working_days", "2026-06-14 12:00", 4, 1),
        (5, "working_days", "2026-06-15 16:00", 5, 0),
        (5, "working_days", "2026-06-17 16:00", 6, -1),
        (3, "days", "2026-06-10 12:00", 1, 2),
        (2, "months", "2026-07-09 12:00", 1, 1),
        (30, "working_minutes", "2026-06-08 10:20", 20, 10),
        (30, "working_minutes", "2026-06-08 11:00", 60, -30),
        (8, "working_hours", "2026-06-09 07:45", 5, 3),
        (8, "working_hours", "2026-06-08 09:00", 0, 8),
    ],
)
def test_time_is_told_in_the_unit_of_the_clock(amount: int, unit: Unit, at: str, used: int, left: int) -> None:
    found = deadline(amount, unit)
    assert elapsed(found, local(at), CALENDAR) == used
    assert remaining(found, local(at), CALENDAR) == left


def test_a_rolled_deadline_leaves_something_until_it_is_reached() -> None:
    calendar = with_settings("banyumas", roll_calendar_days="forward")
    found = due(allowance(5, "days"), local("2026-06-08 10:00"), calendar)
    assert remaining(found, local("2026-06-14 12:00"), calendar) == 1


def test_a_clock_is_overdue_only_after_its_deadline() -> None:
    found = deadline(1, "working_days")
    assert not is_overdue(found, local("2026-06-09 16:00"))
    assert is_overdue(found, local("2026-06-09 16:00:01"))
