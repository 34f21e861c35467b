"""Lists of open tasks, as an officer narrows them. Days are Banyumas' working days."""

from typing import Any

import pytest

from services.common.contracts import events
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.common.errors import Invalid
from services.intake.register.lists import Lists
from services.intake.register.task_lists import TaskLists
from tests.integration.register.regency import Filed, Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local


def found(regency: Regency, caller: Caller, at: str = "2026-04-08 09:00", **asked: Any) -> r.Tasks:
    with regency.work(regency.tenant) as work:
        return TaskLists(work, caller, local(at)).tasks(TaskQuery(**asked))


def references(told: r.Tasks) -> list[str]:
    return [task.reference for task in told.tasks]


def holder(regency: Regency, course: Filed) -> Caller:
    """An officer with the role of the open step."""
    return regency.caller(regency.standing(course).tasks[0].roles[0])


def test_a_task_says_how_many_working_days_are_left(regency: Regency) -> None:
    course = examined(regency)
    (task,) = found(regency, holder(regency, course), "2026-04-08 09:00").tasks
    assert (task.days_left, task.is_late) == (4, False)
    (task,) = found(regency, holder(regency, course), "2026-04-14 09:00").tasks
    assert (task.days_left, task.is_late) == (0, False)
    (task,) = found(regency, holder(regency, course), "2026-04-17 09:00").tasks
    assert (task.days_left, task.is_late) == (-3, True)


def test_what_ran_out_today_is_late_by_a_day(regency: Regency) -> None:
    course = examined(regency)
    (task,) = found(regency, holder(regency, course), "2026-04-14 23:30").tasks
    assert (task.days_left, task.is_late) == (-1, True)


@pytest.mark.parametrize(("at", "is_soon", "is_late"), [("09", False, False), ("13", True, False), ("15", False, True)])
def test_tasks_are_told_by_how_near_they_are(regency: Regency, at: str, is_soon: bool, is_late: bool) -> None:
    course, when = examined(regency), f"2026-04-{at} 08:00"
    officer = holder(regency, course)
    assert bool(references(found(regency, officer, when, scope="due_soon"))) is is_soon
    assert bool(references(found(regency, officer, when, scope="late"))) is is_late


def test_the_counts_say_how_many_there_are_of_each(regency: Regency) -> None:
    mine, theirs = examined(regency), waiting(regency)
    told = found(regency, holder(regency, mine), "2026-04-13 08:00", with_counts=True)
    assert references(told) == [mine.reference]
    assert told.counts == r.TaskCounts(mine=1, handled=0, free=1, due_soon=1, late=0, reporter=1, open=2)
    office = found(regency, regency.caller("sekretaris"), scope="reporter")
    assert references(office) == [theirs.reference]


def test_an_officer_of_the_inspectorate_finds_all_that_is_open(regency: Regency) -> None:
    courses = {examined(regency).reference, waiting(regency).reference}
    closed(regency)
    assert set(references(found(regency, regency.caller("sekretaris"), scope="open"))) == courses


@pytest.mark.parametrize("asked", [{"scope": "open"}, {"scope": "reporter"}, {"channel": "web"}])
def test_who_is_outside_cannot_ask_for_what_is_the_offices(regency: Regency, asked: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        found(regency, regency.caller("unit_terlapor", unit="dinas_a"), **asked)
    counts = found(regency, regency.caller("unit_terlapor", unit="dinas_a"), with_counts=True).counts
    assert counts == r.TaskCounts(mine=0, handled=0, free=0, due_soon=0, late=0, reporter=None, open=None)


def test_a_unit_cannot_find_out_a_number_at_the_source_by_searching(regency: Regency) -> None:
    course = examined(regency)
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    task = course.task("putusan", roles=("unit_terlapor",), unit="dinas_a")
    course.hear(events.TaskOpened, "2026-04-08 09:00", task=task)
    unit = regency.caller("unit_terlapor", unit="dinas_a")
    assert references(found(regency, unit, search=course.reference[-4:].lower())) == [course.reference]
    regency.rows("UPDATE entry SET source_reference = 'LAPAK-77' WHERE reference = %s RETURNING 1", course.reference)
    assert references(found(regency, unit, search="lapak-7")) == []
    assert references(found(regency, regency.caller("irban"), scope="open", search="lapak-7")) == [course.reference]
    (task_seen,) = found(regency, unit).tasks
    assert (task_seen.channel, task_seen.source_reference, task_seen.problem_code, task_seen.about) == (None,) * 4


def test_tasks_are_narrowed_by_step_and_channel(regency: Regency) -> None:
    examining, lacking = examined(regency), waiting(regency)
    reader = regency.caller("sekretaris")
    assert references(found(regency, reader, scope="open", step="telaah")) == [examining.reference]
    channel = regency.standing(lacking).entry.channel
    assert len(references(found(regency, reader, scope="open", channel=channel))) == 2
    assert references(found(regency, reader, scope="open", channel="box")) == []


def test_a_search_takes_signs_of_the_database_as_letters(regency: Regency) -> None:
    examined(regency)
    assert references(found(regency, regency.caller("sekretaris"), scope="open", search="%")) == []


def test_a_page_of_tasks_goes_on_where_the_last_one_ended(regency: Regency) -> None:
    all_of_them = {examined(regency).reference for _ in range(3)}
    seen: list[str] = []
    reader, after = regency.caller("sekretaris"), None
    for _ in all_of_them:
        page = found(regency, reader, scope="open", limit=1, after=after)
        seen, after = [*seen, *references(page)], page.next
    assert (set(seen), after) == (all_of_them, None)


def test_the_book_is_narrowed_by_year_state_and_reference(regency: Regency) -> None:
    running, ended = examined(regency), closed(regency)

    def lines(**asked: Any) -> list[str]:
        with regency.work(regency.tenant) as work:
            told = Lists(work, regency.caller("irban")).entries(EntryQuery(**asked))
        return [entry.reference for entry in told.entries]

    assert lines(state="open") == [running.reference]
    assert lines(state="closed") == [ended.reference]
    assert lines(year=2025) == []
    assert lines(year=2026, search=running.reference) == [running.reference]
    assert lines(problem_code="99") == []


def test_a_task_and_its_clock_say_in_which_unit_they_are_counted(regency: Regency) -> None:
    course = examined(regency)
    (task,) = found(regency, holder(regency, course)).tasks
    assert (task.clock_unit, task.minutes_left) == ("working_days", None)
    assert regency.standing(course).tasks[0].clock_unit == "working_days"
    assert course.deadline().clock_unit == "working_days"
