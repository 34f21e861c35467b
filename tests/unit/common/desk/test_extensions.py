"""More time: asked by who holds the task, granted by somebody else, never more than the SOP allows."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.events import HandedToFollowup
from services.common.desk.arrival import take_over
from services.common.errors import ExtensionRefused, NotFound, NotYourRole, TaskDone
from tests.unit.common.desk.intervening import (
    CLERK,
    COUNTER,
    INSPEKTUR,
    PENELAAH,
    PROVINCE,
    REASON,
    SEKRETARIS,
    Desk,
    kept,
)
from tests.unit.common.desk.memory import MONDAY, TUESDAY, ending, officer


@pytest.fixture
def desk() -> Desk:
    """A task with a clock of its own, held by the examining team."""
    made = Desk()
    made.records.at("telaah")
    return made


@pytest.mark.parametrize("caller", [INSPEKTUR, COUNTER, officer()])
def test_only_who_holds_the_task_asks(desk: Desk, caller: Caller) -> None:
    with desk.refuses(NotYourRole, "tim_penelaah"):
        desk.ask(caller)


def test_who_names_no_clock_asks_for_the_steps_own(desk: Desk) -> None:
    answer = desk.ask(PENELAAH, 5)
    asked = desk.announced.only("extension_asked")
    assert (asked.clock, asked.amount, asked.by) == ("telaah", 5, "contoh_penelaah")
    assert answer.roles == asked.approvers == ("inspektur",)


def test_a_clock_of_the_sop_is_asked_for_by_its_key(desk: Desk) -> None:
    desk.ask(PENELAAH, 10, clock="total")
    asked = desk.announced.only("extension_asked")
    assert (asked.clock, asked.amount, asked.approvers) == ("total", 10, ("inspektur", "sekretaris"))


def test_a_step_without_a_clock_asks_for_the_sops() -> None:
    desk = Desk()
    desk.records.at("putusan")
    desk.ask(INSPEKTUR)
    assert desk.announced.only("extension_asked").clock == "total"


def test_a_clock_nobody_knows_is_refused(desk: Desk) -> None:
    with desk.refuses(ExtensionRefused, "no such clock"):
        desk.ask(PENELAAH, clock="hilang")


def test_a_clock_that_does_not_apply_to_this_complaint_is_refused(desk: Desk) -> None:
    with desk.refuses(ExtensionRefused, "no such clock"):
        desk.ask(PENELAAH, clock="unit_kerja_saja")


def test_a_clock_the_sop_never_extends_is_refused() -> None:
    desk = Desk(name="followup")
    desk.records.at("jawaban", decision="unit")
    with desk.refuses(ExtensionRefused, "grants no more time"):
        desk.ask(CLERK, clock="unit_kerja_saja")


def test_more_than_the_sop_allows_is_refused_and_a_request_of_all_of_it_is_not(desk: Desk) -> None:
    with desk.refuses(ExtensionRefused, "at most 5, of which 5 are left"):
        desk.ask(PENELAAH, 6)
    assert desk.ask(PENELAAH, 5).task_id == desk.task.task_id


def test_what_was_granted_counts_towards_the_most(desk: Desk) -> None:
    desk.decide(INSPEKTUR, desk.ask(PENELAAH, 3))
    with desk.refuses(ExtensionRefused, "of which 2 are left"):
        desk.ask(PENELAAH, 3)
    desk.decide(INSPEKTUR, desk.ask(PENELAAH, 2))
    with desk.refuses(ExtensionRefused, "of which 0 are left"):
        desk.ask(PENELAAH, 1)


def test_what_was_refused_does_not_count(desk: Desk) -> None:
    desk.decide(INSPEKTUR, desk.ask(PENELAAH, 5), is_granted=False)
    assert desk.ask(PENELAAH, 5).roles == ("inspektur",)


def test_each_clock_is_counted_for_itself(desk: Desk) -> None:
    desk.decide(INSPEKTUR, desk.ask(PENELAAH, 5))
    assert desk.ask(PENELAAH, 10, clock="total").roles == ("inspektur", "sekretaris")


def test_what_was_granted_is_remembered_on_the_next_desk() -> None:
    review = Desk()
    review.records.at("putusan")
    review.decide(SEKRETARIS, review.ask(INSPEKTUR, 7))
    review.complete(INSPEKTUR, ending(review.task, "jawab"))
    followup, handed = Desk(name="followup"), review.announced.only("complaint_handed_to_followup")
    assert isinstance(handed, HandedToFollowup)
    take_over("followup", handed, records=followup.records, announce=followup.announced, now=TUESDAY)
    with followup.refuses(ExtensionRefused, "of which 3 are left"):
        followup.ask(CLERK, 4)
    assert followup.ask(CLERK, 3).roles == ("inspektur", "sekretaris")


def test_a_second_request_for_the_clock_waits_for_the_decision_on_the_first(desk: Desk) -> None:
    first = desk.ask(PENELAAH)
    with desk.refuses(ExtensionRefused, "waits for its decision"):
        desk.ask(officer("tim_penelaah", actor="contoh_penelaah_dua"))
    desk.decide(INSPEKTUR, first, is_granted=False)
    assert desk.ask(PENELAAH).intervention_id != first.intervention_id


def test_a_request_for_one_clock_does_not_hold_up_another(desk: Desk) -> None:
    desk.ask(PENELAAH)
    assert desk.ask(PENELAAH, clock="total").roles == ("inspektur", "sekretaris")


def test_a_granted_request_says_by_whom_and_how_much(desk: Desk) -> None:
    asked = desk.ask(PENELAAH, 4)
    answer = desk.decide(INSPEKTUR, asked)
    decided = desk.announced.only("extension_decided")
    assert (decided.is_granted, decided.clock, decided.amount, decided.by) == (True, "telaah", 4, "contoh_inspektur")
    assert (decided.extension_id, decided.task_id) == (asked.intervention_id, desk.task.task_id)
    assert answer.roles == ("tim_penelaah",)


def test_a_refused_request_is_announced_as_refused(desk: Desk) -> None:
    desk.decide(INSPEKTUR, desk.ask(PENELAAH), is_granted=False)
    assert desk.announced.only("extension_decided").is_granted is False
    assert desk.custody.outcome_counts == {}


@pytest.mark.parametrize("caller", [SEKRETARIS, PENELAAH, PROVINCE, officer()])
def test_only_a_role_the_sop_names_decides(desk: Desk, caller: Caller) -> None:
    asked = desk.ask(PENELAAH)
    with desk.refuses(NotYourRole, "inspektur"):
        desk.decide(caller, asked)


def test_nobody_grants_the_own_request(desk: Desk) -> None:
    both = officer("tim_penelaah", "inspektur", actor="contoh_dua_jabatan")
    asked = desk.ask(both)
    with desk.refuses(NotYourRole, "nobody grants the own request"):
        desk.decide(both, asked)
    desk.decide(INSPEKTUR, asked)


def test_a_request_is_decided_once(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    desk.decide(INSPEKTUR, asked, is_granted=False)
    with desk.refuses(ExtensionRefused, "decided already"):
        desk.decide(INSPEKTUR, asked)


def test_after_the_step_ended_nothing_is_asked_or_decided(desk: Desk) -> None:
    asked, task = desk.ask(PENELAAH), desk.task
    desk.complete(PENELAAH, ending(task, "ditelaah", version=task.version))
    with desk.refuses(TaskDone, "as ditelaah"):
        desk.decide(INSPEKTUR, asked)
    with desk.refuses(TaskDone, "as ditelaah"):
        desk.ask(PENELAAH, task_id=task.task_id, kind=task.kind)


def test_what_is_no_request_cannot_be_decided(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    decided = desk.decide(INSPEKTUR, asked, is_granted=False)
    for wrong in (decided.intervention_id, UUID(int=7)):
        with desk.refuses(NotFound, "extension"):
            desk.decide(INSPEKTUR, asked, extension_id=wrong)


def test_a_request_that_speaks_of_another_kind_of_step_finds_nothing(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    with desk.refuses(NotFound):
        desk.decide(INSPEKTUR, asked, kind="decide")
    with desk.refuses(NotFound):
        desk.ask(PENELAAH, kind="decide")


def test_whom_the_complaint_is_about_finds_nothing_to_ask_or_to_decide(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    desk.declare(SEKRETARIS, PENELAAH, INSPEKTUR)
    with desk.refuses(NotFound, "task"):
        desk.ask(PENELAAH, clock="total")
    with desk.refuses(NotFound, "task"):
        desk.decide(INSPEKTUR, asked)


def test_a_stand_in_is_asked_where_the_approver_is_barred(desk: Desk) -> None:
    desk.declare(SEKRETARIS, INSPEKTUR)
    asked = desk.ask(PENELAAH)
    assert asked.roles == ("inspektur_provinsi",)
    desk.decide(PROVINCE, asked)


def test_a_stand_in_decides_what_was_asked_before_the_approver_was_barred(desk: Desk) -> None:
    asked = desk.ask(PENELAAH)
    desk.declare(SEKRETARIS, INSPEKTUR)
    desk.decide(PROVINCE, asked)
    assert desk.custody.outcome_counts == {"extension.telaah": 1}


def test_the_reason_is_kept_with_the_remark_and_never_announced(desk: Desk) -> None:
    asked = desk.ask(PENELAAH, 2)
    desk.decide(INSPEKTUR, asked)
    assert [(note.what, note.by, note.reason, note.at) for note in desk.records.notes] == [
        ("extension_asked", "contoh_penelaah", REASON, TUESDAY),
        ("extension_decided", "contoh_inspektur", REASON, TUESDAY),
    ]
    assert kept(desk, asked.intervention_id)["amount"] == 2
    assert "RAHASIA" not in json.dumps([event.model_dump(mode="json") for event in desk.announced])


def test_asking_and_deciding_are_numbered_on_and_leave_the_task_as_it_was(desk: Desk) -> None:
    before = replace(desk.task)
    desk.decide(INSPEKTUR, desk.ask(PENELAAH))
    assert [event.model_dump()["sequence"] for event in desk.announced] == [6, 7]
    assert [note.sequence for note in desk.records.notes] == [6, 7]
    assert (desk.task, desk.custody.sequence) == (before, 7)
    assert before.opened_at == MONDAY
