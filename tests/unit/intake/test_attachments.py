"""Attachments: leave to upload, a file that arrived, and fetching it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.errors import AttachmentRefused, NotFound, UploadExpired
from services.intake import attachments, domain, usecases
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


def fetch(complaints: MemoryComplaints, attachment_id: UUID, caller: Caller = REPORTER) -> c.StoredAttachment:
    request = c.FetchAttachment(reference=REFERENCE, attachment_id=attachment_id)
    return attachments.fetch_attachment(caller, request, complaints=complaints, vault=complaints.vault)


def test_leave_to_upload_says_where_how_much_and_what(complaints: MemoryComplaints) -> None:
    upload = begin(complaints)
    assert (upload.max_bytes, upload.types) == (RULES.max_bytes, RULES.types)
    assert upload.object_key.startswith("contoh/2026/")


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
    assert fetch(complaints, attachment.attachment_id).attachment == attachment


def test_the_desks_hear_of_an_attachment_by_its_id_and_kind(complaints: MemoryComplaints) -> None:
    attachment, announced = finish(complaints, begin(complaints, kind="ktp").attachment_id)
    told = announced.only("attachment_added")
    assert (told.attachment_id, told.kind) == (attachment.attachment_id, "ktp")
    assert "Rahasia" not in told.model_dump_json()


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
    assert complaints.kept[upload.attachment_id].state != "accepted"
    with pytest.raises(NotFound):
        fetch(complaints, upload.attachment_id)


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
def test_who_may_not_read_a_complaint_attaches_and_fetches_nothing(
    complaints: MemoryComplaints, caller: Caller
) -> None:
    attachment, _ = finish(complaints, begin(complaints).attachment_id)
    with pytest.raises(NotFound):
        begin(complaints, caller, reference=REFERENCE)
    with pytest.raises(NotFound):
        fetch(complaints, attachment.attachment_id, caller)


def test_an_attachment_of_another_complaint_is_not_fetched_through_this_one(complaints: MemoryComplaints) -> None:
    attachment, _ = finish(complaints, begin(complaints).attachment_id)
    complaints.kept[attachment.attachment_id].complaint_id = OTHER
    with pytest.raises(NotFound):
        fetch(complaints, attachment.attachment_id)


def test_only_accepted_files_are_shown_with_the_complaint(complaints: MemoryComplaints) -> None:
    attachment, _ = finish(complaints, begin(complaints).attachment_id)
    begin(complaints)
    shown = usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault)
    assert shown.attachments == (attachment,)


def test_there_is_room_for_so_many_files_and_no_more(complaints: MemoryComplaints) -> None:
    for _ in range(RULES.max_count):
        finish(complaints, begin(complaints).attachment_id)
    with pytest.raises(AttachmentRefused, match="can have 3 files"):
        begin(complaints)


def test_uploads_that_were_given_up_long_ago_take_no_room(complaints: MemoryComplaints) -> None:
    for _ in range(RULES.max_count):
        begin(complaints)
    for file in complaints.kept.values():
        file.begun_at = NOW - domain.UPLOAD_LIFETIME - timedelta(minutes=1)
    assert begin(complaints).max_bytes == RULES.max_bytes
