"""While the office waits for the reporter the SOP's clocks stand still, but no longer than that step may last."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.common.contracts import events
from services.intake.register import following
from tests.unit.common.clocks.support import local, shipped
from tests.unit.intake.register.course import Course, waiting_sop

OFFICE = shipped("banyumas")
BEGAN = "2026-04-08 09:00"
DUE = local("2026-05-05 16:00")
LONGEST = local("2026-04-22 16:00")


def waiting() -> Course:
    """A complaint that waits for its reporter since Wednesday, two working days after it was received."""
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", BEGAN)
    course.entered("lengkapi", BEGAN)
    return course


def complete(course: Course, at: str) -> Course:
    """The reporter has completed the complaint."""
    course.ended("lengkapi", "lengkap", at)
    course.entered("telaah", at)
    return course


def test_a_clock_that_stands_still_has_no_date_and_says_since_when_and_how_long() -> None:
    clock = waiting().clock()
    assert (clock.due_at, clock.held_due_at, clock.paused_at) == (None, DUE, local(BEGAN))
    assert clock.why == (
        "Berhenti sejak Rabu, 8 April 2026 pukul 09.00 WIB menunggu kelengkapan dari pelapor, "
        "paling lama sampai Rabu, 22 April 2026 pukul 16.00 WIB; sisa 19 hari kerja."
    )


def test_nobody_is_reminded_of_a_clock_that_stands_still() -> None:
    assert waiting().clock().remind_at is None


def test_the_waiting_steps_own_clock_runs() -> None:
    own = waiting().clock("lengkapi", 3)
    assert (own.due_at, own.paused_at, own.runs_out_at) == (LONGEST, None, LONGEST)


def test_the_date_moves_by_the_days_that_ended_while_the_clock_stood_still() -> None:
    course = complete(waiting(), "2026-04-10 10:00")
    clock = course.clock()
    assert (clock.paused_at, clock.due_at) == (None, local("2026-05-07 16:00"))
    assert "tidak termasuk jeda" in clock.why


def test_the_end_of_a_pause_is_kept_with_the_date_before_and_after() -> None:
    course = complete(waiting(), "2026-04-10 10:00")
    (change,) = course.journal.changes
    assert (change.key, change.because) == ("total", "pause")
    assert (change.before, change.after) == (DUE, local("2026-05-07 16:00"))
    assert (change.calendar_before, change.calendar_after) == (OFFICE.version, OFFICE.version)


def test_a_pause_lasts_no_longer_than_the_steps_own_clock() -> None:
    late = complete(waiting(), "2026-04-28 10:00")
    assert late.known.paused == [(local(BEGAN), LONGEST)]
    assert late.clock().due_at == complete(waiting(), "2026-04-23 10:00").clock().due_at


def test_a_pause_that_was_ended_by_the_timer_is_shortened_by_an_end_that_was_heard_late() -> None:
    course = waiting()
    assert course.journal.known is not None
    following.resume(course.journal.known, waiting_sop(), OFFICE, local("2026-04-23 07:00"))
    assert course.known.paused == [(local(BEGAN), LONGEST)]
    complete(course, "2026-04-22 15:00")
    assert course.known.paused == [(local(BEGAN), local("2026-04-22 15:00"))]


def test_a_second_wait_adds_to_the_first() -> None:
    course = complete(waiting(), "2026-04-10 10:00")
    course.ended("telaah", "ditelaah", "2026-04-13 09:00")
    course.entered("lengkapi", "2026-04-13 09:00")
    complete(course, "2026-04-15 09:00")
    assert len(course.known.paused) == 2
    assert course.clock().due_at == local("2026-05-11 16:00")


def test_a_clock_that_was_late_already_stays_late() -> None:
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", "2026-05-20 09:00")
    course.entered("lengkapi", "2026-05-20 09:00")
    assert (course.clock().due_at, course.clock().paused_at) == (DUE, None)


def test_a_clock_that_is_stopped_while_it_stands_still_was_not_late() -> None:
    course = waiting()
    course.issued("laporan_penelaahan", "2026-04-17 09:00")
    clock = course.clock()
    assert (clock.paused_at, clock.stopped_at) == (None, local("2026-04-17 09:00"))
    assert clock.due_at is not None
    assert clock.due_at > DUE


def test_another_version_without_the_pause_ends_it() -> None:
    without = waiting_sop(version=2).model_dump(mode="json")
    without["steps"][1]["pauses"] = False
    course = waiting()
    course.journal.sops["contoh@2"] = type(waiting_sop()).model_validate(without)
    task = course.task("lengkapi")
    course.hear(events.SopMigrated, "2026-04-10 10:00", before="contoh@1", after="contoh@2", by="contoh", task=task)
    assert course.known.stands_still_since is None
    assert course.clock().due_at == local("2026-05-07 16:00")


@settings(max_examples=50, deadline=None)
@given(waited=st.timedeltas(timedelta(), timedelta(days=40)))
def test_however_long_the_wait_the_deadline_never_comes_earlier_nor_falls_into_the_wait(waited: timedelta) -> None:
    course = waiting()
    until = local(BEGAN) + waited
    course.hear(events.StepCompleted, until, **course.ending("lengkapi", "lengkap"))
    ((since, ended),) = course.known.paused
    due_at = course.clock().due_at
    assert ended is not None
    assert due_at is not None
    assert ended == min(until, LONGEST)
    assert due_at >= DUE
    assert not since <= due_at < ended
