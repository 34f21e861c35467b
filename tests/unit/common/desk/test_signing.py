"""Who signs which document in which way, and what can no longer be taken back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.documents import FinishSigning, SignDocument
from services.common.contracts.events import DocumentSigned
from services.common.desk import signing
from services.common.desk.papers import Paper
from services.common.documents import signed_place
from services.common.errors import CancelRefused, Invalid, NotYetRendered, NotYourRole, SigningRefused
from tests.unit.common.desk.memory import ATTACHMENT, MONDAY, TUESDAY, officer
from tests.unit.common.desk.papers import MemoryPapers, paper

INSPEKTUR = officer("inspektur", actor="contoh_inspektur")
DRAFTER = officer("kasubag_perencanaan", actor="contoh_perencanaan")
ALL_WAYS = ("internal", "wet", "bsre")


class Desk(MemoryPapers):
    """A desk with one document."""

    def __init__(self, of: Paper, *ways: str) -> None:
        super().__init__()
        self.documents = [of]
        self.own = self.own.model_copy(update={"signing": ways or ALL_WAYS})

    @property
    def paper(self) -> Paper:
        """As it now is."""
        return self.documents[0]

    def sign(self, way: str, caller: Caller = INSPEKTUR, scan: UUID | None = None) -> DocumentSigned | None:
        request = SignDocument.model_validate(
            {"document_id": self.paper.document_id, "way": way, "attachment_id": scan, "request_key": "key-1"}
        )
        return signing.sign(caller, self.paper, request, records=self, now=TUESDAY)


def test_by_our_own_key_the_press_is_asked_and_nothing_is_told_yet() -> None:
    desk = Desk(paper())
    assert desk.sign("internal") is None
    assert (desk.paper.way, desk.paper.signed_by, desk.paper.signed_as) == ("internal", "contoh_inspektur", "inspektur")
    assert (desk.paper.asked_at, desk.paper.signed_at) == (TUESDAY, None)


def test_a_scan_is_bound_to_the_document_by_its_hash() -> None:
    desk = Desk(paper())
    desk.scans[ATTACHMENT] = "a" * 64
    event = desk.sign("wet", scan=ATTACHMENT)
    assert event is not None
    assert (event.way, event.by, event.role, event.sha256) == ("wet", "contoh_inspektur", "inspektur", "a" * 64)
    assert (desk.paper.signed_sha256, desk.paper.attachment_id) == ("a" * 64, ATTACHMENT)
    assert desk.paper.signed_at == TUESDAY


def test_a_scan_that_another_document_has_is_refused() -> None:
    desk = Desk(paper())
    desk.scans[ATTACHMENT] = "a" * 64
    desk.documents.append(paper("lha", way="wet", signed_at=MONDAY, attachment_id=ATTACHMENT))
    with pytest.raises(Invalid) as refused:
        desk.sign("wet", scan=ATTACHMENT)
    assert list(refused.value.fields) == ["attachment_id"]


@pytest.mark.parametrize("scan", [None, ATTACHMENT], ids=["none named", "one nobody knows"])
def test_without_a_scan_nothing_was_signed_by_hand(scan: UUID | None) -> None:
    desk = Desk(paper())
    with pytest.raises(Invalid) as refused:
        desk.sign("wet", scan=scan)
    assert list(refused.value.fields) == ["attachment_id"]
    assert desk.paper.way is None


def test_what_bsre_signed_lies_in_its_place() -> None:
    desk = Desk(paper())
    place = f"{signed_place(desk.paper.tenant, desk.paper.document_id)}-1"
    event = signing.finish(INSPEKTUR, desk.paper, finished(desk, place), records=desk, now=TUESDAY)
    assert (event.way, event.sha256) == ("bsre", "b" * 64)
    assert (desk.paper.signed_key, desk.paper.signed_size) == (place, 99)


def test_what_lies_elsewhere_is_not_taken_for_the_signed_file() -> None:
    desk = Desk(paper())
    with pytest.raises(Invalid):
        signing.finish(INSPEKTUR, desk.paper, finished(desk, "contoh/lain-signed"), records=desk, now=TUESDAY)
    assert desk.paper.way is None


def finished(desk: Desk, place: str) -> FinishSigning:
    about = {"document_id": desk.paper.document_id, "place": place}
    return FinishSigning.model_validate({**about, "sha256": "b" * 64, "size": 99, "request_key": "key-1"})


@pytest.mark.parametrize("caller", [officer("sekretaris"), officer(), DRAFTER], ids=["another", "nobody", "drafter"])
def test_a_letter_is_signed_by_no_other_role(caller: Caller) -> None:
    with pytest.raises(NotYourRole, match="inspektur"):
        Desk(paper()).sign("internal", caller)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [("usulan_tim", None), ("laporan_penelaahan", None), ("laporan_tindak_lanjut", "dinas_contoh")],
    ids=["a proposal", "a report", "a unit's report"],
)
def test_who_wrote_what_bears_the_own_name_signs_it_in_the_own_role(kind: str, unit: str | None) -> None:
    desk = Desk(paper(kind, unit=unit))
    desk.sign("internal", DRAFTER)
    assert desk.paper.signed_as == "kasubag_perencanaan"


@pytest.mark.parametrize(
    ("kind", "unit"),
    [("jawaban", None), ("tanggapan_tertulis", None), ("memo_penyaluran", "dinas_contoh"), ("buku_pengaduan", None)],
)
def test_who_wrote_what_bears_anothers_name_does_not_sign_it(kind: str, unit: str | None) -> None:
    with pytest.raises(NotYourRole, match="inspektur"):
        Desk(paper(kind, unit=unit)).sign("internal", DRAFTER)


REFUSED: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "a file that is not made yet": ({"rendered_at": None}, NotYetRendered, "still being made"),
    "a letter of a build without files": ({"object_key": None}, SigningRefused, "before documents were files"),
    "one that is signed": ({"way": "wet", "signed_at": MONDAY}, SigningRefused, "signed already"),
    "one that is being signed": ({"way": "internal"}, SigningRefused, "just being signed"),
    "one that was cancelled": ({"cancelled_at": MONDAY}, SigningRefused, "was cancelled"),
    "one that was replaced": ({"replaced_by": ATTACHMENT}, SigningRefused, "another edition"),
    "a table": ({"media_type": "application/vnd.ms-excel"}, SigningRefused, "only a PDF"),
}


@pytest.mark.parametrize(("changes", "refusal", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_not_signed(changes: dict[str, Any], refusal: type[Exception], said: str) -> None:
    desk = Desk(paper(**changes))
    before = desk.paper
    with pytest.raises(refusal, match=said):
        desk.sign("internal")
    assert desk.paper == before


@pytest.mark.parametrize(("way", "others"), [("internal", ("wet", "bsre")), ("wet", ("internal",))])
def test_a_way_the_regency_does_not_use_is_refused(way: str, others: tuple[str, ...]) -> None:
    with pytest.raises(SigningRefused, match=f"its ways are: {', '.join(others)}"):
        Desk(paper(), *others).sign(way)


def cancel(of: Paper, caller: Caller) -> None:
    signing.may_be_cancelled(caller, of)


@pytest.mark.parametrize("caller", [INSPEKTUR, DRAFTER], ids=["who signs", "who wrote it"])
def test_a_draft_is_taken_back_by_who_signs_or_wrote_it(caller: Caller) -> None:
    cancel(paper(), caller)


def test_a_signed_letter_is_taken_back_by_who_signs_and_by_nobody_else() -> None:
    signed = paper(way="internal", signed_at=MONDAY)
    cancel(signed, INSPEKTUR)
    with pytest.raises(NotYourRole):
        cancel(signed, DRAFTER)


def test_what_the_head_signed_its_writer_does_not_take_back_and_what_the_writer_signed_both_do() -> None:
    by_head = paper("laporan_penelaahan", way="internal", signed_by=INSPEKTUR.actor, signed_at=MONDAY)
    with pytest.raises(NotYourRole):
        cancel(by_head, DRAFTER)
    by_writer = replace(by_head, signed_by=DRAFTER.actor)
    cancel(by_writer, DRAFTER)
    cancel(by_writer, INSPEKTUR)


def test_others_take_back_nothing() -> None:
    with pytest.raises(NotYourRole):
        cancel(paper(), officer("sekretaris"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cancelled_at": MONDAY}, "does not stand"),
        ({"replaced_by": ATTACHMENT}, "does not stand"),
        ({"delivered_at": MONDAY}, "has it already"),
        ({"way": "internal"}, "just being signed"),
    ],
    ids=["cancelled", "replaced", "delivered", "being signed"],
)
def test_it_cannot_be_taken_back(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(CancelRefused, match=said):
        cancel(replace(paper(), **changes), INSPEKTUR)
