"""Deadlines worked out by hand from the joint decree for 2026."""

from datetime import UTC

import pytest

from services.common.clocks import due
from services.common.clocks.deadline import Unit
from services.common.clocks.zones import ZONES
from tests.unit.common.clocks.support import allowance, local, shipped, with_settings

VECTORS: list[tuple[str, int, Unit, str]] = [
    ("2026-03-02", 20, "working_days", "2026-04-07 16:00"),
    ("2026-03-02", 14, "working_days", "2026-03-27 16:30"),
    ("2026-03-02", 24, "days", "2026-03-26 23:59:59"),
    ("2026-03-02", 60, "days", "2026-05-01 23:59:59"),
    ("2026-03-13", 20, "working_days", "2026-04-20 16:00"),
    ("2026-03-13", 14, "working_days", "2026-04-10 16:30"),
    ("2026-03-13", 24, "days", "2026-04-06 23:59:59"),
    ("2026-03-13", 60, "days", "2026-05-12 23:59:59"),
]


@pytest.mark.parametrize(("anchor", "amount", "unit", "expected"), VECTORS)
def test_a_deadline_falls_on_the_day_counted_by_hand(anchor: str, amount: int, unit: Unit, expected: str) -> None:
    found = due(allowance(amount, unit), local(f"{anchor} 10:00"), shipped("banyumas"))
    assert (found.due_at, found.provisional) == (local(expected), False)


@pytest.mark.parametrize(
    ("anchor", "expected"), [("2026-03-02", "2026-03-31 16:00"), ("2026-03-13", "2026-04-14 16:00")]
)
def test_joint_leave_counts_where_the_regency_works_on_it(anchor: str, expected: str) -> None:
    calendar = with_settings("banyumas", joint_leave_is_working=True)
    found = due(allowance(20, "working_days"), local(f"{anchor} 10:00"), calendar)
    assert found.due_at == local(expected)


def test_thirty_office_minutes_from_friday_afternoon_end_on_monday_morning() -> None:
    found = due(allowance(30, "working_minutes"), local("2026-06-05 15:50"), shipped("madiun"))
    assert found.due_at == local("2026-06-08 07:50")


def test_an_hour_that_meets_the_break_goes_on_after_it() -> None:
    found = due(allowance(1, "working_hours"), local("2026-06-08 11:30"), shipped("madiun"))
    assert found.due_at == local("2026-06-08 13:30")


def test_minutes_that_end_at_closing_time_are_due_then() -> None:
    found = due(allowance(10, "working_minutes"), local("2026-06-05 15:50"), shipped("madiun"))
    assert found.due_at == local("2026-06-05 16:00")


def test_ramadan_hours_open_later() -> None:
    found = due(allowance(30, "working_minutes"), local("2026-03-02 06:00"), shipped("madiun"))
    assert found.due_at == local("2026-03-02 08:30")


def test_a_working_day_in_ramadan_ends_with_the_shorter_hours() -> None:
    found = due(allowance(1, "working_days"), local("2026-03-02 10:00"), shipped("banyumas"))
    assert found.due_at == local("2026-03-03 15:00")


def test_klungkung_counts_in_its_own_zone() -> None:
    found = due(allowance(24, "days"), local("2026-03-02 10:00"), shipped("klungkung"))
    assert found.due_at == local("2026-03-26 23:59:59", "Asia/Makassar")


def test_the_day_of_the_anchor_is_the_day_at_the_office() -> None:
    anchor_at = local("2026-06-08 23:30")  # already Tuesday in Klungkung
    found = due(allowance(1, "days"), anchor_at, shipped("klungkung"))
    assert found.due_at == local("2026-06-10 23:59:59", "Asia/Makassar")


@pytest.mark.parametrize(("anchor", "expected"), [("2026-01-31", "2026-02-28"), ("2026-03-02", "2026-04-02")])
def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(anchor: str, expected: str) -> None:
    found = due(allowance(1, "months"), local(f"{anchor} 10:00"), shipped("banyumas"))
    assert found.due_at == local(f"{expected} 23:59:59")


def test_an_anchor_in_any_zone_names_the_same_instant() -> None:
    anchor_at = local("2026-03-02 10:00").astimezone(ZONES["Asia/Jayapura"])
    found = due(allowance(20, "working_days"), anchor_at, shipped("banyumas"))
    assert (found.anchor_at.tzinfo, found.due_at) == (UTC, local("2026-04-07 16:00"))


def test_an_anchor_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(allowance(1, "days"), local("2026-03-02 10:00").replace(tzinfo=None), shipped("banyumas"))
