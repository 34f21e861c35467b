"""What a regency can decide about counting."""

from services.common.clocks import due
from tests.unit.common.clocks.support import allowance, local, with_settings


def test_a_counted_anchor_day_is_day_one() -> None:
    calendar = with_settings("banyumas", count_anchor_day=True)
    found = due(allowance(1, "working_days"), local("2026-06-08 10:00"), calendar)
    assert found.due_at == local("2026-06-08 16:00")


def test_an_anchor_after_closing_is_not_counted_even_so() -> None:
    calendar = with_settings("banyumas", count_anchor_day=True)
    found = due(allowance(1, "working_days"), local("2026-06-08 18:00"), calendar)
    assert found.due_at == local("2026-06-09 16:00")


def test_a_counted_month_ends_the_day_before() -> None:
    calendar = with_settings("banyumas", count_anchor_day=True)
    found = due(allowance(1, "months"), local("2026-06-08 10:00"), calendar)
    assert found.due_at == local("2026-07-07 23:59:59")


def test_calendar_days_roll_over_a_holiday_and_a_weekend() -> None:
    calendar = with_settings("banyumas", roll_calendar_days="forward")
    found = due(allowance(60, "days"), local("2026-03-02 10:00"), calendar)
    assert found.due_at == local("2026-05-04 16:00")
    assert str(found.rolled_from_on) == "2026-05-01"


def test_calendar_days_that_end_on_a_working_day_stay() -> None:
    calendar = with_settings("banyumas", roll_calendar_days="forward")
    found = due(allowance(24, "days"), local("2026-03-02 10:00"), calendar)
    assert (found.due_at, found.rolled_from_on) == (local("2026-03-26 16:00"), None)


def test_a_six_day_week_works_on_saturday() -> None:
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    hours = {day: ["07:30-14:00"] for day in week}
    calendar = with_settings("banyumas", hours=hours, ramadan_hours=hours)
    found = due(allowance(1, "working_days"), local("2026-06-05 10:00"), calendar)
    assert found.due_at == local("2026-06-06 14:00")


def test_a_holiday_of_the_regency_closes_its_office() -> None:
    day = {"falls_on": "2026-06-09", "name": "Hari Jadi Kabupaten", "kind": "public"}
    decree = {"year": 2026, "source": "Keputusan Bupati contoh", "adds": [day]}
    calendar = with_settings("banyumas", decrees=[decree])
    found = due(allowance(1, "working_days"), local("2026-06-08 10:00"), calendar)
    assert found.due_at == local("2026-06-10 16:00")
