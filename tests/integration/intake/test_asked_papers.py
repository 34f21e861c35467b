"""Receipts and disposition sheets on a real server: one however often asked for, without anything of the story."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import documents as d
from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.errors import NotFound
from services.intake.repository import ComplaintRecords
from tests.integration.intake.front_door import OPEN, Intake
from tests.support.databases import rows
from tests.unit.common.desk.memory import small_sop
from tests.unit.intake import samples

SECRET = "Rahasiaku"
TOLD: dict[str, Any] = {
    "subject": f"Judul {SECRET}",
    "story": f"Cerita {SECRET}",
    "location": "Desa Contoh “Satu”",
    "reported": [{"name": f"Terlapor {SECRET}", "agency": "Dinas Contoh"}],
}
NAMED = {"mode": "open", "identity": {"name": f"Pelapor {SECRET}"}}


def reporter(intake: Intake, filed: c.Submission) -> Caller:
    return intake.caller(samples.REPORTER, complaint_id=filed.complaint_id)


def receipt(intake: Intake, filed: c.Submission) -> Any:
    return intake.service.request_document(reporter(intake, filed), d.RequestDocument(kind="tanda_terima"))


def sheet(intake: Intake, filed: c.Submission, caller: Caller = samples.READER) -> Any:
    request = d.RequestDocument(kind="disposisi", reference=filed.reference)
    return intake.service.request_document(intake.caller(caller), request)


def says(intake: Intake, paper: d.Document) -> dict[str, Any]:
    with intake.work() as work:
        return ComplaintRecords(work).fields_of(paper.document_id)


def kept(intake: Intake, filed: c.Submission) -> int:
    query = "SELECT count(*) FROM document WHERE complaint_id = %s"
    count: int = rows(intake.owner, query, str(filed.complaint_id))[0][0]
    return count


def arrives(intake: Intake, filed: c.Submission, kind: str = "evidence") -> None:
    """A file that was uploaded."""
    caller = reporter(intake, filed) if kind == "evidence" else intake.caller(samples.READER)
    reference = None if kind == "evidence" else filed.reference
    begin = c.BeginAttachment(reference=reference, file_name="x.pdf", kind=kind, media_type="application/pdf")
    upload = intake.service.begin_attachment(caller, begin)
    done = {"attachment_id": upload.attachment_id, "size": 9, "sha256": "ab" * 32, "media_type": "application/pdf"}
    assert isinstance(intake.service.finish_attachment(caller, c.FinishAttachment(**done)), c.Attachment)


def test_a_receipt_asked_for_again_is_the_same(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    first = receipt(intake, filed)
    arrives(intake, filed)
    assert receipt(intake, filed) == first
    assert (first.kind, first.number, first.edition, first.step, kept(intake, filed)) == (
        "tanda_terima",
        None,
        1,
        None,
        1,
    )


@pytest.mark.parametrize("ask", [receipt, sheet])
def test_who_asks_at_the_same_time_gets_the_same(intake: Intake, ask: Any) -> None:
    filed = intake.file(**TOLD)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(intake, filed), range(4)))
    assert answers == [answers[0]] * 4
    assert kept(intake, filed) == 1


@pytest.mark.parametrize("ask", [receipt, sheet])
def test_nothing_of_the_story_or_of_anybody_is_in_it(intake: Intake, ask: Any) -> None:
    filed = intake.file(**TOLD, **NAMED)
    paper = ask(intake, filed)
    assert SECRET not in json.dumps(says(intake, paper))
    assert SECRET not in paper.model_dump_json()
    query = "SELECT to_jsonb(document)::text FROM document WHERE complaint_id = %s"
    ((row,),) = rows(intake.owner, query, str(filed.complaint_id))
    assert SECRET not in row


def test_a_reporter_computes_the_hash_again_from_the_own_data(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    told = json.loads(intake.service.own_data(reporter(intake, filed), Nothing()).model_dump_json())
    of_each = [{name: value for name, value in party.items() if value is not None} for party in told["reported"]]
    names = ("subject", "story", "happened_on", "location", "reported")
    filed_as = {name: told[name] for name in names if told[name] is not None} | {"reported": of_each}
    text = json.dumps(filed_as, ensure_ascii=False, separators=(",", ":"))
    shown = says(intake, receipt(intake, filed))
    assert shown["content_sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_receipt_says_when_it_was_received_in_the_regencys_zone(intake: Intake) -> None:
    shown = says(intake, receipt(intake, intake.file(**TOLD)))
    assert (shown["received_on"], shown["received_time"], shown["mode"]) == ("2026-03-02", "10.00 WITA", "anonymous")


def test_the_offices_own_papers_are_not_counted(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    arrives(intake, filed)
    arrives(intake, filed, kind="report")
    assert says(intake, receipt(intake, filed))["attachments"] == 1


def test_a_disposition_sheet_is_made_anew_when_what_it_shows_has_changed(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    first = sheet(intake, filed)
    assert sheet(intake, filed) == first
    arrives(intake, filed)
    second = sheet(intake, filed)
    assert (first.edition, second.edition, second.kind) == (1, 2, "disposisi")
    listed = intake.service.documents(intake.caller(samples.READER), d.OfComplaint(reference=filed.reference))
    assert [one.replaced_by for one in listed.documents] == [second.document_id, None]


@pytest.mark.parametrize(("mode", "is_secret"), [(OPEN, False), ({}, True)])
def test_a_sheet_is_secret_unless_the_complaint_is_open(intake: Intake, mode: Any, is_secret: bool) -> None:
    shown = says(intake, sheet(intake, intake.file(**mode)))
    assert shown["is_secret"] is is_secret
    assert len(shown["recipients"]) == len(set(shown["recipients"])) > 0


def test_who_passes_it_on_is_not_among_those_it_is_passed_on_to(intake: Intake) -> None:
    recipients = says(intake, sheet(intake, intake.file(**TOLD)))["recipients"]
    assert small_sop().roles["inspektur"].label not in recipients
    assert small_sop().roles["sekretaris"].label in recipients


def test_asking_is_told_to_the_trail_once(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    paper = receipt(intake, filed)
    receipt(intake, filed)
    query = "SELECT payload FROM outbox WHERE payload->>'complaint_id' = %s AND name = 'audited'"
    ((payload,),) = rows(intake.owner, query, str(filed.complaint_id))
    told = events.Audited.model_validate(payload)
    assert (told.action, told.subject, told.details) == (
        "document_asked",
        str(paper.document_id),
        {"document": "tanda_terima"},
    )


def test_a_reporter_asks_for_a_receipt_and_for_no_sheet(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    asked = intake.service.request_document(reporter(intake, filed), d.RequestDocument(kind="disposisi"))
    assert isinstance(asked, NotFound)


@pytest.mark.parametrize("caller", [samples.UNIT, samples.READER.model_copy(update={"roles": ("instansi_lain",)})])
def test_who_may_not_read_the_complaint_gets_no_paper_of_it(intake: Intake, caller: Caller) -> None:
    assert isinstance(sheet(intake, intake.file(**TOLD), caller), NotFound)


def test_a_reporter_sees_the_own_receipt_and_no_officers_name(intake: Intake) -> None:
    filed = intake.file(**TOLD)
    sheet(intake, filed)
    on_behalf = d.RequestDocument(kind="tanda_terima", reference=filed.reference)
    intake.service.request_document(intake.caller(samples.READER), on_behalf)
    (own,) = intake.service.documents(reporter(intake, filed), d.OfComplaint()).documents
    assert (own.kind, own.issued_by) == ("tanda_terima", "inspektorat")
