"""What another agency reads of a complaint that was transferred, once it got a copy; and what goes into a bundle."""

from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.errors import NotFound
from services.intake import attachments, forwarding, showing, usecases
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import NOW, READER, REFERENCE, UNIT, MemoryComplaints, nobody
from tests.unit.intake.test_forwarding import IDENTITY, SECRET, attach, granted, send, send_in

AGENCY = Caller(kind="officer", actor="contoh_instansi", tenant="contoh", roles=("instansi_lain",))
COPY = {("memo_inspektur", "instansi_lain")}


@pytest.fixture
def complaints() -> MemoryComplaints:
    """A complaint of which an agency got a copy."""
    said: dict[str, Any] = {"subject": SECRET, "story": f"Cerita {SECRET}", "problem_code": "03"}
    made = MemoryComplaints(identity=IDENTITY, mode="confidential", reported=[{"name": SECRET}], **said)
    made.copied = set(COPY)
    return made


def transfer(complaints: MemoryComplaints, *shared: UUID, **changes: Any) -> None:
    send(complaints, *shared, unit=None, **changes)


def seen(complaints: MemoryComplaints, caller: Caller = AGENCY, *, for_bundle: bool = False) -> w.ForwardedContent:
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "who": granted}
    return forwarding.forwarded(caller, REFERENCE, **using, for_bundle=for_bundle)


def fetch(complaints: MemoryComplaints, attachment_id: UUID, *, original: bool = False) -> c.Attachment:
    request = c.FetchAttachment(reference=REFERENCE, attachment_id=attachment_id, original=original)
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": Announced()}
    return showing.fetch_attachment(AGENCY, request, **using, may_know=nobody, now=NOW).attachment


def test_an_agency_with_a_copy_reads_what_was_sent_and_nothing_else(complaints: MemoryComplaints) -> None:
    kept, shared = attach(complaints), attach(complaints)
    transfer(complaints, shared.attachment_id)
    copy = seen(complaints)
    assert [file.file_name for file in copy.attachments] == ["lampiran-1.pdf"]
    assert SECRET not in copy.model_dump_json()
    assert fetch(complaints, shared.attachment_id).file_name == "lampiran-1.pdf"
    for attachment_id, original in ((kept.attachment_id, False), (shared.attachment_id, True)):
        with pytest.raises(NotFound):
            fetch(complaints, attachment_id, original=original)


def test_an_agency_without_a_copy_finds_nothing(complaints: MemoryComplaints) -> None:
    transfer(complaints)
    for copied in (set(), {("memo_inspektur", "unit_terlapor")}):
        complaints.copied = copied
        with pytest.raises(NotFound):
            seen(complaints)


def test_a_copy_alone_opens_nothing_before_the_transfer_or_after_another_forwarding(
    complaints: MemoryComplaints,
) -> None:
    with pytest.raises(NotFound):
        seen(complaints)
    transfer(complaints)
    send(complaints)
    with pytest.raises(NotFound):
        seen(complaints)


def test_an_agency_is_never_told_here_who_reports(complaints: MemoryComplaints) -> None:
    complaints.consented_at = NOW
    ktp = attach(complaints, kind="ktp")
    transfer(complaints, ktp.attachment_id, with_identity=True, by=READER.actor)
    copy = seen(complaints)
    assert (copy.identity, copy.attachments, copy.left_out) == (None, (), 1)
    with pytest.raises(NotFound):
        fetch(complaints, ktp.attachment_id)


def test_an_agency_the_complaint_is_about_finds_nothing(complaints: MemoryComplaints) -> None:
    transfer(complaints)
    complaints.bar(AGENCY.actor)
    with pytest.raises(NotFound):
        seen(complaints)


def test_an_agency_adds_nothing_and_reads_no_content(complaints: MemoryComplaints) -> None:
    transfer(complaints)
    begin = c.BeginAttachment(reference=REFERENCE, file_name="x.pdf", kind="report", media_type="application/pdf")
    with pytest.raises(NotFound):
        attachments.begin_attachment(AGENCY, begin, complaints=complaints, vault=complaints.vault, now=NOW)
    with pytest.raises(NotFound):
        usecases.content(AGENCY, REFERENCE, complaints=complaints, vault=complaints.vault)


def test_the_office_reads_what_went_to_the_agency(complaints: MemoryComplaints) -> None:
    shared = attach(complaints)
    transfer(complaints, shared.attachment_id)
    assert seen(complaints, READER, for_bundle=True) == seen(complaints, AGENCY, for_bundle=True)


def test_a_bundle_holds_what_was_sent_and_not_what_the_unit_added(complaints: MemoryComplaints) -> None:
    shared = attach(complaints)
    send(complaints, shared.attachment_id)
    report = attach(complaints, UNIT, kind="report")
    listed = {file.attachment_id for file in seen(complaints, UNIT).attachments}
    assert listed == {shared.attachment_id, report.attachment_id}
    (sent,) = seen(complaints, UNIT, for_bundle=True).attachments
    assert sent.attachment_id == shared.attachment_id


def test_how_many_files_have_no_copy_and_stay_is_told(complaints: MemoryComplaints) -> None:
    film, photo = send_in(complaints), attach(complaints)
    complaints.kept[film.attachment_id].media_type = "video/mp4"
    complaints.looked_through(film.attachment_id, has_copy=False)
    send(complaints, film.attachment_id, photo.attachment_id)
    copy = seen(complaints, UNIT, for_bundle=True)
    assert ([file.attachment_id for file in copy.attachments], copy.left_out) == ([photo.attachment_id], 1)
