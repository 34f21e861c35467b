"""Files that have arrived, as they are listed and given out: the copy, the original, or nothing at all."""

from base64 import b64decode
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.errors import KeptApart, NotFound, NotYetChecked, OpeningRefused
from services.intake import showing, usecases
from services.intake.known import File
from services.intake.verdicts import REASONS, REMOVED
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.evidence.samples import DOCX
from tests.unit.intake.samples import (
    COMPLAINT,
    NOW,
    OTHER,
    PUBLIC,
    READER,
    REFERENCE,
    REPORTER,
    MemoryComplaints,
    nobody,
)

COPY, ORIGINAL = "cd" * 32, "ab" * 32


@pytest.fixture
def complaints() -> MemoryComplaints:
    return MemoryComplaints()


def arrive(complaints: MemoryComplaints, **changes: Any) -> UUID:
    """A file that waits to be checked."""
    attachment_id = uuid4()
    kind = changes.pop("kind", "evidence")
    name = complaints.vault.seal("contoh", COMPLAINT, "ktp-name" if kind == "ktp" else "file-name", "bukti.pdf")
    given = {"state": "checking", "size": 100, "sha256": ORIGINAL, "added_at": NOW, "is_sealed": True, **changes}
    place = (kind, name, "application/pdf", given.pop("added_by", "pelapor"), NOW)
    complaints.save_file(File(attachment_id, "contoh", COMPLAINT, f"contoh/{attachment_id.hex}", *place, **given))
    return attachment_id


def fetch(
    complaints: MemoryComplaints, attachment_id: UUID, caller: Caller = REPORTER, *, original: bool = False
) -> tuple[c.StoredAttachment, Any]:
    """What is given out, and the entry about it."""
    announced = Announced()
    request = c.FetchAttachment(reference=REFERENCE, attachment_id=attachment_id, original=original)
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": announced}
    return showing.fetch_attachment(caller, request, **using, may_know=nobody, now=NOW), announced.only("audited")


@pytest.mark.parametrize("caller", [REPORTER, READER])
def test_the_copy_is_what_is_given_out(complaints: MemoryComplaints, caller: Caller) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id)
    given, entry = fetch(complaints, attachment_id, caller)
    assert given.object_key.endswith("-copy")
    assert (given.attachment.size, given.attachment.sha256) == (7, COPY)
    assert (entry.action, entry.subject, entry.actor) == ("evidence_read", str(attachment_id), caller.actor)
    assert entry.details == {"sha256": COPY}


@pytest.mark.parametrize("caller", [REPORTER, READER])
def test_the_original_is_given_to_who_asks_for_it(complaints: MemoryComplaints, caller: Caller) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id)
    given, entry = fetch(complaints, attachment_id, caller, original=True)
    assert given.object_key == f"contoh/{attachment_id.hex}"
    assert (given.attachment.size, given.attachment.sha256) == (100, ORIGINAL)
    assert (entry.action, entry.details) == ("evidence_original_read", {"sha256": ORIGINAL})


def test_the_offices_scan_of_a_signed_document_is_given_as_it_is_known_by_its_hash(
    complaints: MemoryComplaints,
) -> None:
    attachment_id = arrive(complaints, kind="signed_document", added_by=READER.actor)
    complaints.looked_through(attachment_id)
    given, entry = fetch(complaints, attachment_id, READER)
    assert given.object_key == f"contoh/{attachment_id.hex}"
    assert (given.attachment.size, given.attachment.sha256, given.attachment.has_copy) == (100, ORIGINAL, False)
    assert entry.details == {"sha256": ORIGINAL}
    assert b64decode(given.file_key) == complaints.vault.file_key("contoh", COMPLAINT, attachment_id, "signed_document")


@pytest.mark.parametrize("changes", [{"added_by": "pelapor"}, {"media_type": DOCX}], ids=["a reporter's", "a text"])
def test_what_only_claims_to_be_a_scan_is_given_as_a_copy(complaints: MemoryComplaints, changes: Any) -> None:
    attachment_id = arrive(complaints, kind="signed_document", added_by=changes.get("added_by", READER.actor))
    complaints.looked_through(attachment_id)
    complaints.kept[attachment_id].media_type = changes.get("media_type", "application/pdf")
    assert fetch(complaints, attachment_id, READER)[0].attachment.sha256 == COPY


def test_the_original_is_given_where_there_is_no_copy_and_recorded_as_such(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id, has_copy=False)
    given, entry = fetch(complaints, attachment_id, READER)
    assert given.attachment.sha256 == ORIGINAL
    assert entry.action == "evidence_original_read"


