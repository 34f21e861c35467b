"""More time as the register tells of it: which clocks may become longer, how much is left, what a request would do."""

from dataclasses import fields
from typing import Any

import pytest

from services.common.sop.model import Anchors, Extension, Provenance, Sop
from services.intake.register.domain import Followed
from services.intake.register.extending import extendable, request
from services.intake.register.models import Entry, ExtensionRow, OpenTaskRow
from tests.unit.common.clocks.support import local, shipped
from tests.unit.intake.register.course import Course, waiting_sop
from tests.unit.intake.register.life import COMPLAINT

MORE = Extension(most=7, approved_by=("inspektur",), provenance=Provenance(basis="literal"))


def longer(**changes: Any) -> Sop:
    """The SOP where the whole may take longer too."""
    sop = waiting_sop()
    (total,) = sop.clocks
    return sop.model_copy(update={"clocks": (total.model_copy(update={"extension": MORE, **changes}),)})


def examined(sop: Sop) -> Course:
    course = Course(sop)
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00")
    course.entered("telaah", "2026-04-07 09:00")
    return course


def entry(known: Followed) -> Entry:
    """The line of the book as the register keeps it."""
    line = {field.name: getattr(known, field.name) for field in fields(Followed)}
    paused = [[at and at.isoformat() for at in stretch] for stretch in known.paused]
    happened = {anchor: at.isoformat() for anchor, at in known.happened.items()}
    return Entry(**(line | {"happened": happened, "paused": paused, "barred": {}}))


def told(course: Course, sop: Sop, *, may_read: bool = True) -> list[tuple[str, int]]:
    """Clocks and what is left of them."""
    task = OpenTaskRow(step=course.known.step)
    return [(one.clock, one.left) for one in extendable(task, entry(course.known), sop, may_read=may_read)]


def asked(course: Course, sop: Sop, clock: str, **given: Any) -> Any:
    row = ExtensionRow(
        extension_id=COMPLAINT, task_id=COMPLAINT, step="telaah", kind="assess", desk="review",
        clock=clock, amount=2, asked_by="contoh", asked_at=local("2026-04-08 09:00"),
    )  # fmt: skip
    return request(row, entry(course.known), sop, shipped("banyumas"), **given)


def test_a_clock_that_may_take_longer_says_in_which_unit_how_much_and_who_decides() -> None:
    sop = longer()
    own, total = extendable(OpenTaskRow(step="telaah"), entry(examined(sop).known), sop, may_read=True)
    assert (own.clock, own.is_of_step, own.text, own.unit) == ("telaah", True, "5 hari kerja", "working_days")
    assert (own.most, own.left, own.approved_by) == (10, 10, ("sekretaris",))
    assert (total.clock, total.is_of_step, total.most, total.approved_by) == ("total", False, 7, ("inspektur",))


def test_what_was_granted_is_not_left_and_nothing_left_is_not_told() -> None:
    sop = longer()
    course = examined(sop)
    course.extended("telaah", 4, "2026-04-08 09:00")
    assert told(course, sop) == [("telaah", 6), ("total", 7)]
    course.extended("total", 7, "2026-04-08 10:00")
    assert told(course, sop) == [("telaah", 6)]


def test_where_the_sop_allows_none_none_is_told() -> None:
    course = Course()
    course.received("2026-04-06 09:00")
    assert told(course, waiting_sop()) == []


def test_a_clock_that_does_not_run_is_not_told() -> None:
    later = longer(start=Anchors(any_of=("putusan.entered",)))
    assert told(examined(later), later) == [("telaah", 10)]
    sop = longer()
    course = examined(sop)
    course.issued("laporan_penelaahan", "2026-04-08 09:00")
    assert told(course, sop) == [("telaah", 10)]


@pytest.mark.parametrize("fact", ["channel", "mode"])
def test_how_a_complaint_came_is_not_told_by_its_clocks(fact: str) -> None:
    sop = longer(when={fact: ("walk_in", "open")})
    course = examined(sop)
    assert told(course, sop) == [("telaah", 10), ("total", 7)]
    assert told(course, sop, may_read=False) == [("telaah", 10)]


def test_a_request_says_the_unit_of_time_the_step_and_what_it_would_do_to_the_deadline() -> None:
    sop = longer()
    found = asked(examined(sop), sop, "telaah", unit="dinas_contoh")
    assert (found.title, found.unit, found.clock_unit) == ("Menelaah", "dinas_contoh", "working_days")
    assert (found.clock_text, found.days_left is None) == ("5 hari kerja", False)
    assert (found.due_at, found.due_if_granted) == (local("2026-04-14 16:00"), local("2026-04-16 16:00"))


def test_a_request_for_the_whole_moves_the_deadline_of_the_whole() -> None:
    sop = longer()
    found = asked(examined(sop), sop, "total")
    assert (found.due_at, found.due_if_granted) == (local("2026-05-05 16:00"), local("2026-05-07 16:00"))


def test_while_the_clock_stands_still_no_date_is_told() -> None:
    sop = longer()
    course = Course(sop)
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", "2026-04-07 09:00")
    course.entered("lengkapi", "2026-04-07 09:00")
    found = asked(course, sop, "total")
    assert (found.clock_unit, found.due_at, found.days_left, found.due_if_granted) == ("working_days", None, None, None)


def test_a_clock_the_sop_has_no_longer_has_no_unit() -> None:
    sop = longer()
    found = asked(examined(sop), sop, "hilang")
    assert (found.clock_unit, found.clock_text, found.due_at) == (None, "", None)
