"""Why a complaint is late, from its clocks and steps in the register: codes, and only those."""

from services.common.contracts import events
from services.common.contracts.lateness import Lateness
from services.common.contracts.register import Progress
from services.intake.register.views import Views
from tests.integration.register.regency import Filed, Regency, closed, examined, four_day_weeks, waiting
from tests.unit.common.clocks.support import local

AFTER = "2026-05-08 09:00"
"""Three working days after the fifth of May, on which the whole is due."""


def progress(course: Filed, at: str = AFTER) -> Progress:
    with course.regency.work(course.tenant) as work:
        return Views(work).progress(course.complaint, local(at))


def lateness(course: Filed, at: str = AFTER) -> Lateness:
    found = progress(course, at).lateness
    assert found is not None
    return found


def test_what_is_in_time_has_no_reason_to_be_late(regency: Regency) -> None:
    assert progress(examined(regency), "2026-05-05 15:59").lateness is None


def test_the_step_it_is_at_took_longer_than_its_time(regency: Regency) -> None:
    found = lateness(examined(regency))
    assert found == Lateness(working_days=3, waits_for="office", overran=("verify", "assess"))


def test_late_by_minutes_is_late_by_a_day(regency: Regency) -> None:
    assert lateness(examined(regency), "2026-05-05 16:01").working_days == 1


def test_a_step_that_was_ended_in_its_time_is_no_reason(regency: Regency) -> None:
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-06 09:10")
    course.entered("telaah", "2026-04-06 09:10")
    assert lateness(course).overran == ("assess",)


def test_what_was_never_begun_is_told_so(regency: Regency) -> None:
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    assert lateness(course).has_begun is False


def test_what_waits_for_the_reporter_stands_still_and_is_not_late(regency: Regency) -> None:
    found = progress(waiting(regency), "2026-04-20 09:00")
    assert (found.is_paused, found.lateness) == (True, None)


def test_that_the_reporter_was_waited_for_is_told_afterwards(regency: Regency) -> None:
    course = waiting(regency)
    course.ended("lengkapi", "lengkap", "2026-04-09 09:00")
    course.entered("telaah", "2026-04-09 09:00")
    assert lateness(course, "2026-05-20 09:00").moved == ("pause",)


def test_a_new_calendar_is_told(regency: Regency) -> None:
    course = examined(regency)
    regency.apply(four_day_weeks())
    regency.tick("2026-04-08 09:00")
    assert "calendar" in lateness(course, "2026-06-20 09:00").moved


def test_work_that_went_back_is_told(regency: Regency) -> None:
    course = examined(regency)
    assert lateness(course).was_sent_back is False
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    course.entered("putusan", "2026-04-08 09:00")
    course.ended("putusan", "dikembalikan", "2026-04-09 09:00", is_return=True, next_step="telaah")
    course.entered("telaah", "2026-04-09 09:00")
    assert lateness(course).was_sent_back is True


def test_what_has_ended_is_not_late_any_more(regency: Regency) -> None:
    assert progress(closed(regency)).lateness is None


def test_nothing_but_codes_goes_to_the_reporter(regency: Regency) -> None:
    course = examined(regency)
    course.hear(
        events.ExtensionDecided,
        "2026-04-10 09:00",
        extension_id=course.complaint,
        task_id=course.complaint,
        clock="telaah",
        amount=5,
        is_granted=True,
        by="sekretaris_karangan",
    )
    told = lateness(course).model_dump_json()
    assert "karangan" not in told
    assert set(lateness(course).model_dump()) == {
        "working_days",
        "waits_for",
        "has_begun",
        "overran",
        "was_sent_back",
        "moved",
    }
