"""Pauses and extensions."""

import pytest

from services.common.clocks import Interval, due
from services.common.clocks.deadline import Unit
from services.common.clocks.interval import without
from tests.unit.common.clocks.support import allowance, local, shipped, with_settings

CALENDAR = shipped("banyumas")


def pause(starts: str, ends: str) -> Interval:
    return Interval(local(starts), local(ends))


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-06-09 09:00", "2026-06-09 11:00", "2026-06-10 16:00"),
        ("2026-06-09 09:00", "2026-06-11 11:00", "2026-06-12 16:30"),
        ("2026-06-09 09:00", "2026-06-11 17:00", "2026-06-15 16:00"),
        ("2026-06-10 10:00", "2026-06-12 10:00", "2026-06-12 16:30"),
        ("2026-06-08 10:30", "2026-06-10 10:00", "2026-06-12 16:30"),
    ],
    ids=["within a day", "two day ends", "three day ends", "from the last day", "from the anchor's day"],
)
def test_a_pause_moves_a_deadline_by_the_days_that_ended_in_it(starts: str, ends: str, expected: str) -> None:
    found = due(allowance(2, "working_days"), local("2026-06-08 10:00"), CALENDAR, paused=[pause(starts, ends)])
    assert found.due_at == local(expected)


def test_working_minutes_do_not_run_in_a_pause() -> None:
    paused = [pause("2026-06-08 10:10", "2026-06-08 11:10")]
    found = due(allowance(30, "working_minutes"), local("2026-06-08 10:00"), CALENDAR, paused=paused)
    assert found.due_at == local("2026-06-08 11:30")


def test_overlapping_pauses_count_once() -> None:
    paused = [pause("2026-06-08 10:10", "2026-06-08 11:10"), pause("2026-06-08 10:30", "2026-06-08 11:20")]
    found = due(allowance(30, "working_minutes"), local("2026-06-08 10:00"), CALENDAR, paused=paused)
    assert found.due_at == local("2026-06-08 11:40")


def test_a_deadline_does_not_roll_into_a_pause() -> None:
    calendar = with_settings("banyumas", roll_calendar_days="forward")
    paused = [pause("2026-06-14 10:00", "2026-06-15 17:00")]
    found = due(allowance(5, "days"), local("2026-06-08 10:00"), calendar, paused=paused)
    assert found.due_at == local("2026-06-17 16:00")  # past Saturday, the paused Monday and Tahun Baru Islam


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("working_days", "2026-06-11 16:00"), ("days", "2026-06-11 23:59:59"), ("months", "2026-09-08 23:59:59")],
)
def test_an_extension_adds_units_of_the_clock(unit: Unit, expected: str) -> None:
    found = due(allowance(1, unit), local("2026-06-08 10:00"), CALENDAR, extra=2)
    assert (found.due_at, found.extra) == (local(expected), 2)


def test_an_extension_cannot_shorten() -> None:
    with pytest.raises(ValueError, match="cannot take time away"):
        due(allowance(2, "days"), local("2026-06-08 10:00"), CALENDAR, extra=-1)


def test_a_pause_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        pause("2026-06-09 10:00", "2026-06-08 10:00")


def test_cutting_a_pause_out_of_a_span_leaves_both_sides() -> None:
    left = without([pause("2026-06-08 08:00", "2026-06-08 12:00")], [pause("2026-06-08 09:00", "2026-06-08 10:00")])
    assert left == [pause("2026-06-08 08:00", "2026-06-08 09:00"), pause("2026-06-08 10:00", "2026-06-08 12:00")]


def test_a_pause_over_the_whole_span_leaves_nothing() -> None:
    assert (
        without([pause("2026-06-08 08:00", "2026-06-08 12:00")], [pause("2026-06-08 07:00", "2026-06-08 12:00")]) == []
    )


def test_a_pause_that_was_over_before_the_anchor_changes_nothing() -> None:
    paused = [pause("2026-06-08 15:00", "2026-06-08 17:00")]
    found = due(allowance(1, "working_days"), local("2026-06-08 18:00"), CALENDAR, paused=paused)
    assert (found.due_at, found.paused) == (local("2026-06-09 16:00"), ())


def test_a_pause_after_the_deadline_is_not_given_as_a_reason() -> None:
    paused = [pause("2026-06-11 09:00", "2026-06-12 09:00")]
    found = due(allowance(1, "working_days"), local("2026-06-08 10:00"), CALENDAR, paused=paused)
    assert "jeda" not in found.why(CALENDAR)
