"""Ending a step: what is kept, what is announced, and where the complaint goes."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from services.common.contracts.events import DocumentIssued, Event
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.desk.completion import complete
from services.common.desk.custody import CLOSED, HANDED_ON, HERE
from services.common.desk.ending import Effect, Ending
from services.common.errors import Invalid, ReturnedTooOften
from tests.unit.common.desk.composed import writing
from tests.unit.common.desk.memory import (
    ATTACHMENT,
    COMPLAINT,
    TUESDAY,
    Announced,
    MemoryDesk,
    ending,
    officer,
    small_sop,
)

INSPEKTUR = officer("inspektur", "irban", actor="contoh_inspektur")


class Desk:
    """The small SOP's desk under test, and what it announced."""

    def __init__(self) -> None:
        self.records = MemoryDesk(small_sop())
        self.announced = Announced()

    def complete(
        self, desk: str, request: CompleteTask, effects: Mapping[str, Effect] | None = None, *roles: str
    ) -> TaskCompleted:
        return complete(
            desk,
            officer(*roles) if roles else INSPEKTUR,
            request,
            records=self.records,
            announce=self.announced,
            effects=effects or {},
            write=writing(desk, self.records, self.announced).of_step,
            now=TUESDAY,
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(("result", "told"), [({"problem_code": "03"}, "03"), ({}, None)])
def test_the_problem_code_an_officer_gives_is_told_for_the_book(
    desk: Desk, result: dict[str, str], told: str | None
) -> None:
    desk.complete("intake", ending(desk.records.at("catat"), "dicatat", result=result), {}, "jfu")
    assert desk.announced.only("step_completed").problem_code == told


def test_an_ended_step_keeps_who_ended_it_how_when_and_with_what(desk: Desk) -> None:
    task = desk.records.at("putusan")
    desk.complete("review", ending(task, "audit", reason="Cukup bukti", result={"instruction": "Laksanakan"}))
    kept = desk.records.tasks[task.task_id]
    assert (kept.completed_at, kept.completed_by, kept.outcome) == (TUESDAY, "contoh_inspektur", "audit")
    assert (kept.reason, kept.result) == ("Cukup bukti", {"instruction": "Laksanakan", "attachments": []})


def test_the_next_step_of_the_same_desk_waits_for_its_roles(desk: Desk) -> None:
    answer = desk.complete("review", ending(desk.records.at("telaah"), "ditelaah"))
    (waiting,) = desk.records.open_tasks()
    told = desk.announced.only("task_opened").task
    assert (waiting.step, waiting.roles, waiting.opened_at) == ("putusan", ["inspektur"], TUESDAY)
    assert (told.task_id, told.step, told.roles, told.desk) == (waiting.task_id, "putusan", ("inspektur",), "review")
    assert (answer.next_step, answer.next_desk, answer.end) == ("putusan", "review", None)
    assert desk.records.held[COMPLAINT].state == HERE


def test_the_next_step_of_another_desk_is_handed_over_with_all_it_needs(desk: Desk) -> None:
    answer = desk.complete("review", ending(desk.records.at("putusan"), "audit"))
    handed = desk.announced.only("complaint_handed_to_followup")
    custody = desk.records.held[COMPLAINT]
    assert (handed.step, handed.facts) == ("jawaban", {"channel": "walk_in", "decision": "audit"})
    assert (handed.sequence, handed.outcome_counts) == (custody.sequence, {"putusan.audit": 1})
    assert (handed.sop, handed.reference) == ("contoh@1", custody.reference)
    assert custody.state == HANDED_ON
    assert desk.records.open_tasks() == []
    assert "task_opened" not in desk.announced.names()
    assert (answer.next_step, answer.next_desk) == ("jawaban", "followup")


def test_an_end_closes_the_complaint(desk: Desk) -> None:
    request = ending(desk.records.at("jawaban", decision="teguran"), "dijawab")
    answer = desk.complete("followup", request, None, "sekretaris")
    assert desk.announced.only("complaint_closed").end == "ditutup"
    assert (answer.end, answer.next_step, answer.next_desk) == ("ditutup", None, None)
    assert desk.records.held[COMPLAINT].state == CLOSED
    assert desk.records.open_tasks() == []


def test_events_are_numbered_on_without_a_gap(desk: Desk) -> None:
    request = ending(desk.records.at("jawaban", decision="audit"), "dijawab")
    desk.complete("followup", request, None, "sekretaris")
    flow = [(event.name, getattr(event, "sequence", None)) for event in desk.announced]
    assert flow == [
        ("step_completed", 6),
        ("document_issued", 7),
        ("document_issued", 8),
        ("document_copied", 9),
        ("complaint_closed", 10),
    ]
    assert desk.records.held[COMPLAINT].sequence == 10


def test_documents_and_copies_follow_from_the_facts(desk: Desk) -> None:
    request = ending(desk.records.at("jawaban", decision="audit"), "dijawab")
    desk.complete("followup", request, None, "sekretaris")
    issued = [event.document for event in desk.announced if isinstance(event, DocumentIssued)]
    copied = desk.announced.only("document_copied")
    assert issued == ["jawaban", "laporan_tindak_lanjut"]
    assert (copied.document, copied.to) == ("laporan_tindak_lanjut", "inspektur")


def test_the_event_of_an_ended_step_names_only_the_roles_the_step_asked_for(desk: Desk) -> None:
    desk.complete("review", ending(desk.records.at("putusan"), "audit"))
    completed = desk.announced.only("step_completed")
    assert (completed.by, completed.roles) == ("contoh_inspektur", ("inspektur",))
    assert (completed.outcome, completed.is_return, completed.next_step) == ("audit", False, "jawaban")
    assert completed.facts == {"channel": "walk_in", "decision": "audit"}


def test_nothing_an_officer_wrote_is_announced(desk: Desk) -> None:
    request = ending(desk.records.at("putusan"), "audit", reason="RAHASIA", result={"instruction": "RAHASIA"})
    desk.complete("review", request)
    assert "RAHASIA" not in json.dumps([event.model_dump(mode="json") for event in desk.announced])


def test_the_same_ending_announces_the_same_events(desk: Desk) -> None:
    again = Desk()
    for each in (desk, again):
        request = ending(each.records.at("jawaban", decision="audit"), "dijawab")
        each.complete("followup", request, None, "sekretaris")
    assert [_as_known(event) for event in desk.announced] == [_as_known(event) for event in again.announced]
    assert len({event.event_id for event in desk.announced}) == len(desk.announced)


def _as_known(event: Event) -> dict[str, Any]:
    return event.model_dump(exclude={"document_id"})


def test_a_return_goes_back_and_asks_for_no_result_but_its_reason(desk: Desk) -> None:
    request = ending(desk.records.at("putusan"), "dikembalikan", result={}, reason="Lengkapi kriteria")
    answer = desk.complete("review", request)
    (waiting,) = desk.records.open_tasks()
    assert waiting.step == answer.next_step == "telaah"
    assert desk.announced.only("step_completed").is_return


def test_a_return_issues_no_document_and_sends_no_copy(desk: Desk) -> None:
    request = ending(desk.records.at("putusan"), "dikembalikan", result={}, reason="Lengkapi kriteria")
    desk.complete("review", request)
    assert desk.announced.names() == ["step_completed", "task_opened"]


def test_a_return_is_bounded_over_all_visits(desk: Desk) -> None:
    task = desk.records.at("putusan")
    for _ in range(2):
        desk.complete("review", ending(task, "dikembalikan", result={}, reason="Lengkapi"))
        (examined,) = desk.records.open_tasks()
        desk.complete("review", ending(examined, "ditelaah"))
        (task,) = desk.records.open_tasks()
    with pytest.raises(ReturnedTooOften, match="at most 2 times"):
        desk.complete("review", ending(task, "dikembalikan", result={}, reason="Lengkapi"))
    assert desk.complete("review", ending(task, "teguran")).next_step == "jawaban"


def test_the_number_of_the_document_goes_into_the_event_the_task_and_the_answer(desk: Desk) -> None:
    answer = desk.complete("review", ending(desk.records.at("telaah"), "ditelaah"))
    issued = desk.announced.only("document_issued")
    kept = next(task for task in desk.records.tasks.values() if task.completed_at)
    (paper,) = desk.records.documents
    assert (issued.document, issued.number, issued.edition) == ("laporan_penelaahan", "700/001/LP/CTH/2026", 1)
    assert (kept.document, kept.number, answer.number) == (paper.kind, paper.number, paper.number)
    assert (issued.document_id, issued.number) == (paper.document_id, paper.number)


def test_an_effect_sees_the_step_the_documents_it_must_bring_and_whether_it_is_a_return(desk: Desk) -> None:
    seen: list[Ending] = []
    effects: dict[str, Effect] = {"respond": seen.append}
    request = ending(desk.records.at("jawaban", decision="audit"), "dijawab")
    desk.complete("followup", request, effects, "sekretaris")
    assert (seen[0].step.key, seen[0].documents, seen[0].is_return) == (
        "jawaban",
        ["jawaban", "laporan_tindak_lanjut"],
        False,
    )
    assert (seen[0].now, seen[0].result.answer) == (TUESDAY, "Telah ditangani")


def test_what_an_effect_refuses_changes_nothing(desk: Desk) -> None:
    def refuse(_ending: Ending) -> None:
        raise Invalid({"result.team": "Not in the roster."})

    task = desk.records.at("telaah")
    with pytest.raises(Invalid):
        desk.complete("review", ending(task, "ditelaah"), {"assess": refuse})
    assert desk.records.tasks[task.task_id] == task
    assert desk.announced == []


def test_the_effect_of_another_kind_is_left_alone(desk: Desk) -> None:
    def never(_ending: Ending) -> None:
        raise AssertionError("not this kind of step")

    assert desk.complete("review", ending(desk.records.at("telaah"), "ditelaah"), {"decide": never}).end is None


def test_a_result_may_rest_on_attachments_of_the_complaint(desk: Desk) -> None:
    desk.records.attachments.add((COMPLAINT, ATTACHMENT))
    task = desk.records.at("putusan")
    desk.complete("review", ending(task, "audit", result={"instruction": "Ya", "attachments": [str(ATTACHMENT)]}))
    assert desk.records.tasks[task.task_id].result["attachments"] == [str(ATTACHMENT)]
