"""What officers write is sealed on every desk, survives a rotation, and is gone once it was destroyed."""

from dataclasses import asdict, replace
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import insert, select

from services.assignment.domain import letter
from services.assignment.repository import LetterRecords
from services.assignment.service import AssignmentService
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys
from services.common.contracts.register import Nothing
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tasks import CompleteTask, DeclareConflict, Products, TaskCompleted
from services.common.desk.custody import Custody, Task
from services.common.desk.ending import Ending
from services.common.desk.records import Records
from services.common.desk.writings import DOCUMENT
from services.common.errors import NoLongerKept
from services.followup.repository import AnswerRecords
from services.followup.service import FollowupService
from services.review.service import ReviewService
from tests.integration.desk.office import SOP, TENANT, Office, asking, here
from tests.support.databases import Databases, holding, rows
from tests.support.rings import keyring
from tests.unit.assignment.samples import ROSTER, draft
from tests.unit.common.desk.intervening import CLERK, INSPEKTUR, PENELAAH, SEKRETARIS
from tests.unit.common.desk.memory import MONDAY, TUESDAY
from tests.unit.common.desk.results import COMPLETE, UNIT

Review = Office[ReviewService]
Followup = Office[FollowupService]
Assignment = Office[AssignmentService]

SAID = "kenari yang ditulis petugas"
DECIDED = {"instruction": SAID}
OPERATOR = Caller(kind="operator", actor="dumas", tenant=TENANT)


def results(office: Any) -> Products:
    shown = office.service.products(here(INSPEKTUR), ByReference(reference=office.reference))
    assert isinstance(shown, Products)
    return shown


def rotate(office: Any) -> int:
    wrapped, request = 0, RotateKeys(start=True)
    while True:
        done = office.service.rotate_keys(OPERATOR, request)
        assert isinstance(done, KeysRotated)
        wrapped, request = wrapped + done.wrapped, RotateKeys()
        if not done.left:
            return wrapped


def destroy(office: Any, scope: str = "complaint") -> None:
    with office.work() as work:
        office.service.records(work).destroy(office.complaint, scope)


def decided(review: Review) -> None:
    """A remark and a result with a reason."""
    task = review.at("putusan")
    given = asking(task, officers=(PENELAAH.actor,)) | {"reason": f"Alasan: {SAID}"}
    review.service.declare_conflict(here(SEKRETARIS), DeclareConflict(**given))
    assert isinstance(review.complete(INSPEKTUR, "jawab", result=DECIDED, reason=SAID), TaskCompleted)


def answered(followup: Followup) -> None:
    """A memo that went to a unit, and what the reporter was told."""
    followup.at("teruskan")
    memo = {"unit": UNIT, "memo": SAID}
    assert isinstance(followup.complete(CLERK, "diteruskan", result=memo), TaskCompleted)
    with followup.work() as work:
        AnswerRecords(work).tell(followup.custody(), SAID, TUESDAY)


def lettered(assignment: Assignment) -> None:
    """A proposal and the letter that rests on it."""
    step = SOP.steps[0]
    custody = Custody(assignment.complaint, TENANT, assignment.reference, SOP.id, {}, 5)
    proposed = {**COMPLETE["propose_team"], "objective": SAID}
    says = letter(draft(), ProposeTeamResult.model_validate(proposed), ROSTER, custody.reference)
    task = Task(uuid4(), assignment.complaint, TENANT, "usul", "propose_team", [], 5, MONDAY)
    ended = replace(task, completed_at=TUESDAY, outcome="diusulkan", completed_by="contoh", result=proposed)
    ending = Ending(CLERK, custody, task, step, "konsep", False, None, [], TUESDAY)
    with assignment.work() as work:
        records = LetterRecords(work)
        records.add_custody(custody)
        records.open_task(task)
        records.save_task(ended)
        assignment.service.writing(work).one("spt", ending, says, CLERK.actor, "konsep")


def _said_in_documents(office: Any) -> list[str | None]:
    """What the complaint's documents say, if they still say anything."""
    with office.work() as work:
        table = work.tables["document"]
        columns = (table.c.document_id, table.c.complaint_id, table.c.content, table.c.sealed)
        rows = work.connection.execute(select(*columns).where(table.c.complaint_id == office.complaint))
        contents = [Records(work).written(DOCUMENT).read(row)["content"] for row in rows]
    fields = [content.get("fields", {}) for content in contents]
    return [said.get("objective") or said.get("memo") for said in fields]


def in_clear(databases: Databases, office: Any) -> set[str]:
    return holding(databases.of_owner(office.database), SAID)


def test_the_review_desk_keeps_nothing_in_clear(databases: Databases, review: Review) -> None:
    decided(review)
    shown = results(review)
    assert (shown.products[0].reason, shown.products[0].result["instruction"]) == (SAID, SAID)
    assert shown.remarks[0].reason == f"Alasan: {SAID}"
    assert in_clear(databases, review) == set()


def test_the_followup_desk_keeps_nothing_in_clear(databases: Databases, followup: Followup) -> None:
    answered(followup)
    with followup.work() as work:
        records = AnswerRecords(work)
        sent = records.sent(followup.complaint)
        assert sent is not None
        assert (sent.memo, sent.unit, records.delivered(followup.complaint)) == (SAID, UNIT, (SAID,))
    assert in_clear(databases, followup) == set()


