"""At intake on real tables: a line of the book is put right, and the file of a book or report is fetched."""

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from services.common.contracts import complaints as c
from services.common.contracts.documents import FetchDocument, StoredDocument
from services.common.contracts.keys import KeysRotated, RotateKeys
from services.common.contracts.tasks import CorrectEntry, Intervened
from services.common.documents import file_purpose
from services.common.errors import KeyReused, NoLongerKept, NotFound, NotYetRendered
from services.common.runtime.tenant_keys import REPORTS
from services.common.sealing import derived
from services.intake.models import Document
from services.intake.repository import ComplaintRecords
from tests.integration.intake.front_door import Intake
from tests.support.databases import holding, rows
from tests.unit.intake import samples

REASON = "Kenaribetul salah ketik"


def correct(intake: Intake, filed: c.Submission, **changes: Any) -> Any:
    asked = {"reference": filed.reference, "field": "problem_code", "value": "01", "reason": REASON, "request_key": "k"}
    return intake.service.correct_entry(intake.caller(samples.READER), CorrectEntry.model_validate(asked | changes))


def ordered(intake: Intake, by: str = samples.READER.actor, **changes: Any) -> UUID:
    """A report as the register orders it and the press has made it."""
    place = f"{intake.tenant}/x"
    row: dict[str, Any] = {"document_id": uuid4(), "tenant": intake.tenant, "kind": "laporan_semester", "year": 2026}
    row |= {"serial": None, "number": "700/001/SEM/CTH/2026", "edition": 1, "issued_by": by, "code": uuid4().hex}
    row |= {"issued_at": datetime.now(UTC), "media_type": "application/pdf", "ordered": {"to": ["sekretaris"]}}
    row |= {"object_key": place, "size": 3, "sha256": "ab" * 32, "rendered_at": datetime.now(UTC)}
    with intake.work() as work:
        work.connection.execute(insert(Document).values(**row | changes))
    return UUID(str(row["document_id"]))


def fetch(intake: Intake, document_id: UUID, *roles: str, actor: str = samples.READER.actor) -> Any:
    caller = intake.caller(samples.READER, actor=actor, roles=roles or ("jfu",))
    return intake.service.fetch_report(caller, FetchDocument(document_id=document_id))


def audited(intake: Intake, action: str) -> list[dict[str, Any]]:
    query = "SELECT payload FROM outbox WHERE tenant = %s AND name = 'audited' ORDER BY seq"
    return [told for (told,) in rows(intake.owner, query, intake.tenant) if told["action"] == action]


def test_a_correction_is_told_to_the_register_without_its_reason(intake: Intake) -> None:
    filed = intake.file()
    assert isinstance(correct(intake, filed), Intervened)
    query = "SELECT payload FROM outbox WHERE tenant = %s AND name = 'entry_corrected'"
    ((told,),) = rows(intake.owner, query, intake.tenant)
    assert (told["field"], told["after"], told["by"]) == ("problem_code", "01", samples.READER.actor)
    assert holding(intake.owner, REASON) == set()


def test_a_correction_is_kept_as_a_remark_and_audited(intake: Intake) -> None:
    filed = intake.file()
    correct(intake, filed)
    with intake.work() as work:
        (note,) = ComplaintRecords(work).remarks(filed.complaint_id)
    assert (note.what, note.reason, note.details) == (
        "entry_corrected",
        REASON,
        {"field": "problem_code", "value": "01"},
    )
    (entry,) = audited(intake, "entry_corrected")
    assert entry["details"] == {"field": "problem_code", "value": "01"}


def test_a_correction_asked_again_is_made_once(intake: Intake) -> None:
    filed = intake.file()
    assert correct(intake, filed) == correct(intake, filed)
    assert isinstance(correct(intake, filed, value="02"), KeyReused)
    assert len(audited(intake, "entry_corrected")) == 1


def test_of_a_complaint_that_is_no_longer_kept_nothing_is_put_right(intake: Intake) -> None:
    filed = intake.file()
    with intake.work() as work:
        ComplaintRecords(work).destroy(filed.complaint_id, "complaint")
    assert isinstance(correct(intake, filed), NoLongerKept)


def test_who_ordered_a_report_gets_its_place_and_key(intake: Intake) -> None:
    found = fetch(intake, ordered(intake))
    assert isinstance(found, StoredDocument)
    with intake.work() as work:
        expected = derived(work.keys.secret(REPORTS), file_purpose(found.object_key))
    assert b64decode(found.file_key) == expected
    assert (found.document.desk, found.file_name) == ("register", "laporan_semester-700-001-SEM-CTH-2026.pdf")
    (entry,) = audited(intake, "document_read")
    assert entry["subject"] == str(found.document.document_id)


def test_a_signed_report_is_given_as_it_was_signed(intake: Intake) -> None:
    signed: dict[str, Any] = {
        "way": "internal",
        "signed_key": f"{intake.tenant}/x-signed",
        "signed_size": 4,
        "signed_sha256": "cd" * 32,
        "signed_at": datetime.now(UTC),
    }
    found = fetch(intake, ordered(intake, **signed))
    assert (found.object_key, found.size, found.sha256) == (f"{intake.tenant}/x-signed", 4, "cd" * 32)


def test_a_report_is_the_leaders_and_whom_it_is_for_and_nobody_elses(intake: Intake) -> None:
    document_id = ordered(intake, "sop")
    for role in ("inspektur", "admin_tenant", "sekretaris"):
        assert isinstance(fetch(intake, document_id, role), StoredDocument)
    assert isinstance(fetch(intake, document_id, "irban"), NotFound)


def test_a_book_is_nobodys_but_its_orderers(intake: Intake) -> None:
    document_id = ordered(intake, "contoh_irban", kind="buku_pengaduan", ordered={})
    assert isinstance(fetch(intake, document_id, "inspektur"), NotFound)
    assert isinstance(fetch(intake, document_id, "irban", actor="contoh_irban"), StoredDocument)


def test_a_report_that_is_being_made_is_not_there_yet(intake: Intake) -> None:
    waiting = ordered(intake, rendered_at=None, object_key=None, size=None, sha256=None)
    assert isinstance(fetch(intake, waiting), NotYetRendered)


def test_a_book_that_was_taken_back_is_given_to_nobody(intake: Intake) -> None:
    assert isinstance(fetch(intake, ordered(intake, cancelled_at=datetime.now(UTC))), NoLongerKept)


def test_a_document_of_a_complaint_is_no_report(intake: Intake) -> None:
    document_id = ordered(intake, complaint_id=intake.file().complaint_id)
    assert isinstance(fetch(intake, document_id, "inspektur"), NotFound)


def test_the_key_of_reports_goes_along_when_keys_are_rotated(intake: Intake) -> None:
    document_id = ordered(intake)
    before = fetch(intake, document_id).file_key
    operator, request = samples.PUBLIC.model_copy(update={"kind": "operator"}), RotateKeys(start=True)
    while True:
        done = intake.service.rotate_keys(intake.caller(operator), request)
        assert isinstance(done, KeysRotated)
        request = RotateKeys()
        if not done.left:
            break
    assert fetch(intake, document_id).file_key == before
    versions = "SELECT DISTINCT version FROM keys.tenant_secret WHERE tenant = %s"
    assert rows(intake.owner, versions, intake.tenant) == [(2,)]
