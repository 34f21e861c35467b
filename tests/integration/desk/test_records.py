"""What a desk keeps of complaints, remarks and regencies, and gives back as it was."""

from dataclasses import replace
from uuid import uuid4

import psycopg2
import pytest
from sqlalchemy import insert, select

from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.events import Post, SopRetired
from services.common.desk.copies import SopNotHere
from services.common.desk.custody import CLOSED, HANDED_ON
from services.common.desk.records import Records
from services.common.desk.remarks import Note
from services.review.service import ReviewService
from tests.integration.desk.office import SOP, TENANT, Office
from tests.support.databases import Databases, connect
from tests.unit.common.desk.memory import MONDAY, TUESDAY
from tests.unit.common.desk.results import UNIT

BARRED = Barred(
    officers=("contoh_inspektur", "contoh_petugas"),
    units=(UNIT,),
    instead={"inspektur": ("inspektur_provinsi",), "petugas_penerima": ("sekretariat", "sekretaris")},
)

Review = Office[ReviewService]


def note(review: Review, sequence: int) -> Note:
    return Note(uuid4(), TENANT, review.complaint, sequence, "extension_asked", "contoh", "Alasan", MONDAY, {"n": [1]})


def test_who_is_barred_comes_back_as_it_was_kept_however_it_is_asked_for(review: Review) -> None:
    task = review.at("telaah")
    kept = replace(review.custody(), barred=BARRED, unit=UNIT)
    with review.work() as work:
        Records(work).save_custody(kept)
    with review.work() as work:
        located = Records(work).locked_task(task.task_id)
        assert located is not None
        assert located[1] == Records(work).by_reference(review.reference) == kept
    assert review.custody().barred == BARRED


def test_nobody_is_barred_from_a_complaint_that_was_kept_before_conflicts_were(review: Review) -> None:
    custody = {
        "complaint_id": review.complaint,
        "tenant": TENANT,
        "reference": review.reference,
        "sop": SOP.id,
        "facts": {},
        "sequence": 1,
        "outcome_counts": {},
        "state": "here",
    }
    with review.work() as work:
        work.connection.execute(insert(work.tables["custody"]).values(**custody))
    assert (review.custody().barred, review.custody().unit) == (NOBODY, None)


def test_a_tasks_unit_comes_back(review: Review) -> None:
    assert review.at("telaah", unit=UNIT) == review.open()
    assert review.open().unit == UNIT


def test_the_open_task_is_found_by_the_reference(review: Review) -> None:
    task = review.at("telaah")
    with review.work() as work:
        assert Records(work).open_task_of(review.reference) == task.task_id
        assert Records(work).open_task_of("CTM-26-0000-0000") is None


def test_a_task_that_ended_is_not_open(review: Review) -> None:
    task = review.at("telaah")
    with review.work() as work:
        Records(work).save_task(replace(task, completed_at=TUESDAY, outcome="ditelaah"))
    with review.work() as work:
        assert Records(work).open_task_of(review.reference) is None


@pytest.mark.parametrize("state", [HANDED_ON, CLOSED])
def test_a_complaint_that_has_left_has_no_open_task_here(review: Review, state: str) -> None:
    review.at("telaah")
    with review.work() as work:
        Records(work).save_custody(replace(review.custody(), state=state))
    with review.work() as work:
        assert Records(work).open_task_of(review.reference) is None


def test_another_regency_finds_neither_task_nor_complaint_nor_remark(review: Review) -> None:
    review.at("telaah")
    kept = note(review, 6)
    with review.work() as work:
        Records(work).add_remark(kept)
    with review.work("contoh_lain") as work:
        records = Records(work)
        assert records.open_task_of(review.reference) is None
        assert records.locked_custody(review.complaint) is None
        assert records.remarks(review.complaint) == []
        assert records.remark(kept.intervention_id) is None


def test_remarks_come_back_in_the_order_they_were_made_in(review: Review) -> None:
    later, earlier = note(review, 9), note(review, 6)
    with review.work() as work:
        Records(work).add_remark(later)
        Records(work).add_remark(earlier)
    with review.work() as work:
        records = Records(work)
        assert records.remarks(review.complaint) == [earlier, later]
        assert records.remark(later.intervention_id) == later
        assert records.remarks(uuid4()) == []
        assert records.remark(uuid4()) is None


@pytest.mark.parametrize("desk", ["intake", "review", "assignment", "followup"])
@pytest.mark.parametrize("statement", ["UPDATE intervention SET reason = 'lain'", "DELETE FROM intervention"])
def test_a_remark_can_be_neither_changed_nor_removed_by_a_desk(databases: Databases, desk: str, statement: str) -> None:
    connection = connect(databases.of_role(desk, f"dumas_{desk}"))
    try:
        with connection.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)
    finally:
        connection.close()


def test_posts_and_units_are_those_published_last(review: Review) -> None:
    post = Post(id="contoh_baru", roles=("irban",), unit=None)
    review.publish(post, units=("desa_contoh",))
    with review.work() as work:
        records = Records(work)
        assert records.posts(TENANT) == (post,)
        assert records.unit_keys(TENANT) == {"desa_contoh"}


def test_a_regency_nobody_has_heard_of_has_no_posts_yet(review: Review) -> None:
    with review.work() as work:
        for ask in (Records(work).posts, Records(work).unit_keys):
            with pytest.raises(SopNotHere):
                ask("contoh_belum")


def test_a_version_is_retired_and_taken_back_and_stays_readable(review: Review) -> None:
    def retire(sop: str, *, is_retired: bool) -> None:
        event = SopRetired(event_id=uuid4(), happened_at=MONDAY, tenant=TENANT, sop=sop, is_retired=is_retired)
        review.service.retire_sop(event)

    def is_retired() -> bool:
        with review.work() as work:
            table = work.tables["sop_copy"]
            assert Records(work).sop(SOP.id) == SOP
            at = work.connection.scalar(select(table.c.retired_at).where(table.c.sop == SOP.id))
            return at is not None

    retire(SOP.id, is_retired=True)
    assert is_retired()
    retire(SOP.id, is_retired=False)
    assert not is_retired()
    with pytest.raises(SopNotHere):
        retire("contoh_meja@9", is_retired=True)
