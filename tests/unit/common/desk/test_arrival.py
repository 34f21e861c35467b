"""Taking a complaint over: once, with everything the desk to the left knew."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts.events import HandedToReview
from services.common.desk.arrival import take_over
from services.common.desk.custody import HERE, task_id
from services.common.sop.model import Sop
from tests.unit.common.desk.memory import COMPLAINT, MONDAY, TUESDAY, Announced, MemoryDesk, small_sop


def handed(**changes: Any) -> HandedToReview:
    """The complaint handed to the review desk after seven events."""
    given: dict[str, Any] = {
        "event_id": uuid4(),
        "happened_at": MONDAY,
        "tenant": "contoh",
        "complaint_id": COMPLAINT,
        "reference": "CTH-26-7K3M-9QXR",
        "sop": "contoh@1",
        "step": "telaah",
        "facts": {"channel": "wbs", "mode": "anonymous"},
        "sequence": 7,
        "outcome_counts": {"catat.dicatat": 1},
    }
    return HandedToReview(**{**given, **changes})


@pytest.fixture
def records() -> MemoryDesk:
    return MemoryDesk(small_sop())


def arrive(records: MemoryDesk, event: HandedToReview) -> Announced:
    announced = Announced()
    take_over("review", event, records=records, announce=announced, now=TUESDAY)
    return announced


def test_the_desk_holds_the_complaint_with_all_that_was_known(records: MemoryDesk) -> None:
    arrive(records, handed())
    custody = records.held[COMPLAINT]
    assert (custody.tenant, custody.reference, custody.sop) == ("contoh", "CTH-26-7K3M-9QXR", "contoh@1")
    assert (custody.facts, custody.outcome_counts) == (
        {"channel": "wbs", "mode": "anonymous"},
        {"catat.dicatat": 1},
    )
    assert (custody.sequence, custody.state) == (8, HERE)


def test_the_step_it_was_sent_to_waits_for_its_roles(records: MemoryDesk) -> None:
    opened = arrive(records, handed()).only("task_opened")
    (task,) = records.open_tasks()
    assert (task.step, task.kind, task.roles, task.version) == ("telaah", "assess", ["inspektur"], 8)
    assert (opened.sequence, opened.task.task_id) == (8, task.task_id)
    assert (opened.task.desk, opened.task.title) == ("review", "Menelaah")


def test_hearing_the_same_hand_over_again_changes_nothing(records: MemoryDesk) -> None:
    arrive(records, handed())
    tasks, held = dict(records.tasks), dict(records.held)
    assert arrive(records, handed()) == []
    assert (records.tasks, records.held) == (tasks, held)


def test_a_complaint_that_has_long_moved_on_is_not_taken_over_again(records: MemoryDesk) -> None:
    arrive(records, handed())
    records.held[COMPLAINT].state = "handed_on"
    records.tasks.clear()
    assert arrive(records, handed()) == []
    assert records.tasks == {}


def test_a_step_the_sop_does_not_have_is_an_error_that_leaves_nothing_behind(records: MemoryDesk) -> None:
    with pytest.raises(LookupError, match="contoh@1 has no step hilang"):
        arrive(records, handed(step="hilang"))
    assert records.held == {}


def test_an_sop_the_desk_has_not_heard_of_leaves_nothing_behind(records: MemoryDesk) -> None:
    with pytest.raises(KeyError):
        arrive(records, handed(sop="contoh@2"))
    assert records.held == {}


def test_what_the_desk_keeps_is_its_own(records: MemoryDesk) -> None:
    event = handed()
    arrive(records, event)
    records.held[COMPLAINT].facts["decision"] = "audit"
    assert event.facts == {"channel": "wbs", "mode": "anonymous"}


def test_a_tasks_id_follows_from_complaint_and_version() -> None:
    other = UUID(int=3)
    assert task_id(COMPLAINT, 8) == task_id(UUID(str(COMPLAINT)), 8)
    assert len({task_id(COMPLAINT, 8), task_id(COMPLAINT, 9), task_id(other, 8), task_id(other, 9)}) == 4


def test_the_event_of_the_opened_task_has_the_same_id_on_every_desk_that_tries() -> None:
    sop: Sop = small_sop()
    first, second = arrive(MemoryDesk(sop), handed()), arrive(MemoryDesk(sop), handed())
    assert [event.event_id for event in first] == [event.event_id for event in second]
