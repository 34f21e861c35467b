"""What is refused at the end of a step. A refusal changes nothing and announces nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.tasks import CompleteTask
from services.common.desk.completion import complete
from services.common.desk.custody import Task
from services.common.errors import (
    AttachmentUnknown,
    Invalid,
    NotFound,
    NotYourRole,
    OutcomeNotAllowed,
    ReturnedTooOften,
    StaleVersion,
    TaskDone,
)
from tests.unit.common.desk.composed import writing
from tests.unit.common.desk.memory import (
    ATTACHMENT,
    COMPLAINT,
    MONDAY,
    TUESDAY,
    Announced,
    MemoryDesk,
    ending,
    officer,
    small_sop,
)
from tests.unit.common.desk.results import COMPLETE
from tests.unit.common.sop.small import changed

INSPEKTUR = officer("inspektur")


@pytest.fixture
def records() -> MemoryDesk:
    return MemoryDesk(small_sop())


@pytest.fixture
def announced() -> Iterator[Announced]:
    heard = Announced()
    yield heard
    assert heard == []


def attempt(records: MemoryDesk, announced: Announced, request: CompleteTask, caller: Caller = INSPEKTUR) -> None:
    """End a step that will be refused, and see that nothing changed."""
    before = ({key: replace(task) for key, task in records.tasks.items()}, dict(records.held))
    try:
        write = writing("review", records, announced).of_step
        complete("review", caller, request, records=records, announce=announced, effects={}, write=write, now=TUESDAY)
    finally:
        assert (records.tasks, records.held) == before


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return refused.value.fields


def test_a_task_nobody_knows(records: MemoryDesk, announced: Announced) -> None:
    task = records.at("putusan")
    with pytest.raises(NotFound, match="No task"):
        attempt(records, announced, ending(task, "audit", task_id=UUID(int=7)))


def test_a_task_of_another_kind_than_the_form_was_for(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(NotFound, match="No task"):
        attempt(records, announced, ending(records.at("putusan"), "audit", kind="assess"))


@pytest.mark.parametrize("caller", [officer(), officer("sekretaris", "pelapor")])
def test_somebody_without_the_role_the_sop_names(records: MemoryDesk, announced: Announced, caller: Caller) -> None:
    with pytest.raises(NotYourRole, match="inspektur"):
        attempt(records, announced, ending(records.at("putusan"), "audit"), caller)


def test_a_task_that_is_done(records: MemoryDesk, announced: Announced) -> None:
    task = records.at("putusan")
    records.save_task(replace(task, completed_at=MONDAY, outcome="teguran"))
    with pytest.raises(TaskDone, match="as teguran"):
        attempt(records, announced, ending(task, "audit"))


@pytest.mark.parametrize("version", [1, 4, 6])
def test_a_version_that_is_not_the_one_at_hand(records: MemoryDesk, announced: Announced, version: int) -> None:
    with pytest.raises(StaleVersion, match="at version 5"):
        attempt(records, announced, ending(records.at("putusan"), "audit", version=version))


def test_an_outcome_of_another_step(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(OutcomeNotAllowed, match="Possible are: audit, teguran, dikembalikan"):
        attempt(records, announced, ending(records.at("putusan"), "ditelaah"))


def test_a_return_taken_as_often_as_it_may_be(records: MemoryDesk, announced: Announced) -> None:
    task = records.at("putusan")
    records.held[COMPLAINT].outcome_counts = {"putusan.dikembalikan": 2}
    with pytest.raises(ReturnedTooOften):
        attempt(records, announced, ending(task, "dikembalikan", result={}, reason="Lengkapi"))


def test_a_return_without_its_reason(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("putusan"), "dikembalikan", result={}))
    assert list(fields_of(refused)) == ["reason"]


def test_a_result_that_lacks_what_its_kind_always_needs(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("telaah"), "ditelaah", result={"criteria": "Kriteria"}))
    assert set(fields_of(refused)) == {"result.core_problem", "result.recommendation"}


@pytest.mark.parametrize("criteria", [{}, {"criteria": None}])
def test_a_result_that_lacks_what_this_sop_requires(
    records: MemoryDesk, announced: Announced, criteria: dict[str, Any]
) -> None:
    result = {"core_problem": "Inti", "recommendation": "Saran", **criteria}
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("telaah"), "ditelaah", result=result))
    assert set(fields_of(refused)) == {"result.criteria"}


def test_an_answer_that_says_the_contrary_of_the_outcome(announced: Announced) -> None:
    finds = "to: putusan, finds: {is_logical: true, has_initial_evidence: false}}"
    records = MemoryDesk(changed("to: putusan}", finds))
    said = {**COMPLETE["assess"], "is_logical": True, "has_initial_evidence": True}
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("telaah"), "ditelaah", result=said))
    assert list(fields_of(refused)) == ["result.has_initial_evidence"]
    assert "does not fit the outcome 'Ditelaah'" in fields_of(refused)["result.has_initial_evidence"]


def test_a_field_nobody_asked_for(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("putusan"), "audit", result={"instruction": "Ya", "nik": "1"}))
    assert set(fields_of(refused)) == {"result.nik"}


def test_every_fault_of_a_form_is_named_at_once(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("putusan"), "dikembalikan", result={"instruksi": "Ya"}))
    assert set(fields_of(refused)) == {"reason", "result.instruksi"}


def test_what_was_typed_is_not_repeated_in_the_refusal(records: MemoryDesk, announced: Announced) -> None:
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("putusan"), "audit", result={"instruction": ["RAHASIA"]}))
    assert "RAHASIA" not in str(fields_of(refused))


@pytest.mark.parametrize("owner", [None, UUID(int=9)])
def test_an_attachment_that_is_not_this_complaints(
    records: MemoryDesk, announced: Announced, owner: UUID | None
) -> None:
    if owner:
        records.attachments.add((owner, ATTACHMENT))
    result = {"instruction": "Ya", "attachments": [str(ATTACHMENT)]}
    with pytest.raises(AttachmentUnknown, match=str(ATTACHMENT)):
        attempt(records, announced, ending(records.at("putusan"), "audit", result=result))


def test_the_role_is_asked_before_it_is_told_how_the_task_ended(records: MemoryDesk, announced: Announced) -> None:
    task: Task = records.at("putusan")
    records.save_task(replace(task, completed_at=MONDAY, outcome="teguran"))
    with pytest.raises(NotYourRole):
        attempt(records, announced, ending(task, "audit"), officer("sekretaris"))


def test_a_day_on_which_something_was_done_has_come(records: MemoryDesk, announced: Announced) -> None:
    held = {"instruction": "Laksanakan", "meeting_held_on": "2026-03-04", "meeting_minutes": "Risalah"}
    with pytest.raises(Invalid) as refused:
        attempt(records, announced, ending(records.at("putusan"), "audit", result=held))
    assert list(fields_of(refused)) == ["result.meeting_held_on"]
    assert "has not come yet; today is 2026-03-03" in fields_of(refused)["result.meeting_held_on"]
