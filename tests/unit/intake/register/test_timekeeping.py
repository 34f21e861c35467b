"""Reminders fall at the opening of the office, each once; and what the timer does when a step's time has run out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.intake.register.attending import Attended, attend
from services.intake.register.domain import Office
from services.intake.register.timekeeping import falls_at, is_open, office_hours, opens_at
from tests.unit.common.clocks.support import local, shipped
from tests.unit.intake.register.course import Course, waiting_sop

OFFICE = shipped("banyumas")
SPRING = datetime(2026, 4, 7, 3, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(days=-90), timedelta(days=230)).map(lambda since: SPRING + since)


def examined() -> Course:
    """A complaint that is examined since Tuesday; its own clock ends a week later, the whole on 5 May."""
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00")
    course.entered("telaah", "2026-04-07 09:00")
    return course


def waiting() -> Course:
    """A complaint that waits for its reporter until 21 April."""
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", "2026-04-07 09:00")
    course.entered("lengkapi", "2026-04-07 09:00")
    return course


def tick(course: Course, at: str | datetime) -> Attended:
    """The timer looks at the complaint; what it leaves is kept."""
    now = local(at) if isinstance(at, str) else at
    known = course.known
    done = attend(known, course.journal.stored, course.journal.open, Office(waiting_sop(), OFFICE, now))
    course.journal.save(known, done.moves)
    return done


def told(done: Attended) -> list[tuple[str, int]]:
    return [(told.event.clock, told.event.working_days) for told in done.reminders]


@pytest.mark.parametrize(
    ("due", "working_days", "expected"),
    [
        ("2026-04-14 16:00", 0, "2026-04-14 07:30"),
        ("2026-04-14 16:00", -3, "2026-04-09 07:30"),
        ("2026-04-14 16:00", 1, "2026-04-15 07:30"),
        ("2026-04-12 23:59", 0, "2026-04-13 07:30"),
        ("2026-04-12 23:59", 1, "2026-04-13 07:30"),
        ("2026-04-12 23:59", -1, "2026-04-10 07:30"),
        ("2026-04-30 16:00", 1, "2026-05-04 07:30"),
    ],
)
def test_a_reminder_falls_so_many_working_days_from_the_deadline(due: str, working_days: int, expected: str) -> None:
    assert falls_at(local(due), working_days, OFFICE) == local(expected)


@settings(max_examples=100, deadline=None)
@given(due=INSTANTS, working_days=st.integers(-60, 60))
def test_a_reminder_falls_when_the_office_is_open(due: datetime, working_days: int) -> None:
    at = falls_at(due, working_days, OFFICE)
    assert is_open(OFFICE, at)
    assert not is_open(OFFICE, at - timedelta(seconds=1))


@settings(max_examples=40, deadline=None)
@given(looks=st.lists(st.timedeltas(timedelta(), timedelta(days=43)).map(lambda since: SPRING + since), max_size=25))
def test_whenever_the_timer_looks_nothing_is_told_twice_or_out_of_office_hours(looks: list[datetime]) -> None:
    course, seen = examined(), []
    for now in sorted(looks):
        done = tick(course, now)
        assert not done.reminders or is_open(OFFICE, now)
        seen += [reminder.event.event_id for reminder in done.reminders]
    assert len(seen) == len(set(seen))


def test_a_short_clock_has_no_reminder_before_it_started() -> None:
    course = Course()
    course.received("2026-04-10 15:50")
    assert course.clock("catat", 1).due_at == local("2026-04-10 16:20")
    assert course.clock("catat", 1).remind_at == local("2026-04-13 07:30")


def test_paper_that_is_keyed_in_later_has_its_thirty_minutes_from_when_it_came() -> None:
    course = Course()
    course.received("2026-04-13 08:00", received_at=local("2026-04-10 15:50"))
    assert course.clock("catat", 1).started_at == local("2026-04-10 15:50")
    assert course.clock("catat", 1).due_at == local("2026-04-10 16:20")


def test_each_reminder_is_told_in_its_turn() -> None:
    course = examined()
    assert told(tick(course, "2026-04-09 07:30")) == [("telaah", -3)]
    assert told(tick(course, "2026-04-13 10:00")) == []
    assert told(tick(course, "2026-04-14 07:31")) == [("telaah", 0)]
    assert told(tick(course, "2026-04-15 07:31")) == [("telaah", 1)]
    assert course.clock("telaah", 3).remind_at is None


def test_after_an_outage_only_the_newest_reminder_is_told() -> None:
    assert told(tick(examined(), "2026-04-14 10:00")) == [("telaah", 0)]


def test_out_of_office_hours_a_reminder_waits_for_the_opening() -> None:
    course = examined()
    assert told(tick(course, "2026-04-10 22:00")) == []
    assert course.clock("telaah", 3).remind_at == local("2026-04-13 07:30")
    assert told(tick(course, "2026-04-13 07:30")) == [("telaah", -3)]


def test_while_no_step_is_open_a_reminder_waits_a_moment() -> None:
    course = examined()
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    assert told(tick(course, "2026-04-29 07:30")) == []
    assert course.clock().remind_at == local("2026-04-29 07:31")


def test_those_who_hold_the_step_are_reminded_and_whoever_the_sop_names() -> None:
    event = tick(examined(), "2026-04-14 07:31").reminders[0].event
    assert (event.roles, event.title, event.due_at) == (("inspektur",), "Menelaah", local("2026-04-14 16:00"))
    assert event.reference == "CTH-26-7K3M-9QXR"


def test_whom_the_complaint_is_about_is_not_reminded_but_the_stand_in_is() -> None:
    course = examined()
    barred = Barred(officers=("contoh_inspektur",), instead={"inspektur": ("inspektur_provinsi",)})
    task = course.task("telaah", roles=("inspektur_provinsi",), unit="dinas_contoh")
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=barred, task=task)
    event = tick(course, "2026-04-15 08:00").reminders[0].event
    assert (event.roles, event.not_for, event.unit) == (
        ("inspektur_provinsi",),
        ("contoh_inspektur",),
        "dinas_contoh",
    )


def test_office_hours_go_along_for_five_working_days_from_now_on() -> None:
    hours = office_hours(OFFICE, local("2026-04-10 14:00"))
    assert hours[0] == (local("2026-04-10 14:00"), local("2026-04-10 16:30"))
    assert hours[-1] == (local("2026-04-16 13:00"), local("2026-04-16 16:00"))
    assert len(hours) == 9


def test_the_office_opens_next_at_its_next_hours() -> None:
    assert opens_at(OFFICE, local("2026-04-10 12:00")) == local("2026-04-10 13:00")
    assert opens_at(OFFICE, local("2026-04-10 17:00")) == local("2026-04-13 07:30")
    assert opens_at(OFFICE, local("2026-04-13 08:00")) == local("2026-04-13 08:00")


def test_a_step_whose_time_ran_out_is_told_of_once() -> None:
    course = waiting()
    assert tick(course, "2026-04-21 16:00").ran_out == []
    (event,) = tick(course, "2026-04-21 16:01").ran_out
    assert course.journal.open is not None
    assert (event.task_id, event.complaint_id) == (course.journal.open.task_id, course.known.complaint_id)
    assert tick(course, "2026-04-21 16:02").ran_out == []


def test_a_step_that_merely_is_late_is_told_of_to_nobody() -> None:
    assert tick(examined(), "2026-04-20 09:00").ran_out == []


def test_the_sops_clocks_go_on_when_the_waiting_has_lasted_its_longest() -> None:
    course = waiting()
    tick(course, "2026-04-21 16:01")
    assert course.known.paused == [(local("2026-04-07 09:00"), local("2026-04-21 16:00"))]
    assert course.clock().paused_at is None
    assert course.clock().due_at == local("2026-05-21 16:00")
    assert [change.because for change in course.journal.changes] == ["pause"]


def test_more_time_for_a_step_that_ran_out_lets_it_run_out_again() -> None:
    course = waiting()
    first = tick(course, "2026-04-21 16:01").ran_out
    course.extended("lengkapi", 2, "2026-04-21 16:02")
    second = tick(course, "2026-04-23 16:01").ran_out
    assert len(first) == len(second) == 1
    assert first[0].event_id != second[0].event_id
