"""Letting the reporter in, showing a complaint to who may read it, and messages between reporter and office."""

from datetime import timedelta

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.errors import NotFound, WrongReferenceOrCode
from services.intake import known, usecases
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import CODE, COMPLAINT, NOW, OTHER, PUBLIC, READER, REFERENCE, REPORTER, MemoryComplaints

IDENTITY = {"name": "Pelapor Rahasia"}


@pytest.fixture
def complaints() -> MemoryComplaints:
    return MemoryComplaints(identity=IDENTITY)


def let_in(complaints: MemoryComplaints, reference: str, code: str) -> c.MailboxKey:
    request = c.OpenMailbox(reference=reference, access_code=code)
    return usecases.open_mailbox(request, complaints=complaints, vault=complaints.vault)


@pytest.mark.parametrize("reference", [REFERENCE, f" {REFERENCE.lower()} "])
@pytest.mark.parametrize("code", [CODE, CODE.lower().replace("-", " ")])
def test_reference_and_code_let_the_reporter_in_however_they_are_typed(
    complaints: MemoryComplaints, reference: str, code: str
) -> None:
    assert let_in(complaints, reference, code) == c.MailboxKey(complaint_id=COMPLAINT, reference=REFERENCE)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        (REFERENCE, "4HTN-WQ7C-M2KD-8RVY"),
        (REFERENCE, ""),
        ("CTH-26-0000-0000", CODE),
        ("", ""),
        ("x" * 10_000, "y" * 10_000),
    ],
)
def test_a_wrong_code_and_an_unknown_reference_are_refused_alike(
    complaints: MemoryComplaints, reference: str, code: str
) -> None:
    with pytest.raises(WrongReferenceOrCode) as refused:
        let_in(complaints, reference, code)
    assert refused.value.args == ()


def test_an_officer_who_may_read_sees_what_the_complaint_says_but_not_who_says_it(complaints: MemoryComplaints) -> None:
    shown = usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault)
    assert (shown.subject, shown.story, shown.mode) == ("Judul", "Cerita", "anonymous")
    assert shown.has_identity
    assert "Rahasia" not in shown.model_dump_json()


def test_the_reporter_is_told_the_day_on_which_the_office_received_a_letter() -> None:
    received_at = NOW - timedelta(days=2)
    complaints = MemoryComplaints(received_at=received_at)
    box = usecases.mailbox(REPORTER, complaints=complaints, vault=complaints.vault)
    assert (box.received_at, box.filed_at) == (received_at, NOW)


def test_an_anonymous_complaint_has_no_identity_to_open() -> None:
    complaints = MemoryComplaints()
    assert not usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault).has_identity


@pytest.mark.parametrize(
    "caller",
    [
        PUBLIC,
        Caller(kind="officer", actor="a", tenant="contoh", roles=("unit_terlapor",)),
        Caller(kind="system", actor="a", tenant="contoh", roles=("inspektur",)),
        Caller(kind="service", actor="notify", tenant="contoh"),
        Caller(kind="reporter", actor="a", tenant="contoh"),
    ],
    ids=["public", "outside role", "system", "service", "reporter bound to nothing"],
)
def test_nobody_else_reads_a_complaint(complaints: MemoryComplaints, caller: Caller) -> None:
    with pytest.raises(NotFound):
        usecases.content(caller, REFERENCE, complaints=complaints, vault=complaints.vault)


def test_an_officer_the_complaint_is_about_is_answered_as_if_nobody_had_filed_it(complaints: MemoryComplaints) -> None:
    complaints.bar(READER.actor)
    with pytest.raises(NotFound) as shut_out:
        usecases.content(READER, REFERENCE, complaints=complaints, vault=complaints.vault)
    with pytest.raises(NotFound) as unknown:
        usecases.content(READER, "CTH-26-0000-0000", complaints=complaints, vault=complaints.vault)
    assert (shut_out.value.args, str(shut_out.value)) == (unknown.value.args, str(unknown.value))
    with pytest.raises(NotFound):
        post(complaints, READER, REFERENCE)


def test_who_stands_in_for_an_accused_officer_reads_this_complaint_and_no_other(complaints: MemoryComplaints) -> None:
    province = Caller(kind="officer", actor="provinsi", tenant="contoh", roles=("inspektur_provinsi",))
    with pytest.raises(NotFound):
        known.find(province, REFERENCE, complaints)
    complaints.bar(READER.actor, instead={"inspektur": ("inspektur_provinsi",)})
    assert known.find(province, REFERENCE, complaints).complaint_id == COMPLAINT


def test_a_reference_nobody_filed_is_not_found(complaints: MemoryComplaints) -> None:
    with pytest.raises(NotFound):
        usecases.content(READER, "CTH-26-0000-0000", complaints=complaints, vault=complaints.vault)


def test_a_reporter_sees_the_own_complaint_whatever_reference_is_named(complaints: MemoryComplaints) -> None:
    assert known.find(REPORTER, "CTH-26-0000-0000", complaints).complaint_id == COMPLAINT
    box = usecases.mailbox(REPORTER, complaints=complaints, vault=complaints.vault)
    assert (box.reference, box.subject, box.filed_at) == (REFERENCE, "Judul", NOW)
    assert (box.channel, box.has_identity, box.has_consent) == ("wbs", True, False)


def test_a_reporter_of_another_complaint_finds_nothing_by_naming_this_one(complaints: MemoryComplaints) -> None:
    stranger = REPORTER.model_copy(update={"complaint_id": OTHER})
    with pytest.raises(NotFound):
        known.find(stranger, REFERENCE, complaints)


def post(complaints: MemoryComplaints, caller: Caller, reference: str | None = None) -> tuple[w.MailMessage, Announced]:
    announced = Announced()
    request = w.PostMessage(reference=reference, text="Pesan rahasia", request_key="key-1")
    message = usecases.post_message(
        caller, request, complaints=complaints, vault=complaints.vault, announce=announced, now=NOW
    )
    return message, announced


def test_a_reporters_message_is_signed_by_the_role_and_announced_without_its_words(
    complaints: MemoryComplaints,
) -> None:
    message, announced = post(complaints, REPORTER)
    told = announced.only("message_posted")
    assert (message.author, message.from_reporter, message.text) == ("pelapor", True, "Pesan rahasia")
    assert (told.message_id, told.from_reporter, told.reference) == (message.message_id, True, REFERENCE)
    assert "rahasia" not in told.model_dump_json()
    assert complaints.mail == [message]


def test_an_officers_message_is_kept_under_the_officers_name(complaints: MemoryComplaints) -> None:
    message, announced = post(complaints, READER, REFERENCE)
    assert (message.author, message.from_reporter) == ("contoh_inspektur", False)
    assert announced.only("message_posted").from_reporter is False


def test_a_stranger_posts_nothing(complaints: MemoryComplaints) -> None:
    with pytest.raises(NotFound):
        post(complaints, PUBLIC, REFERENCE)
    assert complaints.mail == []
