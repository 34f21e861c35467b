"""Whom a complaint is about finds nothing of it; stand-ins do their steps, here and on every later desk."""

import json
from collections.abc import Callable

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.events import HandedToFollowup
from services.common.contracts.tasks import CompleteTask
from services.common.desk.arrival import take_over
from services.common.errors import Invalid, NotFound, NotYourRole, TaskDone
from tests.unit.common.desk.intervening import (
    CLERK,
    COUNTER,
    INSPEKTUR,
    OF_UNIT,
    PENELAAH,
    PROVINCE,
    REASON,
    SEKRETARIS,
    Desk,
    kept,
)
from tests.unit.common.desk.memory import TUESDAY, ending, officer, reporter
from tests.unit.common.desk.results import UNIT


@pytest.fixture
def desk() -> Desk:
    """A complaint that waits for the Inspektur's decision."""
    made = Desk()
    made.records.at("putusan")
    return made


def decision(desk: Desk, outcome: str = "jawab") -> CompleteTask:
    return ending(desk.task, outcome)


def arrived(review: Desk) -> Desk:
    """The follow-up desk that takes over what the review desk handed on."""
    followup, handed = Desk(name="followup"), review.announced.only("complaint_handed_to_followup")
    assert isinstance(handed, HandedToFollowup)
    take_over("followup", handed, records=followup.records, announce=followup.announced, now=TUESDAY)
    return followup


def test_an_open_task_waits_for_the_stand_in_of_the_role(desk: Desk) -> None:
    answer = desk.declare(SEKRETARIS, INSPEKTUR)
    told = desk.announced.only("conflict_declared")
    assert answer.roles == told.task.roles == ("inspektur_provinsi",)
    assert desk.task.roles == ["inspektur_provinsi"]
    assert desk.complete(PROVINCE, decision(desk)).next_step == "jawaban"


