"""The reporter's view: what is awaited, that the clocks stand still, and objecting to the end in time, once."""

from datetime import datetime

import pytest

from services.common.contracts import events
from services.common.contracts import register as r
from services.common.errors import NotFound, ObjectionTooLate
from services.intake.register.objections import object_to_end
from services.intake.register.views import Views
from tests.integration.register.regency import Filed, Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local

IN_TIME = "2026-04-20 15:59"


def objected(course: Filed, at: str) -> r.Objected:
    with course.regency.work(course.tenant) as work:
        return object_to_end(work, course.complaint, local(at))


def progress(course: Filed, at: str | datetime = IN_TIME) -> r.Progress:
    with course.regency.work(course.tenant) as work:
        return Views(work).progress(course.complaint, local(at) if isinstance(at, str) else at)


def test_an_objection_in_time_is_told_to_the_desk(regency: Regency) -> None:
    course = closed(regency)
    answer = objected(course, IN_TIME)
    assert (answer.reference, answer.end, answer.raised_at) == (course.reference, "ditutup", local(IN_TIME))
    (told,) = regency.told("objection_raised")
    assert (told["complaint_id"], told["end"]) == (str(course.complaint), "ditutup")


def test_the_same_objection_again_gives_the_same_answer_and_is_told_once(regency: Regency) -> None:
    course = closed(regency)
    first = objected(course, IN_TIME)
    assert objected(course, "2026-04-21 09:00") == first
    assert len(regency.told("objection_raised")) == 1


def test_after_the_last_day_it_is_too_late(regency: Regency) -> None:
    with pytest.raises(ObjectionTooLate, match="20 April 2026"):
        objected(closed(regency), "2026-04-20 16:01")


def test_a_complaint_that_is_open_cannot_be_objected_to(regency: Regency) -> None:
    with pytest.raises(ObjectionTooLate):
        objected(examined(regency), IN_TIME)
    with pytest.raises(NotFound):
        objected(Filed(regency), IN_TIME)


def test_an_end_may_be_objected_to_as_often_as_the_sop_says(regency: Regency) -> None:
    course = closed(regency)
    objected(course, IN_TIME)
    course.hear(events.ComplaintReopened, "2026-04-20 16:00", end="ditutup")
    assert progress(course).state == "in_progress"
    course.entered("tinjau", "2026-04-20 16:00")
    course.ended("tinjau", "ditolak", "2026-04-21 09:00")
    course.hear(events.ComplaintClosed, "2026-04-21 09:00", end="ditutup")
    with pytest.raises(ObjectionTooLate):
        objected(course, "2026-04-21 10:00")


def test_the_reporter_is_told_until_when_an_objection_is_heard(regency: Regency) -> None:
    course = closed(regency)
    assert progress(course).objection_until == local("2026-04-20 16:00")
    assert progress(course, "2026-04-20 16:01").objection_until is None
    assert regency.standing(course).objection_until == local("2026-04-20 16:00")


def test_the_reporter_is_told_what_is_awaited_and_that_the_clocks_stand_still(regency: Regency) -> None:
    course = waiting(regency)
    shown = progress(course)
    assert (shown.is_paused, shown.due_at) == (True, None)
    assert shown.why.startswith("Berhenti sejak Selasa, 7 April 2026 pukul 09.00 WIB menunggu kelengkapan")
    assert shown.waits_for_reporter == r.Awaited(
        task_id=regency.standing(course).tasks[0].task_id,
        version=3,
        kind="await_reporter",
        title="Menunggu kelengkapan dari pelapor",
        outcomes={"lengkap": "Lengkap"},
        due_at=local("2026-04-21 16:00"),
    )


def test_a_reporter_of_whom_nothing_is_awaited_is_told_of_a_date(regency: Regency) -> None:
    shown = progress(examined(regency))
    assert (shown.is_paused, shown.waits_for_reporter, shown.due_at) == (False, None, local("2026-05-05 16:00"))
