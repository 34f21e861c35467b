"""Handing tasks: who may, to whom, what it changes, and what becomes of a handler who may not do the task any more."""

import pytest

from services.common.contracts import events
from services.common.contracts import handling as h
from services.common.contracts.conflict import Barred
from services.common.errors import Invalid, KeyReused
from tests.integration.register.handled import POSTS, Office, task_of
from tests.integration.register.regency import Filed, Regency, examined


@pytest.fixture
def office(regency: Regency) -> Office:
    return Office(regency)


def at_unit(regency: Regency, unit: str = "dinas_a") -> Filed:
    """A complaint whose open step is a unit's."""
    course = examined(regency)
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    task = course.task("putusan", roles=("unit_terlapor",), unit=unit)
    course.hear(events.TaskOpened, "2026-04-08 09:00", task=task)
    return course


def recorded(regency: Regency) -> Filed:
    """A complaint that was just received."""
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    return course


def refused(told: h.TasksHanded) -> list[tuple[str | None, str]]:
    assert told.handed == ()
    return [(one.reference, one.because) for one in told.left]


def test_an_officer_takes_a_free_task(office: Office) -> None:
    course = examined(office.regency)
    told = office.hand("satu", "satu", course)
    assert [one.reference for one in told.handed] == [course.reference]
    assert office.handler(course) == "satu"


def test_another_holder_of_the_role_takes_it_over_hands_it_on_and_lets_it_go(office: Office) -> None:
    course = examined(office.regency)
    for by, to in (("satu", "satu"), ("dua", "dua"), ("satu", "dua"), ("satu", None)):
        office.hand(by, to, course)
        assert office.handler(course) == to


def test_who_lacks_the_role_cannot_be_given_a_task_nor_hand_it(office: Office) -> None:
    course = examined(office.regency)
    assert refused(office.hand("satu", "catat", course)) == [(course.reference, "not_theirs")]
    assert refused(office.hand("satu", "tidak_ada", course)) == [(course.reference, "not_theirs")]
    assert refused(office.hand("catat", "satu", course)) == [(course.reference, "not_yours")]
    assert office.handler(course) is None


def test_the_secretary_hands_tasks_of_any_role(office: Office) -> None:
    course = examined(office.regency)
    office.hand("sekretaris", "dua", course, reason="leave")
    assert office.handler(course) == "dua"


def test_a_unit_finds_no_task_but_its_own_and_hands_it_within_the_unit(office: Office) -> None:
    mine, theirs = at_unit(office.regency), at_unit(office.regency, "dinas_b")
    assert refused(office.hand("kepala_a", "staf_a", theirs)) == [(None, "gone")]
    assert refused(office.hand("kepala_a", "kepala_b", mine)) == [(mine.reference, "not_theirs")]
    office.hand("kepala_a", "staf_a", mine)
    assert (office.handler(mine), office.handler(theirs)) == ("staf_a", None)


def test_whom_the_complaint_is_about_cannot_hand_nor_be_handed_and_handles_nothing(office: Office) -> None:
    course = examined(office.regency)
    office.hand("dua", "dua", course)
    course.hear(events.ConflictDeclared, "2026-04-08 10:00", barred=Barred(officers=("dua",)))
    assert office.handler(course) is None
    assert refused(office.hand("satu", "dua", course)) == [(course.reference, "not_theirs")]
    assert refused(office.hand("dua", "dua", course)) == [(None, "gone")]


def test_a_step_that_ends_takes_its_handler_along_and_the_next_has_none(office: Office) -> None:
    course = examined(office.regency)
    task = task_of(office.regency, course).task_id
    office.hand("satu", "satu", course)
    course.ended("telaah", "ditelaah", "2026-04-08 09:30")
    course.entered("putusan", "2026-04-08 09:30")
    assert office.handler(course) is None
    assert office.regency.rows("SELECT 1 FROM task_handler WHERE task_id = %s", str(task)) == []
    assert refused(office.hand("satu", "satu", task)) == [(None, "gone")]


