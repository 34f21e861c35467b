"""Who finds what in the register: whom a complaint is about finds no trace, a unit only what was forwarded to it."""

from uuid import uuid4

import pytest

from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.common.errors import Invalid, NotFound
from services.intake.register.lists import Lists
from services.intake.register.task_lists import TaskLists
from tests.integration.register.regency import Filed, Regency, examined, waiting
from tests.unit.common.clocks.support import local

BARRED = Barred(officers=("contoh_inspektur",), units=("dinas_contoh",), instead={"inspektur": ("inspektur_provinsi",)})


def accused(regency: Regency) -> Filed:
    """A complaint that is about the Inspektur and a unit; the provincial inspector does the Inspektur's step."""
    course = examined(regency)
    task = course.task("telaah", roles=("inspektur_provinsi",))
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=BARRED, task=task)
    return course


def asked(course: Filed) -> Filed:
    """The same complaint with a request for more time."""
    told = {"extension_id": uuid4(), "clock": "telaah", "amount": 2, "by": "contoh", "approvers": ("sekretaris",)}
    task = course.task("telaah", task_id=course.regency.standing(course).tasks[0].task_id)
    course.hear(events.ExtensionAsked, "2026-04-08 09:30", **told, task=task)
    return course


def tasks(regency: Regency, caller: Caller) -> list[str]:
    with regency.work(regency.tenant) as work:
        return [task.reference for task in TaskLists(work, caller).tasks(TaskQuery()).tasks]


def entries(regency: Regency, caller: Caller) -> list[str]:
    with regency.work(regency.tenant) as work:
        return [entry.reference for entry in Lists(work, caller).entries(EntryQuery()).entries]


def extensions(regency: Regency, caller: Caller) -> list[str]:
    with regency.work(regency.tenant) as work:
        return [found.reference for found in Lists(work, caller).extensions().extensions]


def test_whom_a_complaint_is_about_finds_no_trace_of_it(regency: Regency) -> None:
    course, other = asked(accused(regency)), examined(regency)
    roles = ("inspektur", "inspektur_provinsi", "sekretaris")
    theirs = regency.caller(*roles, actor="contoh_inspektur")
    assert tasks(regency, theirs) == [other.reference]
    assert entries(regency, theirs) == [other.reference]
    assert extensions(regency, theirs) == []
    with pytest.raises(NotFound):
        regency.standing(course, theirs)


def test_the_unit_a_complaint_is_about_finds_no_trace_of_it(regency: Regency) -> None:
    course = accused(regency)
    theirs = regency.caller("irban", "inspektur_provinsi", unit="dinas_contoh")
    assert (tasks(regency, theirs), entries(regency, theirs)) == ([], [])
    with pytest.raises(NotFound):
        regency.standing(course, theirs)


def test_everybody_else_in_the_office_finds_it_as_before(regency: Regency) -> None:
    course = asked(accused(regency))
    assert entries(regency, regency.caller("irban")) == [course.reference]
    assert extensions(regency, regency.caller("sekretaris")) == [course.reference]
    assert len(regency.standing(course).extensions) == 1


def test_the_same_task_waits_for_the_stand_in_who_may_read_the_complaint(regency: Regency) -> None:
    course = examined(regency)
    before = regency.standing(course).tasks[0]
    task = course.task("telaah", task_id=before.task_id, roles=("inspektur_provinsi",))
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=BARRED, task=task)
    stand_in = regency.caller("inspektur_provinsi", actor="contoh_provinsi")
    (after,) = regency.standing(course, stand_in).tasks
    assert after == before.model_copy(update={"roles": ("inspektur_provinsi",)})
    assert tasks(regency, stand_in) == [course.reference]


def test_outsiders_are_refused_alike_whether_or_not_there_is_such_a_complaint(regency: Regency) -> None:
    course, nowhere = examined(regency), Filed(regency)
    for found in (course, nowhere):
        with pytest.raises(NotFound):
            regency.standing(found, regency.caller("unit_terlapor", unit="dinas_lain"))


def test_the_operator_reads_where_a_complaint_stands(regency: Regency) -> None:
    operator = Caller(kind="operator", actor="dumas", tenant=regency.tenant)
    assert regency.standing(examined(regency), operator).entry.step == "telaah"


def test_a_unit_sees_the_tasks_that_wait_for_it_and_no_other_units(regency: Regency) -> None:
    mine, theirs = examined(regency), examined(regency)
    for course, unit in ((mine, "dinas_a"), (theirs, "dinas_b")):
        course.ended("telaah", "ditelaah", "2026-04-08 09:00")
        task = course.task("putusan", roles=("unit_terlapor",), unit=unit)
        course.hear(events.TaskOpened, "2026-04-08 09:00", task=task)
    assert tasks(regency, regency.caller("unit_terlapor", unit="dinas_a")) == [mine.reference]
    assert tasks(regency, regency.caller("unit_terlapor")) == []
    assert regency.standing(mine).tasks[0].unit == "dinas_a"


def test_a_request_for_more_time_is_gone_when_it_is_decided(regency: Regency) -> None:
    course = asked(examined(regency))
    (request,) = regency.standing(course).extensions
    assert (request.clock, request.amount, request.asked_at) == ("telaah", 2, local("2026-04-08 09:30"))
    course.extended("telaah", 2, "2026-04-08 10:00", extension_id=request.extension_id)
    assert regency.standing(course).extensions == ()
    assert (course.deadline("telaah").extra, course.deadline("telaah").changes[0].because) == (2, "extension")


def test_a_request_for_more_time_is_gone_when_its_step_ends(regency: Regency) -> None:
    course = asked(examined(regency))
    course.ended("telaah", "ditelaah", "2026-04-09 09:00")
    assert regency.standing(course).extensions == ()


def test_a_page_of_the_register_goes_on_where_the_last_one_ended(regency: Regency) -> None:
    filed = [waiting(regency).reference for _ in range(3)]
    found: list[str] = []
    reader, after = regency.caller("irban"), None
    for _ in filed:
        with regency.work(regency.tenant) as work:
            page = Lists(work, reader).entries(EntryQuery(limit=1, after=after))
        found, after = [*found, *(entry.reference for entry in page.entries)], page.next
    assert (found, after) == (filed[::-1], None)


@pytest.mark.parametrize("after", ["", "~", "x~y", "2026~-1", "2026"])
def test_what_is_no_cursor_is_refused(regency: Regency, after: str) -> None:
    with pytest.raises(Invalid), regency.work(regency.tenant) as work:
        Lists(work, regency.caller("irban")).entries(EntryQuery(after=after or "?"))
