"""Numbers are given without a gap and none twice, however many write at once and however many of them fail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

from services.common.contracts.document_fields import KeputusanTl
from services.common.desk.papers import Paper, Writing
from services.common.desk.records import Records
from services.review.service import ReviewService
from tests.integration.desk.office import TENANT, Office
from tests.unit.common.desk.endings import being_ended

KIND = "keputusan_tl"  # no other test writes any here
SAYS = KeputusanTl(
    to="Irban", decision_label="Audit", instruction="Laksanakan", meeting_held_on=None, meeting_minutes=None
)


class NeverSaved(Exception):
    """The transaction of every fourth document fails after its number was given."""


def write(review: Office[ReviewService], n: int, year: int) -> None:
    """One document of a complaint of its own."""
    ending = being_ended("decide", {"instruction": "Laksanakan"}, now=datetime(year, 3, 2, tzinfo=UTC))
    ending.custody.complaint_id, ending.custody.tenant = uuid4(), TENANT
    try:
        with review.work() as work:
            writing = Writing(Records(work), {}, work.announce)
            writing.one(KIND, ending, SAYS, "contoh_inspektur", "putusan")
            if n % 4 == 0:
                raise NeverSaved
    except NeverSaved:
        pass


def kept(review: Office[ReviewService], year: int) -> list[Paper]:
    """All of that year."""
    with review.work() as work:
        table = work.tables["document"]
        records = Records(work)
        mine = table.select().where(table.c.kind == KIND, table.c.year == year)
        found = [records.paper(row.document_id) for row in work.connection.execute(mine)]
    return [paper for paper in found if paper]


def test_two_hundred_at_once_leave_no_gap_and_no_number_twice(review: Office[ReviewService]) -> None:
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda n: write(review, n, 2026), range(200)))
    papers = kept(review, 2026)
    assert sorted(paper.serial or 0 for paper in papers) == list(range(1, 151))
    assert len({paper.number for paper in papers}) == len({paper.code for paper in papers}) == 150


def test_each_year_begins_with_one(review: Office[ReviewService]) -> None:
    write(review, 1, 2031)
    assert [paper.number for paper in kept(review, 2031)] == ["700/001/KTL/CTH/2031"]
