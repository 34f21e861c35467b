"""Attachments: leave to upload, and a file that arrived. What becomes of it then is in test_showing."""

from base64 import b64decode
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.errors import AttachmentRefused, Invalid, NotFound, UploadExpired
from services.intake import attachments, domain
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import NOW, OTHER, PUBLIC, READER, REFERENCE, REPORTER, RULES, MemoryComplaints

LATER = NOW + timedelta(minutes=5)
FILE_NAME = "Foto Pak Rahasia.pdf"


@pytest.fixture
def complaints() -> MemoryComplaints:
    return MemoryComplaints()


def begin(complaints: MemoryComplaints, caller: Caller = REPORTER, **changes: Any) -> c.Upload:
    request = c.BeginAttachment(**{"file_name": FILE_NAME, "media_type": "application/pdf", **changes})
    return attachments.begin_attachment(caller, request, complaints=complaints, vault=complaints.vault, now=NOW)


def finish(
    complaints: MemoryComplaints, attachment_id: UUID, caller: Caller = REPORTER, *, now: Any = LATER, **changes: Any
) -> tuple[c.Attachment, Announced]:
    arrived = {"size": 100, "sha256": "ab" * 32, "media_type": "application/pdf", **changes}
    announced = Announced()
    attachment = attachments.finish_attachment(
        caller,
        c.FinishAttachment(attachment_id=attachment_id, **arrived),
        complaints=complaints,
        vault=complaints.vault,
        announce=announced,
        now=now,
    )
    return attachment, announced


def test_leave_to_upload_says_where_how_much_and_what(complaints: MemoryComplaints) -> None:
    upload = begin(complaints)
    assert (upload.max_bytes, upload.types) == (RULES.max_bytes, RULES.types)
    assert upload.object_key.startswith("contoh/2026/")


def test_a_reporter_announces_no_scan_of_the_offices_and_an_officer_does(complaints: MemoryComplaints) -> None:
    with pytest.raises(Invalid) as refused:
        begin(complaints, kind="signed_document")
    assert "Only the office" in refused.value.fields["kind"]
    assert not complaints.kept
    begin(complaints, READER, reference=REFERENCE, kind="signed_document")


def test_the_key_in_the_store_says_nothing_about_complaint_or_file(complaints: MemoryComplaints) -> None:
    first, second = begin(complaints), begin(complaints)
    for upload in (first, second):
        assert upload.attachment_id.hex not in upload.object_key
        assert REFERENCE not in upload.object_key
        assert "Rahasia" not in upload.object_key
    assert first.object_key != second.object_key


def test_the_files_name_is_kept_sealed(complaints: MemoryComplaints) -> None:
    begin(complaints)
    (file,) = complaints.kept.values()
    assert b"Rahasia" not in file.sealed_name


def test_a_file_that_arrived_as_announced_is_shown_with_its_name_and_hash(complaints: MemoryComplaints) -> None:
    attachment, _ = finish(complaints, begin(complaints).attachment_id)
    assert (attachment.file_name, attachment.size, attachment.sha256) == (FILE_NAME, 100, "ab" * 32)
    assert (attachment.added_by, attachment.added_at) == ("pelapor", LATER)
    assert (attachment.state, attachment.reason, attachment.has_copy) == ("checking", None, False)


def test_the_desks_hear_of_no_attachment_before_it_is_checked(complaints: MemoryComplaints) -> None:
    _, announced = finish(complaints, begin(complaints).attachment_id)
    assert [event.name for event in announced] == ["audited"]


def test_what_arrived_is_recorded_with_its_hash(complaints: MemoryComplaints) -> None:
    attachment, announced = finish(complaints, begin(complaints).attachment_id)
    told = announced.only("audited")
    assert (told.action, told.subject) == ("evidence_received", str(attachment.attachment_id))
    assert told.details == {"sha256": "ab" * 32, "size": "100"}
    assert "Rahasia" not in told.model_dump_json()


def test_every_file_is_sealed_under_a_key_of_its_own(complaints: MemoryComplaints) -> None:
    first, second = begin(complaints), begin(complaints)
    assert len(b64decode(first.file_key)) == 32
    assert first.file_key != second.file_key
    assert all(file.is_sealed for file in complaints.kept.values())


def test_an_officers_file_is_kept_under_the_officers_name(complaints: MemoryComplaints) -> None:
    upload = begin(complaints, READER, reference=REFERENCE)
    assert finish(complaints, upload.attachment_id, READER)[0].added_by == "contoh_inspektur"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"size": 0}, "empty"), ({"size": RULES.max_bytes + 1}, "larger"), ({"media_type": "text/html"}, "text/html")],
)
def test_a_file_that_is_refused_is_neither_kept_nor_announced(
    complaints: MemoryComplaints, changes: dict[str, Any], words: str
) -> None:
    upload = begin(complaints)
    with pytest.raises(AttachmentRefused, match=words):
        finish(complaints, upload.attachment_id, **changes)
    assert complaints.kept[upload.attachment_id].state == "begun"


def test_an_upload_is_finished_once(complaints: MemoryComplaints) -> None:
    upload = begin(complaints)
    first, _ = finish(complaints, upload.attachment_id)
    again, announced_again = finish(complaints, upload.attachment_id)
    assert again == first
    assert list(announced_again) == []
    with pytest.raises(UploadExpired):
        finish(complaints, upload.attachment_id, sha256="cd" * 32)


def test_an_upload_that_took_too_long_is_not_taken(complaints: MemoryComplaints) -> None:
    upload = begin(complaints)
    with pytest.raises(UploadExpired):
        finish(complaints, upload.attachment_id, now=NOW + domain.UPLOAD_LIFETIME + timedelta(seconds=1))


def test_a_reporter_cannot_finish_the_upload_of_another_complaint(complaints: MemoryComplaints) -> None:
    upload = begin(complaints)
    with pytest.raises(NotFound):
        finish(complaints, upload.attachment_id, REPORTER.model_copy(update={"complaint_id": OTHER}))


@pytest.mark.parametrize(
    "caller", [PUBLIC, Caller(kind="officer", actor="a", tenant="contoh", roles=("unit_terlapor",))]
)
def test_who_may_not_read_a_complaint_finishes_no_upload_of_it(complaints: MemoryComplaints, caller: Caller) -> None:
    upload = begin(complaints)
    with pytest.raises(NotFound):
        finish(complaints, upload.attachment_id, caller)


def test_an_upload_nobody_began_is_not_found(complaints: MemoryComplaints) -> None:
    with pytest.raises(NotFound):
        finish(complaints, OTHER)


@pytest.mark.parametrize("caller", [PUBLIC, Caller(kind="officer", actor="a", tenant="contoh", roles=())])
def test_who_may_not_read_a_complaint_attaches_nothing(complaints: MemoryComplaints, caller: Caller) -> None:
    with pytest.raises(NotFound):
        begin(complaints, caller, reference=REFERENCE)


def test_there_is_room_for_so_many_files_and_no_more(complaints: MemoryComplaints) -> None:
    for _ in range(RULES.max_count):
        finish(complaints, begin(complaints).attachment_id)
    with pytest.raises(AttachmentRefused, match="can attach 3 files"):
        begin(complaints)


def test_uploads_that_were_given_up_long_ago_take_no_room(complaints: MemoryComplaints) -> None:
    for _ in range(RULES.max_count):
        begin(complaints)
    for file in complaints.kept.values():
        file.begun_at = NOW - domain.UPLOAD_LIFETIME - timedelta(minutes=1)
    assert begin(complaints).max_bytes == RULES.max_bytes
