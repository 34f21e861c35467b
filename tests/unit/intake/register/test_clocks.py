"""Clocks of the register: started, stopped and explained by the events that happened."""

from datetime import date, timedelta

from services.common.contracts import events
from services.intake.register.domain import Measured, nearest
from services.intake.register.following import begin, follow
from services.intake.register.measuring import measure
from services.intake.register.usecases import hear
from tests.unit.common.clocks.support import shipped
from tests.unit.intake.register.life import (
    MemoryJournal,
    at,
    ended,
    entered,
    issued,
    received,
    sop,
    whole_life,
)

CALENDAR = shipped("banyumas")


def clocks_after(count: int) -> dict[tuple[str, int], Measured]:
    """The clocks as they stand after so many events of the whole life."""
    journal = MemoryJournal()
    for event in whole_life()[:count]:
        hear(event, journal)
    return journal.stored


def happened(*following: events.FlowEvent) -> dict[str, object]:
    """The anchors that are known after these events."""
    known = begin(received(), sop())
    for event in following:
        follow(known, event, sop(), CALENDAR)
    return dict(known.happened)


def test_a_clock_with_two_anchors_waits_for_both() -> None:
    assert clocks_after(1)["total", 0].started_at is None
    assert clocks_after(1)["total", 0].due_at is None
    assert clocks_after(2)["total", 0].started_at == at(2)


def test_a_running_clock_has_a_deadline_and_one_sentence_that_explains_it() -> None:
    clock = clocks_after(2)["total", 0]
    assert clock.due_at is not None
    assert CALENDAR.local_date(clock.due_at) > date(2026, 3, 27)
    assert clock.text == "20 hari kerja"
    assert clock.why.endswith(".")
    assert clock.calendar_version == CALENDAR.version


def test_a_clock_stops_with_the_document_it_was_for() -> None:
    assert clocks_after(13)["total", 0].stopped_at is None
    assert clocks_after(14)["total", 0].stopped_at == at(14)


def test_a_stopped_clock_keeps_its_deadline() -> None:
    assert clocks_after(15)["total", 0].due_at == clocks_after(2)["total", 0].due_at


def test_a_steps_own_clock_runs_from_entering_it() -> None:
    clock = clocks_after(3)["telaah", 3]
    assert (clock.started_at, clock.stopped_at, clock.text) == (at(3), None, "2 hari kerja")
    assert clock.due_at is not None
    assert CALENDAR.local_date(clock.due_at) == date(2026, 3, 4)


def test_a_steps_own_clock_stops_when_the_step_ends() -> None:
    assert clocks_after(4)["telaah", 3].stopped_at == at(4)


def test_each_visit_to_a_step_has_a_clock_of_its_own() -> None:
    clocks = clocks_after(15)
    assert {key for key in clocks if key[0] == "telaah"} == {("telaah", 3), ("telaah", 8)}
    assert (clocks["telaah", 3].stopped_at, clocks["telaah", 8].stopped_at) == (at(4), at(9))


def test_a_step_that_ended_before_its_opening_was_heard_has_a_stopped_clock() -> None:
    life, journal = whole_life(), MemoryJournal()
    for event in (life[0], life[3], life[2], life[1]):
        hear(event, journal)
    assert journal.stored["telaah", 3].stopped_at == at(4)


def test_a_clock_is_stopped_by_the_end_of_its_own_step_and_not_by_a_later_one() -> None:
    journal, clocked = MemoryJournal(), whole_life()
    for event in (*clocked[:3], clocked[6], clocked[5], clocked[4], clocked[3]):
        hear(event, journal)
    assert journal.stored["telaah", 3].stopped_at == at(4)


def test_a_return_does_not_complete_the_step() -> None:
    anchors = happened(ended("putusan", "dikembalikan", 2, is_return=True))
    assert "putusan.dikembalikan" in anchors
    assert "putusan.completed" not in anchors


def test_an_ended_step_leaves_its_outcome_and_its_completion() -> None:
    anchors = happened(ended("catat", "dicatat", 2), entered("telaah", 3), issued("jawaban", "jawaban", 4))
    assert set(anchors) == {
        "received",
        "catat.entered",
        "catat.dicatat",
        "catat.completed",
        "telaah.entered",
        "document.jawaban",
    }


def test_an_anchor_keeps_the_first_time_it_happened() -> None:
    anchors = happened(entered("telaah", 2), entered("putusan", 3), entered("telaah", 4))
    assert anchors["telaah.entered"] == at(2)


def test_paper_counts_from_the_day_it_came_and_not_from_keying_it_in() -> None:
    came = at(1) - timedelta(days=10)
    known = begin(received(received_at=came), sop())
    assert known.happened["received"] == came


def test_a_clock_whose_guard_does_not_hold_is_not_measured() -> None:
    text = sop().model_dump(mode="json")
    text["clocks"][0]["when"] = {"decision": ["audit"]}
    guarded = type(sop()).model_validate(text)
    known = begin(received(), guarded)
    decided = ended("putusan", "audit", 2, facts={"channel": "walk_in", "mode": "open", "decision": "audit"})
    assert measure(known, {}, guarded, CALENDAR, at(1)) == {}
    follow(known, decided, guarded, CALENDAR)
    assert set(measure(known, {}, guarded, CALENDAR, at(2))) == {("total", 0)}


def test_the_nearest_deadline_is_that_of_a_clock_still_running() -> None:
    running, clocks = clocks_after(3), clocks_after(15)
    assert nearest(running.values()) == running["telaah", 3].due_at
    assert nearest(clocks.values()) is None
    assert nearest([]) is None