def test_the_assignment_desk_keeps_nothing_in_clear(databases: Databases, assignment: Assignment) -> None:
    lettered(assignment)
    with assignment.work() as work:
        proposal = LetterRecords(work).proposal(assignment.complaint)
        assert proposal is not None
        assert (proposal.objective, _said_in_documents(assignment)) == (SAID, [SAID])
    assert in_clear(databases, assignment) == set()


def test_a_request_that_is_sent_again_is_answered_as_before(review: Review) -> None:
    task = review.at("putusan")
    given = {"task_id": task.task_id, "kind": task.kind, "version": task.version, "outcome": "jawab"}
    request = CompleteTask(**given, result=DECIDED, request_key=str(uuid4()))
    first, second = (review.service.complete(here(INSPEKTUR), request) for _ in range(2))
    assert isinstance(first, TaskCompleted)
    assert first == second


def test_what_is_sealed_for_one_step_does_not_open_for_another(databases: Databases, review: Review) -> None:
    decided(review)
    with review.work() as work:
        task = Task(uuid4(), review.complaint, TENANT, "telaah", "assess", [], 9, MONDAY, completed_at=TUESDAY)
        Records(work).open_task(replace(task, outcome="ditelaah", completed_by="contoh"))
    query = "UPDATE task SET sealed = (SELECT max(sealed) FROM task WHERE complaint_id = %s) WHERE task_id = %s"
    rows(databases.of_owner(review.database), query, str(review.complaint), str(task.task_id))
    with pytest.raises(InvalidTag):
        results(review)


def test_a_rotation_keeps_everything_readable_without_the_old_master_key(review: Review) -> None:
    decided(review)
    before = results(review)
    review.keyring = keyring("k2", "k1")
    assert rotate(review) >= 1
    review.keyring = keyring("k2")
    assert results(review) == before
    stands = review.service.key_status(OPERATOR, Nothing())
    assert isinstance(stands, KeyStatus)
    assert (stands.masters, stands.wrapped_under, stands.left) == (("k2",), ("k2",), 0)
    review.keyring = keyring("k1", "k2")
    rotate(review)  # the other tests' complaints are of the same regency, under k1


def test_rows_of_an_earlier_build_are_read_as_they_are_and_sealed_by_a_rotation(
    databases: Databases, review: Review
) -> None:
    _as_before(review)
    before = results(review)
    assert (before.products[0].reason, before.products[0].result) == (SAID, DECIDED)
    assert before.remarks[0].reason == SAID
    assert in_clear(databases, review) == {"public.task", "public.intervention"}
    rotate(review)
    assert results(review) == before
    assert in_clear(databases, review) == set()


@pytest.mark.parametrize("is_earlier", [False, True])
def test_after_a_complaint_was_destroyed_its_results_are_empty(review: Review, is_earlier: bool) -> None:
    (_as_before if is_earlier else decided)(review)
    for _ in range(2):
        destroy(review)
    shown = results(review)
    assert [(product.result, product.reason) for product in shown.products] == [({}, None)]
    assert [remark.reason for remark in shown.remarks] == [""]
    assert shown.products[0].outcome == "jawab"


def test_rows_put_back_from_a_copy_stay_unreadable(databases: Databases, review: Review) -> None:
    decided(review)
    owner = databases.of_owner(review.database)
    query = "SELECT task_id::text, sealed FROM task WHERE complaint_id = %s AND sealed IS NOT NULL"
    ((task, sealed),) = rows(owner, query, str(review.complaint))
    destroy(review)
    rows(owner, "UPDATE task SET sealed = %s WHERE task_id = %s", sealed, task)
    assert results(review).products[0].result == {}


def test_after_a_complaint_was_destroyed_no_answer_memo_or_letter_is_left(
    followup: Followup, assignment: Assignment
) -> None:
    answered(followup)
    lettered(assignment)
    destroy(followup)
    destroy(assignment)
    with followup.work() as work:
        records = AnswerRecords(work)
        assert (records.sent(followup.complaint), records.delivered(followup.complaint)) == (None, ())
    with assignment.work() as work:
        assert LetterRecords(work).proposal(assignment.complaint) is None
        assert [paper.number for paper in LetterRecords(work).papers(assignment.complaint)] != []
    for office in (followup, assignment):
        assert _said_in_documents(office) == [None]


def test_nothing_is_written_for_a_destroyed_complaint_any_more(review: Review) -> None:
    review.at("putusan")
    destroy(review)
    assert isinstance(review.complete(INSPEKTUR, "jawab", result=DECIDED), NoLongerKept)


def test_destroying_the_identity_leaves_the_offices_own_words(review: Review) -> None:
    decided(review)
    destroy(review, "identity")
    assert results(review).products[0].reason == SAID


def _as_before(review: Review) -> None:
    """A result and a remark as a build without keys left them."""
    held = replace(review.at("putusan"), completed_at=TUESDAY, outcome="jawab", completed_by="contoh")
    remark = {"intervention_id": uuid4(), "what": "conflict_declared", "by": "contoh", "at": MONDAY, "details": {}}
    kept = {"tenant": TENANT, "complaint_id": review.complaint, "sequence": 6, "reason": SAID}
    with review.work() as work:
        task = work.tables["task"]
        values = asdict(held) | {"reason": SAID, "result": DECIDED}
        work.connection.execute(task.update().where(task.c.task_id == held.task_id).values(values))
        work.connection.execute(insert(work.tables["intervention"]).values(**remark, **kept))
