"""A step whose time is up ends as the SOP says, unless somebody was quicker."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts.events import TimeRanOut
from services.common.desk.completion import run_out
from services.common.desk.custody import CLOSED, Task
from services.common.errors import NotFound, NotYourRole
from services.common.sop.model import Sop
from tests.unit.common.desk.intervening import ADMIN, COUNTER, Desk
from tests.unit.common.desk.memory import COMPLAINT, MONDAY, TUESDAY, ending, officer, reporter
from tests.unit.common.desk.wide import next_version, wide_sop


def patient_sop() -> Sop:
    """Version 2 of the SOP, under which the reporter's time never runs out."""
    sop = next_version()
    steps = (step.model_copy(update={"when_late": None}) if step.key == "tunggu" else step for step in sop.steps)
    return sop.model_copy(update={"steps": tuple(steps)})


@pytest.fixture
def desk() -> Desk:
    """A complaint that waits for its reporter."""
    made = Desk(wide_sop(), patient_sop(), name="intake")
    made.records.at("tunggu")
    return made


def run(desk: Desk, task_id: UUID, **computed_with: Any) -> None:
    known = {"sop": desk.custody.sop, "granted": 0, **computed_with}
    envelope = {"event_id": uuid4(), "happened_at": MONDAY, "tenant": "contoh", "complaint_id": COMPLAINT}
    event = TimeRanOut(**envelope, **known, task_id=task_id)
    run_out(desk.name, event, records=desk.records, announce=desk.announced, now=TUESDAY)


def late(desk: Desk, task: Task) -> Task:
    """The task after its time ran out."""
    run(desk, task.task_id)
    return desk.records.tasks[task.task_id]


def test_the_step_takes_the_outcome_the_sop_names_and_nobody_did_it(desk: Desk) -> None:
    ended = late(desk, desk.task)
    assert (ended.outcome, ended.completed_by, ended.completed_at) == ("kedaluwarsa", "tenggat", TUESDAY)
    assert ended.reason == "Tidak ada tindakan dalam 5 hari kerja."
    assert desk.records.open_tasks() == []


def test_the_complaint_goes_where_that_outcome_leads(desk: Desk) -> None:
    late(desk, desk.task)
    assert desk.announced.names() == ["step_completed", "complaint_closed"]
    completed = desk.announced.only("step_completed")
    assert (completed.by, completed.roles, completed.outcome) == ("tenggat", (), "kedaluwarsa")
    assert desk.announced.only("complaint_closed").end == "tidak_dilengkapi"
    assert (desk.custody.state, desk.custody.outcome_counts) == (CLOSED, {"tunggu.kedaluwarsa": 1})


def test_a_task_that_was_ended_meanwhile_stays_as_it_was(desk: Desk) -> None:
    task = desk.task
    desk.complete(COUNTER, ending(task, "dilengkapi", result={}))
    heard = list(desk.announced)
    assert late(desk, task).outcome == "dilengkapi"
    assert desk.announced == heard
    assert desk.task.step == "periksa"


def test_hearing_it_twice_ends_the_step_once(desk: Desk) -> None:
    task = desk.task
    late(desk, task)
    heard = list(desk.announced)
    late(desk, task)
    assert desk.announced == heard


def test_a_task_of_another_desk_is_none_of_this_desks_business(desk: Desk) -> None:
    run(desk, UUID(int=7))
    assert desk.announced == []
    assert desk.task.step == "tunggu"


def test_a_step_that_waits_longer_in_the_version_it_went_over_to_stays_open(desk: Desk) -> None:
    desk.migrate(ADMIN)
    heard, task = list(desk.announced), desk.task
    assert late(desk, task) == task
    assert desk.announced == heard


def test_the_reporter_ends_the_wait_for_the_own_complaint(desk: Desk) -> None:
    answer = desk.complete(reporter(), ending(desk.task, "dilengkapi", result={}))
    assert answer.next_step == "periksa"
    assert desk.announced.only("step_completed").roles == ("pelapor",)


def test_the_reporter_of_another_complaint_finds_no_task(desk: Desk) -> None:
    for stranger in (reporter(UUID(int=9)), reporter().model_copy(update={"complaint_id": None})):
        with desk.refuses(NotFound, "No task"):
            desk.complete(stranger, ending(desk.task, "dilengkapi", result={}))


def test_the_reporter_ends_no_step_of_the_office() -> None:
    desk = Desk(name="intake")
    desk.records.at("periksa")
    with desk.refuses(NotYourRole, "petugas_penerima"):
        desk.complete(reporter(), ending(desk.task, "lengkap"))


def test_an_officer_of_another_role_does_not_end_the_wait(desk: Desk) -> None:
    with desk.refuses(NotYourRole, "pelapor / petugas_penerima"):
        desk.complete(officer("inspektur"), ending(desk.task, "dilengkapi", result={}))


def test_a_step_that_got_more_time_meanwhile_goes_on(desk: Desk) -> None:
    custody = desk.custody
    custody.grant("tunggu", 5)
    desk.records.save_custody(custody)
    run(desk, desk.task.task_id)
    assert desk.task.completed_at is None
    run(desk, desk.task.task_id, granted=5)
    assert desk.records.open_tasks() == []


def test_a_step_under_another_version_goes_on(desk: Desk) -> None:
    run(desk, desk.task.task_id, sop="contoh@9")
    assert desk.task.completed_at is None