def test_a_colleague_of_the_same_role_does_not_act_either(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    with desk.refuses(NotYourRole, "inspektur_provinsi"):
        desk.complete(officer("inspektur", actor="contoh_inspektur_dua"), decision(desk))


def test_a_task_of_another_role_waits_for_whom_it_waited() -> None:
    desk = Desk()
    desk.records.at("telaah")
    assert desk.declare(SEKRETARIS, INSPEKTUR).roles == ("tim_penelaah",)


def test_a_role_without_a_stand_in_goes_on_with_a_colleague() -> None:
    desk = Desk()
    desk.records.at("telaah")
    assert desk.declare(SEKRETARIS, PENELAAH).roles == ("tim_penelaah",)
    colleague = officer("tim_penelaah", actor="contoh_penelaah_dua")
    assert desk.complete(colleague, ending(desk.task, "ditelaah")).next_step == "putusan"


ATTEMPTS: dict[str, Callable[[Desk], object]] = {
    "complete": lambda desk: desk.complete(INSPEKTUR, decision(desk)),
    "complete with an outcome that is none": lambda desk: desk.complete(INSPEKTUR, decision(desk, "hilang")),
    "ask": lambda desk: desk.ask(INSPEKTUR),
    "declare": lambda desk: desk.declare(INSPEKTUR, SEKRETARIS),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_whom_it_is_about_finds_no_task(desk: Desk, attempt: Callable[[Desk], object]) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    with desk.refuses(NotFound, "No task with that name"):
        attempt(desk)


def test_whom_it_is_about_does_not_learn_that_the_task_ended(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    task = desk.task
    desk.complete(PROVINCE, decision(desk))
    with desk.refuses(NotFound):
        desk.complete(INSPEKTUR, ending(task, "jawab"))


def test_stand_ins_do_the_later_steps_of_this_desk() -> None:
    desk = Desk()
    desk.records.at("telaah")
    desk.declare(SEKRETARIS, INSPEKTUR)
    desk.complete(PENELAAH, ending(desk.task, "ditelaah"))
    opened = desk.announced.only("task_opened").task
    assert desk.task.roles == ["inspektur_provinsi"]
    assert (opened.roles, opened.not_for) == (("inspektur_provinsi",), ("contoh_inspektur",))


def test_later_desks_shut_out_the_same_people(desk: Desk) -> None:
    desk.declare(SEKRETARIS, CLERK)
    desk.complete(INSPEKTUR, decision(desk))
    followup = arrived(desk)
    assert followup.custody.barred == desk.custody.barred
    assert followup.task.roles == ["sekretaris"]
    with followup.refuses(NotFound):
        followup.complete(CLERK, ending(followup.task, "dijawab"))


def test_two_officers_are_both_out_whether_declared_at_once_or_one_by_one(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR, COUNTER)
    one_by_one = Desk()
    one_by_one.records.at("putusan")
    one_by_one.declare(SEKRETARIS, INSPEKTUR)
    one_by_one.declare(SEKRETARIS, COUNTER)
    assert set(desk.custody.barred.officers) == {"contoh_inspektur", "contoh_petugas"}
    assert desk.custody.barred == one_by_one.custody.barred
    assert desk.custody.barred.stand_ins() == {"inspektur_provinsi", "sekretariat"}


def test_where_the_stand_in_is_accused_too_the_next_one_acts() -> None:
    desk = Desk(name="intake")
    desk.records.at("periksa")
    assert desk.declare(SEKRETARIS, COUNTER, CLERK).roles == ("sekretaris",)


def test_a_declaration_joins_those_before_it(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    desk.declare(SEKRETARIS, units=(UNIT,))
    assert (desk.custody.barred.officers, desk.custody.barred.units) == (("contoh_inspektur",), (UNIT,))
    assert desk.task.roles == ["inspektur_provinsi"]


def test_a_stand_in_from_outside_may_read_and_declare(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    assert desk.declare(PROVINCE, SEKRETARIS).roles == ("inspektur_provinsi",)


OUTSIDE = {
    "a unit": OF_UNIT,
    "a stand-in before anybody is barred": PROVINCE,
    "nobody's officer": officer(),
    "the reporter": reporter(),
    "a system": Caller(kind="system", actor="lapak", tenant="contoh", roles=("lapak_aduan",)),
}


@pytest.mark.parametrize("caller", OUTSIDE.values(), ids=OUTSIDE)
def test_who_may_not_read_finds_no_task(desk: Desk, caller: Caller) -> None:
    with desk.refuses(NotFound, "No task"):
        desk.declare(caller, INSPEKTUR)


def test_officers_and_units_nobody_knows_are_named(desk: Desk) -> None:
    with desk.refuses(Invalid) as refused:
        desk.declare(SEKRETARIS, officer(actor="orang_lain"), INSPEKTUR, units=("dinas_lain", UNIT))
    assert refused.value.fields == {
        "officers": "Not officers of this regency: orang_lain.",
        "units": "Not units of this regency: dinas_lain.",
    }


def test_a_declaration_names_somebody(desk: Desk) -> None:
    with desk.refuses(Invalid) as refused:
        desk.declare(SEKRETARIS)
    assert list(refused.value.fields) == ["officers"]


def test_a_task_that_ended_is_no_place_to_declare(desk: Desk) -> None:
    desk.complete(INSPEKTUR, decision(desk))
    with desk.refuses(TaskDone):
        desk.declare(SEKRETARIS, INSPEKTUR)


def test_the_reason_and_the_names_are_kept_and_the_reason_is_never_announced(desk: Desk) -> None:
    answer = desk.declare(SEKRETARIS, INSPEKTUR, units=(UNIT,))
    (note,) = desk.records.notes
    assert (note.what, note.by, note.reason) == ("conflict_declared", "contoh_sekretaris", REASON)
    assert kept(desk, answer.intervention_id) == {"officers": ["contoh_inspektur"], "units": [UNIT]}
    assert "RAHASIA" not in json.dumps([event.model_dump(mode="json") for event in desk.announced])


def test_what_is_heard_late_lets_nobody_in_again() -> None:
    late = Barred(officers=("contoh_petugas",), instead={"petugas_penerima": ("sekretariat",)})
    now = Barred(officers=("contoh_inspektur",), units=(UNIT,), instead={"inspektur": ("inspektur_provinsi",)})
    joined = now.joined(late)
    assert joined.shuts_out("contoh_inspektur", "")
    assert joined.shuts_out("contoh_petugas", "")
    assert joined.shuts_out("contoh_kadis", UNIT)
    assert joined.acting(("inspektur", "petugas_penerima")) == ("inspektur_provinsi", "sekretariat")
