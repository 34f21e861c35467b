"""A running complaint goes over to another version of its SOP, from the step it is at."""

import json

import pytest

from services.common.contracts.caller import Caller
from services.common.errors import CannotMigrate, NotFound, NotYourRole
from services.common.sop.model import Sop
from tests.unit.common.desk.intervening import ADMIN, INSPEKTUR, OF_UNIT, REASON, SEKRETARIS, Desk, kept
from tests.unit.common.desk.memory import TUESDAY, ending
from tests.unit.common.desk.results import UNIT
from tests.unit.common.desk.wide import next_version, wide_sop

OPERATOR = Caller(kind="operator", actor="operator", tenant="contoh")
DECIDES = "    kind: decide\n    roles: [inspektur]\n"


def at_the_decision(other: Sop) -> Desk:
    """A complaint that waits for a decision under version 1, and another version."""
    desk = Desk(wide_sop(), other)
    desk.records.at("putusan")
    return desk


@pytest.mark.parametrize("caller", [OPERATOR, ADMIN], ids=["operator", "administrator"])
def test_the_complaint_goes_on_under_the_other_version(caller: Caller) -> None:
    desk = at_the_decision(next_version(DECIDES, "    kind: decide\n    roles: [sekretaris]\n"))
    answer = desk.migrate(caller)
    assert answer.roles == ("sekretaris",)
    assert (desk.custody.sop, desk.task.roles, desk.task.step) == ("contoh@2", ["sekretaris"], "putusan")
    with desk.refuses(NotYourRole):
        desk.complete(INSPEKTUR, ending(desk.task, "jawab"))
    assert desk.complete(SEKRETARIS, ending(desk.task, "jawab")).next_step == "jawaban"


def test_the_next_desk_follows_the_other_version_too() -> None:
    desk = at_the_decision(next_version())
    desk.migrate(ADMIN)
    desk.complete(INSPEKTUR, ending(desk.task, "jawab"))
    assert desk.announced.only("complaint_handed_to_followup").sop == "contoh@2"


def test_it_may_go_back_to_the_version_it_came_from() -> None:
    desk = at_the_decision(next_version())
    desk.migrate(ADMIN)
    desk.migrate(ADMIN, "contoh@1")
    assert desk.custody.sop == "contoh@1"


def test_stand_ins_stay_stand_ins_under_the_other_version() -> None:
    desk = at_the_decision(next_version())
    desk.declare(SEKRETARIS, INSPEKTUR)
    assert desk.migrate(ADMIN).roles == ("inspektur_provinsi",)


def test_a_units_step_stays_with_the_unit() -> None:
    desk = Desk(wide_sop(), next_version(), name="followup")
    desk.records.at("unit_kerja", unit=UNIT)
    desk.migrate(ADMIN)
    assert desk.task.unit == UNIT
    assert desk.complete(OF_UNIT, ending(desk.task, "dilaporkan")).next_step == "jawaban"


def test_the_version_it_follows_already_is_refused() -> None:
    desk = at_the_decision(next_version())
    with desk.refuses(CannotMigrate, "contoh@1: it follows that version already"):
        desk.migrate(ADMIN, "contoh@1")


def test_a_version_without_the_step_is_refused() -> None:
    renamed = next_version().model_copy(
        update={"steps": tuple(step for step in next_version().steps if step.key != "putusan")}
    )
    desk = at_the_decision(renamed)
    with desk.refuses(CannotMigrate, "no step putusan of the kind decide"):
        desk.migrate(ADMIN)


def test_a_version_where_the_step_is_of_another_kind_is_refused() -> None:
    desk = at_the_decision(next_version(DECIDES, "    kind: assess\n    roles: [inspektur]\n"))
    with desk.refuses(CannotMigrate, "no step putusan of the kind decide"):
        desk.migrate(ADMIN)


def test_another_regencys_sop_is_refused() -> None:
    desk = at_the_decision(wide_sop().model_copy(update={"tenant": "lain"}))
    with desk.refuses(CannotMigrate, "another regency's"):
        desk.migrate(ADMIN, "lain@1")


def test_an_administrator_whom_the_complaint_is_about_finds_nothing() -> None:
    desk = at_the_decision(next_version())
    desk.records.officers = (
        *desk.records.officers,
        *(post.model_copy(update={"id": ADMIN.actor}) for post in desk.records.officers[:1]),
    )
    desk.declare(SEKRETARIS, ADMIN)
    with desk.refuses(NotFound):
        desk.migrate(ADMIN)


@pytest.mark.parametrize("reference", ["CTH-26-0000-0000", "CTH-26-7K3M-9QXR"], ids=["unknown", "handed on"])
def test_a_complaint_that_is_not_open_here_is_not_found(reference: str) -> None:
    desk = at_the_decision(next_version())
    desk.complete(INSPEKTUR, ending(desk.task, "jawab"))
    with desk.refuses(NotFound, "open complaint"):
        desk.migrate(ADMIN, reference=reference)


def test_the_register_hears_of_it_and_the_reason_stays_here() -> None:
    desk = at_the_decision(next_version())
    answer = desk.migrate(ADMIN)
    told = desk.announced.only("sop_migrated")
    assert (told.before, told.after, told.by, told.task.step) == ("contoh@1", "contoh@2", "contoh_admin", "putusan")
    assert (told.sequence, desk.custody.sequence, told.happened_at) == (6, 6, TUESDAY)
    assert kept(desk, answer.intervention_id) == {"before": "contoh@1", "after": "contoh@2"}
    assert [note.reason for note in desk.records.notes] == [REASON]
    assert "RAHASIA" not in json.dumps(told.model_dump(mode="json"))


def test_the_stand_ins_are_those_of_the_new_version() -> None:
    before = wide_sop()
    alone = {**before.roles, "inspektur": before.roles["inspektur"].model_copy(update={"substitute": ()})}
    desk = Desk(before.model_copy(update={"roles": alone}), next_version())
    desk.records.at("putusan")
    desk.declare(SEKRETARIS, INSPEKTUR)
    assert desk.task.roles == ["inspektur"]
    assert desk.migrate(ADMIN).roles == ("inspektur_provinsi",)
    assert desk.announced.names()[-2:] == ["sop_migrated", "conflict_declared"]
