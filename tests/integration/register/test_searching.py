"""What officers type to find a complaint: its place in the book, or its reference however it was written down."""

from datetime import datetime

import pytest

from services.common.contracts.lists import EntryQuery, TaskQuery
from services.intake.register.lists import Lists
from services.intake.register.task_lists import TaskLists
from tests.integration.register.regency import Filed, Regency, examined, waiting
from tests.unit.common.clocks.support import local

NOW: datetime = local("2026-04-08 09:00")


def in_book(regency: Regency, search: str) -> list[str]:
    with regency.work(regency.tenant) as work:
        found = Lists(work, regency.caller("irban")).entries(EntryQuery(search=search))
    return [entry.reference for entry in found.entries]


def in_inbox(regency: Regency, search: str) -> list[str]:
    with regency.work(regency.tenant) as work:
        found = TaskLists(work, regency.caller("irban"), NOW).tasks(TaskQuery(scope="open", search=search))
    return [task.reference for task in found.tasks]


@pytest.fixture
def course(regency: Regency) -> Filed:
    """The second of two complaints."""
    waiting(regency)
    return examined(regency)


@pytest.mark.parametrize("typed", ["2/2026", " 2 / 2026", "002/2026"])
def test_a_complaint_is_found_by_its_place_in_the_book(regency: Regency, course: Filed, typed: str) -> None:
    assert in_book(regency, typed) == [course.reference]
    assert in_inbox(regency, typed) == [course.reference]


@pytest.mark.parametrize("typed", ["2/2025", "3/2026", "2", "999999999/2026"])
def test_another_place_is_another_complaint_or_none(regency: Regency, course: Filed, typed: str) -> None:
    assert course.reference not in in_book(regency, typed) or typed in course.reference


@pytest.mark.parametrize(("dash", "is_lower"), [("", False), (" ", True), (".", False), ("-", True)])
def test_a_reference_is_found_without_its_dashes(regency: Regency, course: Filed, dash: str, is_lower: bool) -> None:
    typed = course.reference.replace("-", dash)
    assert in_book(regency, typed.lower() if is_lower else typed) == [course.reference]
    assert in_inbox(regency, typed[2:]) == [course.reference]


def test_dashes_alone_are_found_in_every_reference(regency: Regency, course: Filed) -> None:
    assert len(in_book(regency, "-")) == 2
    assert in_book(regency, ". .") == []
