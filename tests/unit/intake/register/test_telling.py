"""What other systems are told of a complaint's life: what the catalogue allows, in order, and nothing twice."""

from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest

from services.common.contracts import events
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.data import About
from services.intake.register import telling
from services.intake.register.usecases import hear
from tests.unit.intake.register.life import MemoryJournal, at, closed, ended, entered, received, task, whole_life

TOLD = [
    ("complaint.received", "received"),
    ("complaint.registered", "received"),
    ("complaint.status_changed", "examined"),
    ("review.completed", "examined"),
    ("review.completed", "examined"),
    ("decision.made", "examined"),
    ("complaint.status_changed", "acted"),
    ("complaint.closed", "ended"),
    ("complaint.status_changed", "ended"),
]


def heard(*life: events.FlowEvent) -> MemoryJournal:
    journal = MemoryJournal()
    for event in life:
        hear(event, journal)
    return journal


def test_a_life_is_told_in_the_words_of_the_catalogue_and_counted_from_one() -> None:
    told = heard(*whole_life()).told
    assert [(event.type, event.status) for event in told] == TOLD
    assert [event.sequence for event in told] == list(range(1, len(TOLD) + 1))


def test_everything_told_fits_the_data_its_type_declares() -> None:
    for event in heard(*whole_life()).told:
        about = {name: getattr(event, name) for name in About.model_fields if hasattr(event, name)} | {"url": "/"}
        assert OUTWARD[event.type].data.model_validate(about | event.details)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_events_that_overtake_one_another_are_told_alike(order: tuple[int, ...]) -> None:
    life = [received(), ended("catat", "dicatat", 2), entered("telaah", 3)]
    assert heard(*(life[place] for place in order)).told == heard(*life).told


def test_heard_twice_is_told_once_and_the_same_cause_has_the_same_id() -> None:
    once, twice = heard(*whole_life()), heard(*(event for event in whole_life() for _ in range(2)))
    assert twice.told == once.told
    assert len({event.event_id for event in once.told}) == len(once.told)


def test_what_was_decided_is_told_and_a_return_is_not() -> None:
    decided = [event for event in heard(*whole_life()).told if event.type == "decision.made"]
    assert [event.details for event in decided] == [{"outcome": "audit", "decision": "audit", "category": None}]


def test_no_step_is_open_between_two_steps() -> None:
    steps = {event.type: event.step for event in heard(*whole_life()).told}
    assert (steps["complaint.received"], steps["decision.made"], steps["complaint.closed"]) == ("catat", None, None)


def test_a_complaint_that_ends_in_examination_could_not_be_handled() -> None:
    life = [received(), ended("catat", "dicatat", 2), closed(3).model_copy(update={"step_kind": "verify"})]
    assert heard(*life).told[-1].status == "impossible"


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (events.ComplaintForwarded, {"unit": "dinas_contoh"}),
        (events.ComplaintForwarded, {}),
        (events.ExtensionDecided, {"is_granted": True}),
        (events.ExtensionDecided, {"is_granted": False}),
        (events.ForwardingReturned, {"unit": "dinas_contoh"}),
    ],
    ids=["to a unit", "to an agency", "granted", "refused", "returned"],
)
def test_what_else_is_told(event: type[events.FlowEvent], told: dict[str, Any]) -> None:
    extension = {"extension_id": uuid4(), "task_id": uuid4(), "clock": "penyelesaian", "amount": 5, "by": "contoh"}
    envelope = received().model_dump(include={"event_id", "tenant", "complaint_id", "reference"})
    more = extension if event is events.ExtensionDecided else {}
    moved = event(**envelope, happened_at=at(2), sequence=2, **more, **told)
    said = [(saying.type, saying.details) for saying in telling.of_move(moved, _known())]
    assert (
        said
        == {
            "to a unit": [("complaint.forwarded", {"to": "unit"})],
            "to an agency": [("complaint.forwarded", {"to": "agency"})],
            "granted": [("deadline.extended", {"clock": "penyelesaian", "amount": 5})],
            "refused": [],
            "returned": [("forwarding.returned", {})],
        }[_case(event, told)]
    )


def test_the_reporter_is_asked_and_answers_or_lets_the_time_run_out() -> None:
    asked = entered("telaah", 2).model_copy(
        update={"task": task("telaah", 2).model_copy(update={"kind": "await_reporter"})}
    )
    known = _known()
    said = [saying.type for saying in telling.of_move(asked, known)]
    assert said == ["complaint.completion_requested", "complaint.status_changed"]
    answered = ended("telaah", "dilengkapi", 3, kind="await_reporter", roles=("pelapor",), is_return=True)
    assert [saying.type for saying in telling.of_move(answered, known)] == ["complaint.completion_received"]
    ran_out = ended("telaah", "tidak_dilengkapi", 3, kind="await_reporter")
    assert list(telling.of_move(ran_out, known)) == []


def test_who_objected_has_a_complaint_that_is_worked_on_again() -> None:
    known = heard(*whole_life()).known
    assert known is not None
    envelope = received().model_dump(include={"event_id", "tenant", "complaint_id", "reference"})
    reopened = events.ComplaintReopened(**envelope, happened_at=at(9), sequence=9, end="selesai")
    said = [(saying.type, saying.status, saying.details.get("before")) for saying in telling.of_move(reopened, known)]
    assert said == [("complaint.reopened", "acted", None), ("complaint.status_changed", "acted", "ended")]


def _known() -> Any:
    known = heard(received()).known
    assert known is not None
    return known


def _case(event: type[events.FlowEvent], told: dict[str, Any]) -> str:
    if event is events.ComplaintForwarded:
        return "to a unit" if told else "to an agency"
    if event is events.ForwardingReturned:
        return "returned"
    return "granted" if told["is_granted"] else "refused"
