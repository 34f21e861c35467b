"""What is kept comes to its end: destroyed on every desk but for its line; what is held stays; data requests."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from deploy.demo.api import Refused
from deploy.demo.waiting import await_that
from services.common.steps import DESKS
from tests.support import filings
from tests.support.books import Books
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

_LEFT = """
    SELECT t.task_id FROM task t JOIN custody c USING (complaint_id)
    WHERE c.reference = :reference AND (t.sealed IS NOT NULL OR t.reason IS NOT NULL OR t.result <> '{}')
"""


def ended(madiun: Regency) -> Json:
    """The receipt of a complaint that has ended."""
    receipt = madiun.file(filings.on_the_web())
    assert madiun.advance(receipt["reference"]) is None
    return receipt


def audited(madiun: Regency, reference: str, action: str) -> list[Json]:
    """The entries of the trail; none while the complaint is on its way into the register."""
    try:
        trail = madiun.person("admin").get("/audit", reference=reference, limit=1000)["entries"]
    except Refused:
        return []
    return [entry for entry in trail if entry["action"] == action]


def hold(madiun: Regency, reference: str, *, is_held: bool) -> Json:
    change = {"is_held": is_held, "reason": "legal_process", "basis": "B-12/M.3/2026"}
    answer: Json = madiun.person("inspektur").post(f"/complaints/{reference}/hold", change)
    return answer


@pytest.fixture(scope="module")
def books(stack: RunningStack) -> Books:
    return Books(stack)


@dataclass(frozen=True)
class Ended:
    """Two complaints whose time is over: one is destroyed, one is held."""

    receipt: Json
    reference: str
    held: str
    due: list[Json]
    said: list[str]


@pytest.fixture(scope="module")
def after(madiun: Regency, stack: RunningStack, books: Books) -> Ended:
    """The round has been made, twice, and every desk has heard of it."""
    receipt, held = ended(madiun), ended(madiun)["reference"]
    hold(madiun, held, is_held=True)
    for each in (receipt["reference"], held):
        books.let_retention_end(each)
    due = json.loads(dumas(stack, "retention", "due", "madiun", "--days", "0", "--json"))["due"]
    said = [dumas(stack, "retention", "run", "madiun") for _ in range(2)]
    done = Ended(receipt, receipt["reference"], held, due, said)
    desks = _visited(books, done.reference)
    await_that(lambda: len(audited(madiun, done.reference, "complaint_destroyed")) == 1 + desks, "all desks")
    return done


def test_what_is_due_is_shown_and_destroyed_once_unless_it_is_held(after: Ended) -> None:
    assert {(one["reference"], one["is_held"]) for one in after.due} == {(after.reference, False), (after.held, True)}
    assert after.said == [
        "1 identities and 1 complaints destroyed, 2 held\n",
        "0 identities and 0 complaints destroyed, 2 held\n",
    ]


def test_the_reporter_gets_a_calm_answer(madiun: Regency, after: Ended) -> None:
    with pytest.raises(Refused) as told:
        madiun.reporter(after.receipt).get("/reporter/complaint")
    assert (told.value.status, told.value.problem["type"]) == (410, "/problems/no-longer-kept")


def test_nothing_that_was_written_is_left_on_any_desk(after: Ended, books: Books) -> None:
    assert [row for desk in DESKS for row in books.rows(f"dumas_{desk}", _LEFT, reference=after.reference)] == []


def test_its_line_stays_with_the_certificates(madiun: Regency, stack: RunningStack, after: Ended) -> None:
    standing = madiun.standing(after.reference)
    assert standing["destroyed_on"]
    assert standing["entry"]["end"] == "selesai"
    assert after.reference in [line["reference"] for line in madiun.register()]
    certificates = madiun.person("inspektur").get("/destructions")["destructions"]
    assert [one["scope"] for one in certificates if one["reference"] == after.reference] == ["complaint", "identity"]
    assert after.reference in dumas(stack, "retention", "list", "madiun")


def test_what_is_held_survives_and_says_why(madiun: Regency, after: Ended) -> None:
    assert madiun.person("inspektur").get(f"/complaints/{after.held}/content")["story"]
    assert madiun.standing(after.held)["hold"]["basis"] == "B-12/M.3/2026"
    await_that(lambda: audited(madiun, after.held, "hold_set"), "the audit entry")


def test_the_audit_trail_still_fits_the_journal(stack: RunningStack, after: Ended) -> None:
    assert dumas(stack, "audit", "verify", "madiun")


def _visited(books: Books, reference: str) -> int:
    """How many desks had the complaint."""
    query = "SELECT 1 FROM custody WHERE reference = :reference"
    return sum(len(books.rows(f"dumas_{desk}", query, reference=reference)) for desk in DESKS)


def test_only_leaders_hold(madiun: Regency) -> None:
    reference = madiun.filed(filings.on_the_web())
    change = {"is_held": True, "reason": "audit"}
    with pytest.raises(Refused) as refused:
        madiun.person("sekretaris").post(f"/complaints/{reference}/hold", change)
    assert refused.value.status == 403


def test_a_request_about_data_is_asked_seen_and_decided(madiun: Regency) -> None:
    receipt = madiun.file(filings.on_the_web())
    madiun.task(receipt["reference"])
    reporter, key = madiun.reporter(receipt), uuid4().hex
    words = {"kind": "rectification", "words": "Tempat kejadian keliru."}
    asked = reporter.post("/reporter/data-requests", words, key)
    assert reporter.post("/reporter/data-requests", words, key) == asked
    waiting = madiun.person("inspektur").get("/data-requests")["requests"]
    assert [one["words"] for one in waiting if one["request_id"] == asked["request_id"]] == [words["words"]]
    decision = {"decision": "granted", "reason": "fulfilled", "words": "Sudah dibetulkan."}
    madiun.person("inspektur").post(f"/data-requests/{asked['request_id']}", decision)
    (own,) = reporter.get("/reporter/data-requests")["requests"]
    assert (own["decision"], own["answer"]) == ("granted", "Sudah dibetulkan.")


def test_the_reported_party_is_refused_with_a_reason(madiun: Regency) -> None:
    reference = madiun.filed(filings.on_the_web())
    entry = {"kind": "access", "subject": "reported", "reference": reference}
    asked = madiun.person("sekretaris").post("/data-requests", entry, uuid4().hex)
    with pytest.raises(Refused) as not_a_leader:
        madiun.person("sekretaris").post(f"/data-requests/{asked['request_id']}", _REFUSAL)
    assert not_a_leader.value.status == 403
    answer = madiun.person("inspektur").post(f"/data-requests/{asked['request_id']}", _REFUSAL)
    assert (answer["decision"], answer["reason"], answer["is_late"]) == ("refused", "endangers_others", False)


_REFUSAL = {"decision": "refused", "reason": "endangers_others"}


def test_a_reporter_takes_out_all_that_is_kept(madiun: Regency) -> None:
    filing = filings.on_the_web()
    receipt = madiun.file(filing)
    data = madiun.reporter(receipt).get("/reporter/data")
    assert (data["story"], data["reference"]) == (filing["story"], receipt["reference"])
    await_that(lambda: audited(madiun, receipt["reference"], "own_data_read"), "the audit entry")


def test_the_record_of_processing_is_one_page(madiun: Regency, stack: RunningStack) -> None:
    record = madiun.person("inspektur").get("/processing-record")
    assert record["controller"]["office"] == "Inspektorat Kota Madiun"
    assert [one["key"] for one in record["retention"]] == ["tidak_dilengkapi", "selesai"]
    page = dumas(stack, "processing-record", "madiun")
    assert "RETENSI" in page
    assert len(page.splitlines()) < 90