def test_an_office_document_without_a_copy_is_given_only_to_who_asks_for_the_original(
    complaints: MemoryComplaints,
) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id, has_copy=False)
    complaints.kept[attachment_id].media_type = DOCX
    with pytest.raises(NotFound):
        fetch(complaints, attachment_id, READER)
    assert fetch(complaints, attachment_id, READER, original=True)[0].attachment.sha256 == ORIGINAL


def test_a_file_that_was_kept_apart_and_removed_is_still_listed_and_says_so(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, removed_at=NOW)
    complaints.looked_through(attachment_id, "encrypted")
    shown = showing.described(complaints.kept[attachment_id], complaints.vault)
    assert shown.reason == f"{REASONS['encrypted']} {REMOVED}"


def test_copy_and_original_have_keys_of_their_own(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id)
    keys = [fetch(complaints, attachment_id, original=original)[0].file_key for original in (False, True)]
    assert b64decode(keys[1]) == complaints.vault.file_key("contoh", COMPLAINT, attachment_id, "evidence")
    assert keys[0] != keys[1]


def test_a_file_from_before_files_were_sealed_needs_no_key(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, state="accepted", is_sealed=False)
    assert fetch(complaints, attachment_id)[0].file_key == ""


@pytest.mark.parametrize("caller", [REPORTER, READER])
def test_a_file_is_given_to_nobody_before_it_is_checked(complaints: MemoryComplaints, caller: Caller) -> None:
    attachment_id = arrive(complaints)
    for original in (False, True):
        with pytest.raises(NotYetChecked):
            fetch(complaints, attachment_id, caller, original=original)


@pytest.mark.parametrize("found", ["infected", "macros"])
@pytest.mark.parametrize("caller", [REPORTER, READER])
def test_a_file_that_was_kept_apart_is_given_to_nobody(
    complaints: MemoryComplaints, caller: Caller, found: str
) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id, found)
    for original in (False, True):
        with pytest.raises(KeptApart):
            fetch(complaints, attachment_id, caller, original=original)


def test_both_sides_see_what_became_of_a_file_and_why(complaints: MemoryComplaints) -> None:
    states = {arrive(complaints): None, arrive(complaints): "infected", arrive(complaints): "encrypted"}
    waiting = arrive(complaints)
    for attachment_id, found in states.items():
        complaints.looked_through(attachment_id, found)
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault}
    for listed in (usecases.content(READER, REFERENCE, **using), usecases.mailbox(REPORTER, **using)):
        shown = {file.attachment_id: (file.state, file.reason) for file in listed.attachments}
        assert sorted(state for state, _ in shown.values()) == ["accepted", "checking", "infected", "refused"]
        assert shown[waiting] == ("checking", None)
        assert {reason for _, reason in shown.values()} == {None, REASONS["infected"], REASONS["encrypted"]}


def test_a_file_whose_upload_was_given_up_is_not_listed(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, state="begun")
    assert usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault).attachments == ()
    with pytest.raises(NotFound):
        fetch(complaints, attachment_id)


def test_the_reporter_gets_nothing_of_what_the_office_attached(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, added_by=READER.actor)
    complaints.looked_through(attachment_id)
    with pytest.raises(NotFound):
        fetch(complaints, attachment_id)


@pytest.mark.parametrize("caller", [PUBLIC, Caller(kind="officer", actor="a", tenant="contoh", roles=())])
@pytest.mark.parametrize("found", [None, "infected"])
def test_who_may_not_read_a_complaint_finds_no_file_of_it(
    complaints: MemoryComplaints, caller: Caller, found: str | None
) -> None:
    attachment_id = arrive(complaints)
    complaints.looked_through(attachment_id, found)
    with pytest.raises(NotFound):
        fetch(complaints, attachment_id, caller)


def test_an_attachment_of_another_complaint_is_not_fetched_through_this_one(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, state="accepted")
    complaints.kept[attachment_id].complaint_id = OTHER
    with pytest.raises(NotFound):
        fetch(complaints, attachment_id)


def test_the_picture_of_a_ktp_is_identity_and_takes_what_opens_one(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, kind="ktp")
    complaints.looked_through(attachment_id)
    with pytest.raises(OpeningRefused):
        fetch(complaints, attachment_id, READER)
    assert fetch(complaints, attachment_id, REPORTER)


def test_who_attached_the_ktp_may_look_at_it_again(complaints: MemoryComplaints) -> None:
    attachment_id = arrive(complaints, kind="ktp", added_by=READER.actor)
    complaints.looked_through(attachment_id)
    assert fetch(complaints, attachment_id, READER)


def test_the_office_does_not_read_the_name_of_a_ktps_file(complaints: MemoryComplaints) -> None:
    arrive(complaints, kind="ktp")
    (shown,) = usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault).attachments
    assert shown.file_name == "ktp-1.pdf"
