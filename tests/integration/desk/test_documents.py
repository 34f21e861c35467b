"""Documents through a desk's service: who lists and fetches which, signing, taking back, what is left in the end."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from services.common.contracts import documents as d
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.conflict import Barred
from services.common.contracts.events import AttachmentAdded, ConflictDeclared, DocumentCopied, RetentionEnded
from services.common.desk.papers import Paper
from services.common.desk.records import Records
from services.common.errors import CancelRefused, Invalid, NotFound, NotYetRendered, NotYourRole, SigningRefused
from services.followup.service import FollowupService
from tests.integration.desk.office import Office, heard, here
from tests.unit.common.desk.intervening import CLERK, INSPEKTUR, OF_UNIT, PROVINCE
from tests.unit.common.desk.memory import TUESDAY, officer, reporter
from tests.unit.common.desk.results import UNIT

Followup = Office[FollowupService]

REGENT = officer("pimpinan_daerah", actor="contoh_bupati")
OTHER_UNIT = officer("unit_terlapor", actor="contoh_camat", unit="kecamatan_contoh")


def answered(followup: Followup) -> Paper:
    """The answer, as the step that writes it leaves it."""
    followup.at("jawaban")
    followup.complete(CLERK, "dijawab", result={"answer": "Telah ditangani"})
    (paper,) = papers(followup)
    return paper


def forwarded(followup: Followup) -> Paper:
    """The memo to a unit."""
    followup.at("teruskan")
    followup.complete(CLERK, "diteruskan", result={"unit": UNIT, "memo": "Mohon ditindaklanjuti"})
    (paper,) = papers(followup)
    return paper


def papers(followup: Followup) -> list[Paper]:
    with followup.work() as work:
        return Records(work).papers(followup.complaint)


def press(followup: Followup, paper: Paper, **more: Any) -> None:
    """The file was made."""
    file = {"object_key": f"{paper.tenant}/{paper.document_id}", "size": 10, "sha256": "0" * 64}
    with followup.work() as work:
        Records(work).change(paper.document_id, **file, rendered_at=datetime.now(UTC), **more)


def listed(followup: Followup, caller: Caller) -> Any:
    """The kinds the caller is shown, or the refusal."""
    request = d.OfComplaint(reference=None if caller.kind == "reporter" else followup.reference)
    answer = followup.service.documents(here(caller), request)
    return [one.kind for one in answer.documents] if isinstance(answer, d.Documents) else answer


def fetch(followup: Followup, caller: Caller, paper: Paper, **how: Any) -> Any:
    return followup.service.fetch_document(here(caller), d.FetchDocument(document_id=paper.document_id, **how))


def sign(followup: Followup, paper: Paper, caller: Caller = INSPEKTUR, **how: Any) -> Any:
    request = {"document_id": paper.document_id, "way": "internal", "request_key": str(uuid4()), **how}
    return followup.service.sign_document(here(caller), d.SignDocument(**request))


def cancel(followup: Followup, paper: Paper, caller: Caller = CLERK) -> Any:
    request = d.CancelDocument(document_id=paper.document_id, reason="Salah alamat", request_key=str(uuid4()))
    return followup.service.cancel_document(here(caller), request)


def test_the_reporter_finds_an_answer_only_once_it_was_delivered(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    whose = reporter(followup.complaint)
    assert listed(followup, whose) == []
    assert isinstance(fetch(followup, whose, paper), NotFound)
    press(followup, paper, delivered_at=TUESDAY)
    assert listed(followup, whose) == ["jawaban"]
    fetched = fetch(followup, whose, paper)
    assert isinstance(fetched, d.StoredDocument)
    assert "contoh_sekretariat" not in fetched.model_dump_json()
    assert isinstance(fetch(followup, reporter(uuid4()), paper), NotFound)


def test_a_unit_finds_its_memo_and_another_unit_finds_no_complaint(followup: Followup) -> None:
    paper = forwarded(followup)
    press(followup, paper)
    assert listed(followup, OF_UNIT) == ["memo_penyaluran"]
    assert isinstance(fetch(followup, OF_UNIT, paper), d.StoredDocument)
    assert isinstance(listed(followup, OTHER_UNIT), NotFound)
    assert isinstance(fetch(followup, OTHER_UNIT, paper), NotFound)


def test_a_unit_that_returned_the_memo_finds_it_no_more(followup: Followup) -> None:
    forwarded(followup)
    followup.complete(OF_UNIT, "dikembalikan", result={}, reason="Bukan kewenangan kami")
    assert isinstance(listed(followup, OF_UNIT), NotFound)


def test_who_got_a_copy_finds_the_copied_kind(followup: Followup) -> None:
    paper = answered(followup)
    assert isinstance(listed(followup, REGENT), NotFound)
    event = {**heard(followup.complaint), "reference": followup.reference, "sequence": 9, "step": "sampaikan"}
    followup.service.keep_copy(DocumentCopied(**event, document="jawaban", to="pimpinan_daerah"))
    assert listed(followup, REGENT) == [paper.kind]


def test_whom_the_complaint_is_about_finds_no_document_and_the_stand_in_does(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    barred = Barred(officers=(INSPEKTUR.actor,), instead={"inspektur": ("inspektur_provinsi",)})
    told = {**heard(followup.complaint), "reference": followup.reference, "sequence": 9, "barred": barred}
    followup.service.shut_out(ConflictDeclared(**told))
    assert isinstance(listed(followup, INSPEKTUR), NotFound)
    assert isinstance(fetch(followup, INSPEKTUR, paper), NotFound)
    assert isinstance(sign(followup, paper, INSPEKTUR), NotFound)
    assert listed(followup, PROVINCE) == ["jawaban"]


def test_a_document_is_signed_once_its_file_is_made_and_once_only(followup: Followup) -> None:
    paper = answered(followup)
    assert isinstance(sign(followup, paper), NotYetRendered)
    press(followup, paper)
    signed = sign(followup, paper, request_key="kunci-1")
    assert isinstance(signed, d.Document)
    assert signed.signature is not None
    assert (signed.signature.way, signed.signature.by, signed.signature.signed_at) == (
        "internal",
        INSPEKTUR.actor,
        None,
    )
    assert sign(followup, paper, request_key="kunci-1") == signed
    assert isinstance(sign(followup, paper), SigningRefused)


def test_while_it_is_being_signed_nobody_is_given_the_unsigned_file_for_the_signed_one(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    sign(followup, paper, INSPEKTUR)
    assert isinstance(fetch(followup, CLERK, paper), NotYetRendered)
    assert isinstance(fetch(followup, CLERK, paper, unsigned=True), d.StoredDocument)
    press(followup, paper, signed_key="x", signed_size=11, signed_sha256="1" * 64, signed_at=datetime.now(UTC))
    given = fetch(followup, CLERK, paper)
    assert isinstance(given, d.StoredDocument)
    assert given.sha256 == "1" * 64


def test_a_document_is_signed_by_hand_with_a_scan_of_the_complaint(followup: Followup) -> None:
    paper, scan = answered(followup), uuid4()
    press(followup, paper)
    assert isinstance(sign(followup, paper, way="wet", attachment_id=scan), Invalid)
    _attach(followup, scan, "evidence")
    assert isinstance(sign(followup, paper, way="wet", attachment_id=scan), Invalid)
    _attach(followup, signed := uuid4(), "signed_document")
    answer = sign(followup, paper, way="wet", attachment_id=signed)
    assert isinstance(answer, d.Document)
    assert answer.signature is not None
    assert (answer.signature.sha256, answer.signature.attachment_id) == ("a" * 64, signed)
    assert followup.told()[-2:] == ["document_signed", "audited"]


def test_one_scan_signs_one_document(followup: Followup) -> None:
    paper, scan = answered(followup), uuid4()
    memo = replace(paper, document_id=uuid4(), code=uuid4().hex, kind="memo_penyaluran", serial=None)
    with followup.work() as work:
        Records(work).add_document(memo, {})
    for one in (paper, memo):
        press(followup, one)
    _attach(followup, scan, "signed_document")
    assert isinstance(sign(followup, paper, way="wet", attachment_id=scan), d.Document)
    refused = sign(followup, memo, way="wet", attachment_id=scan)
    assert isinstance(refused, Invalid)
    assert list(refused.fields) == ["attachment_id"]
    _attach(followup, again := uuid4(), "signed_document")
    assert isinstance(sign(followup, memo, way="wet", attachment_id=again), Invalid)
    with pytest.raises(IntegrityError), followup.work() as work:
        Records(work).change(memo.document_id, attachment_id=scan)


def test_a_document_is_not_reached_through_another_complaints_reference(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    other = {"reference": "CTH-26-ZZZZ-ZZZZ"}
    about = {"document_id": paper.document_id, "reason": "Salah alamat", "request_key": str(uuid4())}
    assert isinstance(fetch(followup, CLERK, paper, **other), NotFound)
    assert isinstance(sign(followup, paper, INSPEKTUR, **other), NotFound)
    assert isinstance(followup.service.cancel_document(here(CLERK), d.CancelDocument(**about, **other)), NotFound)
    begin = d.ByDocument(document_id=paper.document_id, reference=other["reference"])
    assert isinstance(followup.service.begin_signing(here(INSPEKTUR), begin), NotFound)
    assert isinstance(fetch(followup, CLERK, paper, reference=followup.reference), d.StoredDocument)


def test_who_wrote_an_answer_neither_signs_above_the_inspekturs_name_nor_takes_back_what_is_signed(
    followup: Followup,
) -> None:
    paper = answered(followup)
    press(followup, paper)
    assert isinstance(sign(followup, paper, CLERK), NotYourRole)
    sign(followup, paper)
    press(followup, paper, signed_at=TUESDAY)
    assert isinstance(cancel(followup, paper, CLERK), NotYourRole)
    assert isinstance(cancel(followup, paper, INSPEKTUR), d.Document)


def test_another_role_signs_nothing(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    assert isinstance(sign(followup, paper, officer("sekretaris", actor="contoh_lain")), NotYourRole)


def test_a_cancelled_document_says_so_and_its_reason_is_kept_and_its_number_used_up(followup: Followup) -> None:
    paper = answered(followup)
    done = cancel(followup, paper)
    assert isinstance(done, d.Document)
    assert done.cancelled_at is not None
    (remark,) = followup.service.products(here(CLERK), ByReference(reference=followup.reference)).remarks
    assert (remark.what, remark.reason, remark.details["number"]) == (
        "document_cancelled",
        "Salah alamat",
        paper.number,
    )
    assert isinstance(cancel(followup, paper), CancelRefused)
    with followup.work() as work:
        assert Records(work).standing(followup.complaint, "jawaban") is None
    assert followup.told().count("document_withdrawn") == 1


def test_what_the_reporter_has_is_not_taken_back(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper, delivered_at=TUESDAY)
    assert isinstance(cancel(followup, paper), CancelRefused)


def test_when_a_complaints_time_has_ended_its_documents_say_nothing_any_more(followup: Followup) -> None:
    paper = answered(followup)
    press(followup, paper)
    event = {**heard(followup.complaint), "reference": followup.reference, "scope": "complaint"}
    followup.service.forget(RetentionEnded(**event))
    with followup.work() as work:
        table = work.tables["document"]
        mine = table.select().where(table.c.document_id == paper.document_id)
        row = work.connection.execute(mine).one()
    assert (row.content, row.sealed, row.number) == ({}, None, paper.number)
    assert not isinstance(fetch(followup, CLERK, paper), d.StoredDocument)


def _attach(followup: Followup, attachment_id: UUID, kind: str) -> None:
    told = {**heard(followup.complaint), "attachment_id": attachment_id, "kind": kind, "sha256": "a" * 64}
    followup.service.keep_attachment(AttachmentAdded(**told))
