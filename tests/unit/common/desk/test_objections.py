"""An objection opens a complaint that has ended again, as often as the SOP allows."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.common.contracts.events import FlowEvent, ObjectionRaised
from services.common.desk.arrival import reopen
from services.common.desk.custody import CLOSED, HANDED_ON, HERE
from tests.unit.common.desk.intervening import CLERK, INSPEKTUR, OF_UNIT, SEKRETARIS, Desk
from tests.unit.common.desk.memory import COMPLAINT, MONDAY, TUESDAY, ending
from tests.unit.common.desk.results import UNIT


@pytest.fixture
def desk() -> Desk:
    """A complaint that has been answered."""
    made = Desk(name="followup")
    made.complete(CLERK, ending(made.records.at("jawaban", decision="jawab"), "dijawab"))
    assert made.custody.state == CLOSED
    return made


def object_to(desk: Desk, end: str = "selesai", complaint_id: UUID = COMPLAINT) -> None:
    event = ObjectionRaised(event_id=uuid4(), happened_at=MONDAY, tenant="contoh", complaint_id=complaint_id, end=end)
    reopen(desk.name, event, records=desk.records, announce=desk.announced, now=TUESDAY)


def sequences(desk: Desk) -> list[int]:
    return [event.sequence for event in desk.announced if isinstance(event, FlowEvent)]


def test_the_step_that_decides_on_objections_opens(desk: Desk) -> None:
    object_to(desk)
    assert (desk.custody.state, desk.task.step, desk.task.roles) == (HERE, "tinjau", ["inspektur"])
    assert desk.announced.names()[-2:] == ["complaint_reopened", "task_opened"]
    assert desk.announced.only("complaint_reopened").end == "selesai"


def test_events_are_numbered_on_without_a_gap(desk: Desk) -> None:
    object_to(desk)
    desk.complete(INSPEKTUR, ending(desk.task, "ditolak"))
    assert sequences(desk) == list(range(6, 6 + len(sequences(desk))))
    assert desk.custody.sequence == sequences(desk)[-1]


def test_an_accepted_objection_has_the_work_done_again_and_an_answer_ends_it_again(desk: Desk) -> None:
    object_to(desk)
    desk.complete(INSPEKTUR, ending(desk.task, "diterima", result={}, reason="Belum terjawab"))
    assert desk.task.step == "jawaban"
    assert desk.complete(CLERK, ending(desk.task, "dijawab")).end == "selesai"


def test_objections_are_bounded_however_they_are_decided(desk: Desk) -> None:
    object_to(desk)
    desk.complete(INSPEKTUR, ending(desk.task, "diterima", result={}, reason="Belum terjawab"))
    desk.complete(CLERK, ending(desk.task, "dijawab"))
    object_to(desk)
    desk.complete(INSPEKTUR, ending(desk.task, "ditolak"))
    nothing_changes(desk)


def test_a_complaint_that_is_open_again_is_not_opened_twice(desk: Desk) -> None:
    object_to(desk)
    nothing_changes(desk)


def test_an_end_that_knows_no_objection_stays() -> None:
    desk = Desk(name="followup")
    desk.complete(CLERK, ending(desk.records.at("alihkan"), "dialihkan"))
    nothing_changes(desk, "dialihkan")


@pytest.mark.parametrize("state", [HERE, HANDED_ON])
def test_only_the_desk_where_it_ended_opens_it(desk: Desk, state: str) -> None:
    desk.records.save_custody(replace(desk.custody, state=state))
    nothing_changes(desk)


def test_a_complaint_this_desk_never_had_is_left_alone(desk: Desk) -> None:
    heard = list(desk.announced)
    object_to(desk, complaint_id=UUID(int=9))
    assert desk.announced == heard


def test_stand_ins_decide_where_the_one_who_would_is_the_reported_party() -> None:
    desk = Desk(name="followup")
    desk.records.at("jawaban")
    desk.declare(SEKRETARIS, INSPEKTUR)
    desk.complete(CLERK, ending(desk.task, "dijawab", version=desk.task.version))
    object_to(desk)
    assert desk.task.roles == ["inspektur_provinsi"]


def test_a_unit_that_handled_it_does_so_again() -> None:
    desk = Desk(name="followup")
    desk.complete(CLERK, ending(desk.records.at("jawaban", unit=UNIT, decision="unit"), "dijawab"))
    object_to(desk)
    desk.complete(INSPEKTUR, ending(desk.task, "diterima", result={}, reason="Belum tuntas"))
    assert (desk.task.step, desk.task.unit) == ("unit_kerja", UNIT)
    assert desk.complete(OF_UNIT, ending(desk.task, "dilaporkan")).next_step == "jawaban"


def nothing_changes(desk: Desk, end: str = "selesai") -> None:
    heard, custody, tasks = list(desk.announced), desk.custody, dict(desk.records.tasks)
    object_to(desk, end)
    assert (desk.announced, desk.custody, desk.records.tasks) == (heard, custody, tasks)