def test_what_was_handed_is_told_and_enters_the_trail_by_codes(office: Office) -> None:
    course = examined(office.regency)
    office.hand("satu", "satu", course)
    office.hand("sekretaris", "dua", course, reason="leave")
    told = office.regency.told("task_handed")[-1]
    assert (told["reference"], told["to"], told["by"], told["title"]) == (
        course.reference,
        "dua",
        "sekretaris",
        task_of(office.regency, course).title,
    )
    (entry,) = [each for each in office.regency.told("audited")[-1:] if each["action"] == "task_handed"]
    assert entry["details"] == {"step": "telaah", "before": "satu", "to": "dua", "reason": "leave"}


def test_handing_to_who_has_it_already_changes_and_tells_nothing(office: Office) -> None:
    course = examined(office.regency)
    for _ in range(2):
        assert len(office.hand("satu", "satu", course).handed) == 1
    assert len(office.regency.told("task_handed")) == 1


def test_the_same_request_twice_is_one_and_another_under_its_key_is_refused(office: Office) -> None:
    course = examined(office.regency)
    first = office.hand("satu", "dua", course, key="sekali")
    office.hand("dua", None, course)
    assert office.hand("satu", "dua", course, key="sekali") == first
    assert office.handler(course) is None
    with pytest.raises(KeyReused):
        office.hand("satu", "satu", course, key="sekali")


def test_of_many_those_that_can_be_are_handed_and_the_rest_says_why(office: Office) -> None:
    good, other = recorded(office.regency), examined(office.regency)
    told = office.hand("catat", "dua", good, other, task_of(office.regency, good).task_id)
    assert [one.reference for one in told.handed] == [good.reference]
    assert [(one.reference, one.because) for one in told.left] == [(other.reference, "not_yours")]


def test_the_lists_tell_my_tasks_from_those_nobody_has(office: Office) -> None:
    mine, free = examined(office.regency), examined(office.regency)
    office.hand("satu", "satu", mine)
    assert office.references("satu", scope="handled") == [mine.reference]
    assert office.references("satu", scope="free") == [free.reference]
    assert office.references("dua", scope="handled") == []
    assert office.references("sekretaris", scope="open", handler="satu") == [mine.reference]
    assert office.references("sekretaris", scope="open", handler="-") == [free.reference]
    counts = office.tasks("satu", with_counts=True).counts
    assert counts is not None
    assert (counts.mine, counts.handled, counts.free) == (2, 1, 1)


def test_who_is_outside_cannot_ask_who_handles_what(office: Office) -> None:
    with pytest.raises(Invalid):
        office.tasks("kepala_a", handler="satu")


def test_to_whom_tasks_may_be_handed_follows_from_the_role_and_the_unit(office: Office) -> None:
    assert office.holders("catat") == ["dua", "catat"]
    assert office.holders("kepala_a") == ["kepala_a", "staf_a"]
    assert office.holders("sekretaris") == [post.id for post in POSTS]


def test_the_workload_counts_each_officers_tasks_and_those_nobody_holds(office: Office) -> None:
    mine, free = examined(office.regency), examined(office.regency)
    office.hand("satu", "satu", mine)
    told = office.workload("2026-04-13 08:00")
    loads = {load.officer: (load.open, load.due_soon, load.late) for load in told.officers}
    assert (loads["satu"], loads["dua"]) == ((1, 1, 0), (0, 0, 0))
    assert (told.nobody.open, told.nobody.late) == (1, 0)
    assert office.workload("2026-04-15 08:00").nobody.late == 1
    assert office.handler(free) is None


def test_a_handler_who_left_the_officers_list_leaves_the_task_to_nobody(office: Office) -> None:
    course = examined(office.regency)
    office.hand("satu", "satu", course)
    office.staff(*(post for post in POSTS if post.id != "satu"))
    assert office.handler(course) is None
    told = office.workload()
    assert ("satu" in [load.officer for load in told.officers], told.nobody.open) == (False, 1)
    assert office.references("dua", scope="free") == [course.reference]


def test_the_workload_goes_on_where_the_last_page_ended(office: Office) -> None:
    seen, after = [], None
    while True:
        page = office.workload(limit=2, after=after)
        seen += [load.officer for load in page.officers]
        if not (after := page.next):
            break
    assert seen == sorted(post.id for post in POSTS)
