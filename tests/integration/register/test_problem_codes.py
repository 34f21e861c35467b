"""The code a step gives a complaint: its line in the book has it, and so do the lists; what was put right holds."""

from services.common.contracts import events
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.intake.register.lists import Lists
from services.intake.register.task_lists import TaskLists
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Filed, Regency
from tests.unit.common.clocks.support import local


class Early(Filed):
    """A complaint whose events are on their way."""

    def __init__(self, regency: Regency) -> None:
        super().__init__(regency)
        self.heard: list[events.FlowEvent] = []

    def take(self, event: events.FlowEvent) -> None:
        self.heard.append(event)


def recorded(regency: Regency, code: str | None, filed: str | None = None) -> Filed:
    """A complaint that was written into the book with this code, and is examined."""
    course = Filed(regency)
    course.received("2026-04-06 09:00", problem_code=filed)
    course.ended("catat", "dicatat", "2026-04-07 09:00", problem_code=code)
    course.entered("telaah", "2026-04-07 09:00")
    return course


def anew(course: Filed, code: str) -> None:
    """It goes back to where it is written into the book, with another code."""
    course.ended("telaah", "dikembalikan", "2026-04-08 09:00", is_return=True, next_step="catat")
    course.entered("catat", "2026-04-08 09:00")
    course.ended("catat", "dicatat", "2026-04-09 09:00", problem_code=code)


def code_of(course: Filed) -> str | None:
    return course.regency.standing(course).entry.problem_code


def test_the_code_given_where_it_is_recorded_stands_in_book_and_inbox(regency: Regency) -> None:
    course, reader = recorded(regency, "03"), regency.caller("irban")
    with regency.work(regency.tenant) as work:
        lines = Lists(work, reader).entries(EntryQuery(problem_code="03")).entries
        tasks = TaskLists(work, reader, local("2026-04-08 09:00")).tasks(TaskQuery(scope="open")).tasks
    assert [line.reference for line in lines] == [course.reference]
    assert [task.problem_code for task in tasks] == ["03"]


def test_it_holds_against_the_code_it_was_filed_with(regency: Regency) -> None:
    assert code_of(recorded(regency, "03", filed="05")) == "03"
    assert code_of(recorded(regency, None, filed="05")) == "05"


def test_the_first_that_was_given_holds_as_in_the_printed_book(regency: Regency) -> None:
    course = recorded(regency, "03")
    anew(course, "07")
    assert code_of(course) == "03"


def test_what_was_put_right_holds_against_what_is_given_later(printing: Printing) -> None:
    course = recorded(printing, None, filed="05")
    printing.corrected(course, "problem_code", "02", "2026-04-07 10:00")
    anew(course, "07")
    assert code_of(course) == "02"


def test_what_is_put_right_later_holds(printing: Printing) -> None:
    course = recorded(printing, "03")
    printing.corrected(course, "problem_code", "02", "2026-04-07 10:00")
    assert code_of(course) == "02"


def test_it_is_known_too_where_the_receipt_comes_last(regency: Regency) -> None:
    early = Early(regency)
    early.received("2026-04-06 09:00", problem_code="05")
    early.ended("catat", "dicatat", "2026-04-07 09:00", problem_code="03")
    course = Filed(regency)
    course.complaint, course.reference = early.complaint, early.reference
    for event in reversed(early.heard):
        course.take(event)
    assert code_of(course) == "03"
