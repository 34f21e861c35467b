"""The timer on real tables: time runs out once, reminders go out once, a revised calendar moves what is open."""

from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest
from sqlalchemy.exc import ProgrammingError

from services.common.clocks import WorkingCalendar
from services.intake.register.domain import calendar_from
from tests.integration.register.regency import Filed, Regency, examined, four_day_weeks, waiting
from tests.unit.common.clocks.support import local, shipped


def test_a_step_whose_time_ran_out_is_told_of_once_and_the_clocks_go_on(regency: Regency) -> None:
    course = waiting(regency)
    assert course.deadline().paused_at == local("2026-04-07 09:00")
    for at in ("2026-04-21 15:59", "2026-04-21 16:01", "2026-04-21 16:02"):
        regency.tick(at)
    (told,) = regency.told("time_ran_out")
    assert told["complaint_id"] == str(course.complaint)
    assert told["task_id"] == str(regency.standing(course).tasks[0].task_id)
    shown = course.deadline()
    assert (shown.paused_at, shown.due_at) == (None, local("2026-05-21 16:00"))
    assert [(change.because, change.before) for change in shown.changes] == [("pause", local("2026-05-05 16:00"))]


def test_each_reminder_is_told_once_and_kept(regency: Regency) -> None:
    examined(regency)
    for at in ("2026-04-09 07:30", "2026-04-09 07:31", "2026-04-14 08:00", "2026-04-14 23:00", "2026-04-15 07:30"):
        regency.tick(at)
    told = [(event["clock"], event["working_days"]) for event in regency.told("deadline_near")]
    assert told == [("telaah", -3), ("telaah", 0), ("telaah", 1)]
    kept = regency.rows("SELECT working_days FROM reminder WHERE tenant = %s ORDER BY told_at", regency.tenant)
    assert kept == [(-3,), (0,), (1,)]


def test_a_clock_that_runs_again_for_the_same_date_reminds_nobody_twice(regency: Regency) -> None:
    course = examined(regency)
    regency.tick("2026-05-05 08:00")
    course.ended("telaah", "ditelaah", "2026-05-05 09:00")
    course.issued("laporan_penelaahan", "2026-05-05 09:00")
    course.entered("putusan", "2026-05-05 09:00")
    course.ended("putusan", "dikembalikan", "2026-05-05 10:00", is_return=True, next_step="telaah")
    course.entered("telaah", "2026-05-05 10:00")
    regency.tick("2026-05-05 10:01")
    of_the_whole = [event for event in regency.told("deadline_near") if event["clock"] == "total"]
    assert [event["working_days"] for event in of_the_whole] == [0]


def test_replicas_share_the_work_and_nothing_is_told_twice(regency: Regency) -> None:
    courses = [examined(regency) for _ in range(8)]
    with ThreadPoolExecutor(4) as replicas:
        list(replicas.map(regency.tick, ["2026-04-14 08:00"] * 4))
    regency.tick("2026-04-14 08:00")
    told = [event["complaint_id"] for event in regency.told("deadline_near")]
    assert sorted(told) == sorted(str(course.complaint) for course in courses)


def test_a_revised_calendar_moves_open_deadlines_with_before_and_after(regency: Regency) -> None:
    course, revised = examined(regency), four_day_weeks()
    assert regency.apply(revised).calendar_is_new is True
    regency.tick("2026-04-08 09:00")
    shown = course.deadline("telaah")
    (change,) = shown.changes
    assert (change.because, change.before, change.after) == (
        "calendar",
        local("2026-04-14 16:00"),
        local("2026-04-15 16:00"),
    )
    assert (change.calendar_before, change.calendar_after) == (version_of(shipped("banyumas")), version_of(revised))
    assert regency.rows("SELECT calendar_version FROM tenant WHERE tenant = %s", regency.tenant) == [
        (version_of(revised),)
    ]
    assert shown.due_at == local("2026-04-15 16:00")
    standing = regency.standing(course)
    assert standing.tasks[0].due_at == local("2026-04-15 16:00")
    assert standing.entry.due_at == course.deadline().due_at


def version_of(calendar: WorkingCalendar) -> str:
    """The calendar's version as the register has it, after its way through JSON."""
    return calendar_from(calendar.model_dump(mode="json")).version


def test_a_calendar_is_taken_over_once(regency: Regency) -> None:
    course = examined(regency)
    regency.apply(four_day_weeks())
    for _ in range(3):
        regency.tick("2026-04-08 09:00")
    assert len(course.deadline().changes) == 1


def test_a_stopped_clock_keeps_the_calendar_it_was_computed_with(regency: Regency) -> None:
    course = examined(regency)
    before = course.deadline("catat")
    regency.apply(four_day_weeks())
    regency.tick("2026-04-08 09:00")
    assert course.deadline("catat") == before


def test_more_than_a_batch_is_moved_in_one_round(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.intake.register.watching.BATCH", 3)
    courses = [examined(regency) for _ in range(7)]
    regency.apply(four_day_weeks())
    regency.tick("2026-04-08 09:00")
    assert {course.deadline("telaah").due_at for course in courses} == {local("2026-04-15 16:00")}


@pytest.mark.parametrize(
    "statement", ["UPDATE deadline_change SET because = 'lain'", "DELETE FROM deadline_change", "DELETE FROM reminder"]
)
def test_what_was_changed_and_told_cannot_be_made_undone_by_the_register(regency: Regency, statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, regency.work(regency.tenant) as work:
        work.connection.exec_driver_sql(statement)
    assert isinstance(refused.value.orig, psycopg2.errors.InsufficientPrivilege)


def test_one_regencys_fault_does_not_hold_up_another(regency: Regency) -> None:
    course = examined(regency)
    broken = Regency(regency.engine, regency.databases)
    examined(broken)
    broken.rows("UPDATE entry SET sop = 'hilang@1' WHERE tenant = %s", broken.tenant)
    regency.tick("2026-04-14 08:00")
    assert [event["complaint_id"] for event in regency.told("deadline_near")] == [str(course.complaint)]
    broken.rows("DELETE FROM clock WHERE tenant = %s", broken.tenant)


def test_a_complaint_overtaken_by_its_own_events_is_entered_whole(regency: Regency) -> None:
    course = Filed(regency)
    course.sequence = 1
    course.ended("catat", "kurang", "2026-04-07 09:00")
    course.entered("lengkapi", "2026-04-07 09:00")
    course.ended("lengkapi", "lengkap", "2026-04-10 10:00")
    course.entered("telaah", "2026-04-10 10:00")
    course.sequence = 0
    course.received("2026-04-06 09:00")
    shown = course.deadline()
    assert [change.because for change in shown.changes] == ["pause"]
    assert regency.standing(course).tasks[0].step == "telaah"
