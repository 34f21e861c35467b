"""What a unit sees of a complaint that was forwarded to it, and what it never sees."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.errors import AttachmentRefused, Invalid, KeptApart, NotFound
from services.intake import attachments, forwarding, showing, usecases
from services.intake.known import Forwarding, Known
from services.intake.verdicts import REASONS
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import (
    NOW,
    OTHER,
    PUBLIC,
    READER,
    REFERENCE,
    REPORTER,
    RULES,
    UNIT,
    MemoryComplaints,
    nobody,
)

SECRET = "Rahasia"
IDENTITY = {"name": f"Pelapor {SECRET}"}
COLLEAGUE = UNIT.model_copy(update={"actor": "contoh_dinas_dua"})
OTHER_UNIT = UNIT.model_copy(update={"actor": "contoh_badan", "unit": "badan_contoh"})


@pytest.fixture
def complaints() -> MemoryComplaints:
    said: dict[str, Any] = {
        "subject": SECRET,
        "story": f"Cerita {SECRET}",
        "location": "Desa Contoh",
        "problem_code": "03",
    }
    return MemoryComplaints(identity=IDENTITY, mode="confidential", reported=[{"name": SECRET}], **said)


def send(complaints: MemoryComplaints, *shared: UUID, unit: str | None = "dinas_contoh", **changes: Any) -> None:
    complaints.sent.append(Forwarding(len(complaints.sent) + 7, unit, shared, **changes))


def attach(complaints: MemoryComplaints, caller: Caller = REPORTER, **changes: Any) -> c.Attachment:
    """A file that has passed its checks."""
    attachment = send_in(complaints, caller, **changes)
    complaints.looked_through(attachment.attachment_id)
    return attachment


def send_in(complaints: MemoryComplaints, caller: Caller = REPORTER, **changes: Any) -> c.Attachment:
    media_type = changes.setdefault("media_type", "application/pdf")
    given = {"reference": REFERENCE, "file_name": f"Foto {SECRET}.pdf", **changes}
    begun = c.BeginAttachment(**given)
    upload = attachments.begin_attachment(caller, begun, complaints=complaints, vault=complaints.vault, now=NOW)
    arrived = c.FinishAttachment(attachment_id=upload.attachment_id, size=9, sha256="ab" * 32, media_type=media_type)
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": Announced()}
    return attachments.finish_attachment(caller, arrived, **using, now=NOW + timedelta(minutes=1))


def seen(complaints: MemoryComplaints, caller: Caller = UNIT) -> w.ForwardedContent:
    return forwarding.forwarded(caller, REFERENCE, complaints=complaints, vault=complaints.vault, who=granted)


def granted(caller: Caller, known: Known) -> c.Identity:
    """Who reports, for somebody who may know all of it."""
    return c.Identity(**IDENTITY)


def fetch(
    complaints: MemoryComplaints, attachment_id: UUID, caller: Caller = UNIT, *, original: bool = False
) -> c.Attachment:
    request = c.FetchAttachment(reference=REFERENCE, attachment_id=attachment_id, original=original)
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": Announced()}
    return showing.fetch_attachment(caller, request, **using, may_know=nobody, now=NOW).attachment


def test_a_memo_alone_tells_the_unit_nothing_in_the_reporters_words(complaints: MemoryComplaints) -> None:
    complaints.consented_at = NOW
    attach(complaints)
    send(complaints)
    copy = seen(complaints)
    assert (copy.problem_code, copy.location, copy.happened_on) == ("03", None, None)
    assert (copy.story, copy.identity, copy.attachments) == (None, None, ())
    assert SECRET not in copy.model_dump_json()


def test_the_reporters_words_go_along_only_when_they_were_sent(complaints: MemoryComplaints) -> None:
    send(complaints, includes_story=True)
    assert seen(complaints).story == f"Cerita {SECRET}"


def test_what_was_shared_is_seen_under_a_name_that_gives_nobody_away(complaints: MemoryComplaints) -> None:
    kept, first, second = (attach(complaints) for _ in range(3))
    send(complaints, second.attachment_id, first.attachment_id)
    shown = {file.attachment_id: (file.file_name, file.added_by) for file in seen(complaints).attachments}
    assert shown == {
        first.attachment_id: ("lampiran-2.pdf", "inspektorat"),
        second.attachment_id: ("lampiran-1.pdf", "inspektorat"),
    }
    assert fetch(complaints, first.attachment_id).file_name == "lampiran-2.pdf"
    with pytest.raises(NotFound):
        fetch(complaints, kept.attachment_id)


@pytest.mark.parametrize(("with_identity", "has_consent"), [(True, False), (False, True), (False, False)])
def test_identity_needs_both_the_sending_and_the_consent(
    complaints: MemoryComplaints, with_identity: bool, has_consent: bool
) -> None:
    complaints.consented_at = NOW if has_consent else None
    send(complaints, with_identity=with_identity)
    assert seen(complaints).identity is None


def test_identity_goes_along_with_consent_and_is_shown_to_the_sender_alone(complaints: MemoryComplaints) -> None:
    complaints.consented_at = NOW
    send(complaints, unit=None, with_identity=True, by=READER.actor)
    assert seen(complaints, READER).identity == c.Identity(**IDENTITY)
    assert seen(complaints, READER.model_copy(update={"actor": "contoh_lain"})).identity is None


def test_a_ktp_that_was_shared_by_mistake_does_not_go_along(complaints: MemoryComplaints) -> None:
    ktp = attach(complaints, kind="ktp")
    send(complaints, ktp.attachment_id)
    assert seen(complaints).attachments == ()
    with pytest.raises(NotFound):
        fetch(complaints, ktp.attachment_id)


def test_a_unit_gets_the_copy_and_never_what_was_sent(complaints: MemoryComplaints) -> None:
    shared = attach(complaints)
    send(complaints, shared.attachment_id)
    (listed,) = seen(complaints).attachments
    assert fetch(complaints, shared.attachment_id) == listed
    assert (listed.size, listed.sha256) == (7, "cd" * 32)
    with pytest.raises(NotFound):
        fetch(complaints, shared.attachment_id, original=True)


def test_a_unit_gets_nothing_of_which_no_copy_could_be_made(complaints: MemoryComplaints) -> None:
    damaged = send_in(complaints)
    complaints.looked_through(damaged.attachment_id, has_copy=False)
    send(complaints, damaged.attachment_id)
    assert seen(complaints).attachments == ()
    with pytest.raises(NotFound):
        fetch(complaints, damaged.attachment_id)


@pytest.mark.parametrize("media_type", ["audio/mpeg", "video/mp4"])
def test_sound_and_film_have_no_copy_and_do_not_go_to_a_unit(complaints: MemoryComplaints, media_type: str) -> None:
    film = send_in(complaints)
    complaints.kept[film.attachment_id].media_type = media_type
    complaints.looked_through(film.attachment_id, has_copy=False)
    send(complaints, film.attachment_id)
    assert seen(complaints).attachments == ()
    with pytest.raises(NotFound):
        fetch(complaints, film.attachment_id)


@pytest.mark.parametrize("found", ["infected", "macros"])
def test_a_unit_hears_nothing_of_a_file_that_was_kept_apart(complaints: MemoryComplaints, found: str) -> None:
    shared = send_in(complaints)
    complaints.looked_through(shared.attachment_id, found)
    send(complaints, shared.attachment_id)
    assert seen(complaints).attachments == ()
    with pytest.raises(NotFound):
        fetch(complaints, shared.attachment_id)


@pytest.mark.parametrize(("sender", "other"), [(UNIT, REPORTER), (REPORTER, READER), (REPORTER, UNIT)])
@pytest.mark.parametrize("found", [None, "unexaminable"])
def test_nobody_takes_the_room_of_anothers_files(
    complaints: MemoryComplaints, sender: Caller, other: Caller, found: str | None
) -> None:
    send(complaints)
    kind = {REPORTER: "evidence"}
    for _ in range(RULES.max_count):
        complaints.looked_through(send_in(complaints, sender, kind=kind.get(sender, "report")).attachment_id, found)
    with pytest.raises(AttachmentRefused):
        send_in(complaints, sender, kind=kind.get(sender, "report"))
    assert send_in(complaints, other, kind=kind.get(other, "report")).state == "checking"


def test_a_unit_reads_why_its_own_report_was_kept_apart(complaints: MemoryComplaints) -> None:
    send(complaints)
    report = send_in(complaints, UNIT, kind="report")
    complaints.looked_through(report.attachment_id, "macros")
    (listed,) = seen(complaints).attachments
    assert (listed.state, listed.reason) == ("refused", REASONS["macros"])
    with pytest.raises(KeptApart):
        fetch(complaints, report.attachment_id)


@pytest.mark.parametrize("caller", [OTHER_UNIT, PUBLIC, REPORTER, UNIT.model_copy(update={"unit": ""})])
def test_nobody_else_sees_the_forwarding_copy(complaints: MemoryComplaints, caller: Caller) -> None:
    send(complaints, includes_story=True)
    with pytest.raises(NotFound, match="complaint"):
        seen(complaints, caller)


def test_a_unit_that_gave_the_memo_back_sees_nothing_any_more(complaints: MemoryComplaints) -> None:
    send(complaints)
    send(complaints, is_return=True)
    with pytest.raises(NotFound):
        seen(complaints)


def test_a_complaint_that_went_on_to_another_unit_is_seen_by_that_one_only(complaints: MemoryComplaints) -> None:
    send(complaints)
    send(complaints, unit="badan_contoh")
    assert seen(complaints, OTHER_UNIT).reference == REFERENCE
    with pytest.raises(NotFound):
        seen(complaints)


def test_a_return_heard_before_the_forwarding_it_ends_still_ends_it(complaints: MemoryComplaints) -> None:
    complaints.sent = [Forwarding(9, "dinas_contoh", is_return=True), Forwarding(8, "dinas_contoh")]
    with pytest.raises(NotFound):
        seen(complaints)


def test_a_unit_the_complaint_is_about_sees_nothing_even_if_it_was_sent(complaints: MemoryComplaints) -> None:
    send(complaints)
    complaints.bar(units=("dinas_contoh",))
    with pytest.raises(NotFound):
        seen(complaints)


def test_the_office_checks_what_left_even_after_it_came_back(complaints: MemoryComplaints) -> None:
    shared, _ = attach(complaints), attach(complaints, READER, kind="report")
    send(complaints, shared.attachment_id)
    send(complaints, is_return=True)
    copy = seen(complaints, READER)
    assert (copy.story, [file.file_name for file in copy.attachments]) == (None, ["lampiran-1.pdf"])


def test_before_anything_was_forwarded_there_is_no_copy(complaints: MemoryComplaints) -> None:
    for caller in (READER, UNIT):
        with pytest.raises(NotFound):
            seen(complaints, caller)


def test_a_unit_attaches_its_report_and_sees_its_own_name_on_it(complaints: MemoryComplaints) -> None:
    send(complaints)
    report = attach(complaints, UNIT, kind="report", file_name="Laporan dinas.pdf")
    assert [file.attachment_id for file in seen(complaints).attachments] == [report.attachment_id]
    assert fetch(complaints, report.attachment_id).file_name == "Laporan dinas.pdf"
    assert seen(complaints, COLLEAGUE).attachments == ()


def test_a_unit_attaches_nothing_but_its_report(complaints: MemoryComplaints) -> None:
    send(complaints)
    with pytest.raises(Invalid):
        attach(complaints, UNIT)


def test_a_unit_that_has_nothing_attaches_nothing(complaints: MemoryComplaints) -> None:
    with pytest.raises(NotFound):
        attach(complaints, UNIT, kind="report")


def test_a_unit_does_not_finish_what_others_upload(complaints: MemoryComplaints) -> None:
    send(complaints)
    request = c.BeginAttachment(file_name="x", media_type="application/pdf")
    upload = attachments.begin_attachment(REPORTER, request, complaints=complaints, vault=complaints.vault, now=NOW)
    arrived = c.FinishAttachment(
        attachment_id=upload.attachment_id, size=9, sha256="ab" * 32, media_type="application/pdf"
    )
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": Announced()}
    with pytest.raises(NotFound):
        attachments.finish_attachment(UNIT, arrived, **using, now=NOW)


def test_a_unit_reads_neither_content_nor_mailbox_of_what_it_was_sent(complaints: MemoryComplaints) -> None:
    send(complaints, includes_story=True)
    with pytest.raises(NotFound):
        usecases.content(UNIT, REFERENCE, complaints=complaints, vault=complaints.vault)
    message = w.PostMessage(reference=REFERENCE, text="Halo", request_key="key-1")
    using: dict[str, Any] = {"complaints": complaints, "vault": complaints.vault, "announce": Announced()}
    with pytest.raises(NotFound):
        usecases.post_message(UNIT, message, **using, now=NOW)


def test_an_attachment_of_another_complaint_is_not_fetched_though_its_id_was_shared(
    complaints: MemoryComplaints,
) -> None:
    shared = attach(complaints)
    send(complaints, shared.attachment_id)
    complaints.kept[shared.attachment_id].complaint_id = OTHER
    with pytest.raises(NotFound):
        fetch(complaints, shared.attachment_id)
