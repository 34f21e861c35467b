"""Work that is done again: a return takes back what came of the work, so clocks it had stopped run again."""

from services.common.contracts import events
from tests.unit.common.clocks.support import local
from tests.unit.intake.register.course import Course


def reported() -> Course:
    """A complaint whose report stopped the clock of the whole; each step begins at the instant the last one ended."""
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00")
    course.entered("telaah", "2026-04-07 09:00")
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    course.issued("laporan_penelaahan", "2026-04-08 09:00")
    course.entered("putusan", "2026-04-08 09:00")
    return course


def returned() -> Course:
    """The same complaint when its report was sent back."""
    course = reported()
    course.ended("putusan", "dikembalikan", "2026-04-09 09:00", is_return=True, next_step="telaah")
    return course


def closed() -> Course:
    """The same complaint at its end."""
    course = reported()
    course.ended("putusan", "teguran", "2026-04-10 09:00")
    course.entered("jawaban", "2026-04-10 09:00")
    course.ended("jawaban", "dijawab", "2026-04-13 09:00")
    course.hear(events.ComplaintClosed, "2026-04-13 09:00", end="ditutup")
    return course


def test_the_document_of_a_returned_report_stops_a_clock_no_more() -> None:
    assert reported().clock().stopped_at == local("2026-04-08 09:00")
    clock, before = returned().clock(), reported().clock()
    assert (clock.stopped_at, clock.due_at) == (None, before.due_at)
    assert clock.remind_at is not None


def test_the_next_report_stops_the_clock_again() -> None:
    course = returned()
    course.entered("telaah", "2026-04-09 09:00")
    course.issued("laporan_penelaahan", "2026-04-10 10:00")
    assert course.clock().stopped_at == local("2026-04-10 10:00")


def test_a_return_takes_back_what_happened_since_the_step_was_entered_and_nothing_before() -> None:
    assert set(returned().known.happened) == {
        "received",
        "catat.entered",
        "catat.dicatat",
        "catat.completed",
        "putusan.dikembalikan",
    }


def test_the_step_that_is_done_again_was_entered_when_it_was_entered_again() -> None:
    course = returned()
    course.entered("telaah", "2026-04-09 09:30")
    assert course.known.happened["telaah.entered"] == local("2026-04-09 09:30")


def test_a_second_return_takes_back_what_came_of_the_second_try() -> None:
    course = returned()
    course.entered("telaah", "2026-04-09 09:00")
    course.ended("telaah", "ditelaah", "2026-04-10 09:00")
    course.issued("laporan_penelaahan", "2026-04-10 09:00")
    course.entered("putusan", "2026-04-10 09:00")
    course.ended("putusan", "dikembalikan", "2026-04-13 09:00", is_return=True, next_step="telaah")
    assert course.clock().stopped_at is None
    assert "telaah.completed" not in course.known.happened


def test_a_clock_that_is_set_going_again_is_told_by_the_timeline_and_not_as_a_moved_deadline() -> None:
    assert returned().journal.changes == []


def test_a_closed_complaint_may_be_objected_to_for_the_days_of_its_sop() -> None:
    assert closed().known.objection_until == local("2026-04-20 16:00")


def test_an_end_without_objections_gives_no_time_to_object() -> None:
    course = reported()
    course.hear(events.ComplaintClosed, "2026-04-13 09:00", end="gugur")
    assert course.known.objection_until is None


def test_a_reopened_complaint_is_open_and_its_stopped_clocks_stay_stopped() -> None:
    course = closed()
    stopped = course.clock()
    course.hear(events.ComplaintReopened, "2026-04-14 09:00", end="ditutup")
    course.entered("tinjau", "2026-04-14 09:00")
    assert (course.known.end, course.known.closed_at, course.known.objection_until) == (None, None, None)
    assert course.clock() == stopped


def test_a_return_behind_the_end_sets_no_clock_going_that_had_stopped() -> None:
    course = closed()
    stopped = course.clock()
    course.hear(events.ComplaintReopened, "2026-04-14 09:00", end="ditutup")
    course.entered("tinjau", "2026-04-14 09:00")
    course.ended("tinjau", "diterima", "2026-04-15 09:00", is_return=True, next_step="jawaban")
    assert course.clock() == stopped


def test_an_end_that_was_objected_to_as_often_as_allowed_is_final() -> None:
    course = closed()
    course.hear(events.ComplaintReopened, "2026-04-14 09:00", end="ditutup")
    course.entered("tinjau", "2026-04-14 09:00")
    course.ended("tinjau", "ditolak", "2026-04-15 09:00")
    course.hear(events.ComplaintClosed, "2026-04-15 09:00", end="ditutup")
    assert (course.known.objections, course.known.objection_until) == (1, None)
