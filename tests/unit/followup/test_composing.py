"""What the followup desk's documents say, and that nobody who reported is named in them."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.contracts.document_fields import BuktiPenyampaian, Jawaban, LaporanTindakLanjut, MemoPenyaluran
from services.common.contracts.followup_results import CarryOutResult, DeliverResult
from services.common.desk.ending import Ending
from services.common.desk.papers import Paper
from services.common.sop.model import Objection, Role, Sop
from services.followup.composing import SECTIONS, WAYS, composers
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import ATTACHMENT, MONDAY, TUESDAY, small_sop
from tests.unit.common.desk.papers import MemoryPapers, paper
from tests.unit.common.desk.results import COMPLETE, UNIT

REPORT = COMPLETE["carry_out"]


class Issued(MemoryPapers):
    """Implements `composing.Issued`."""

    def sop(self, sop_id: str) -> Sop:
        regent = {"pimpinan_daerah": Role(label="Bupati Contoh")}
        return small_sop().model_copy(update={"roles": {**small_sop().roles, **regent}})

    def unit_name(self, tenant: str, unit: str) -> str:
        return {UNIT: "Dinas Contoh"}[unit]


def composed(kind: str, ending: Ending, *papers: Paper) -> Any:
    issued = Issued()
    issued.documents = list(papers)
    return composers(issued)[kind](ending)


@pytest.mark.parametrize("kind", ["lha", "lhk", "lhko"])
def test_a_report_has_its_chapters_in_their_order_and_counts_its_annexes(kind: str) -> None:
    filled = {name: f"Isi {name}" for name in reversed(SECTIONS)}
    given = REPORT | filled | {"attachments": [str(ATTACHMENT)]}
    report = composed(kind, being_ended("carry_out", given))
    assert [section.heading for section in report.sections] == [
        "Dasar Penugasan",
        "Tujuan dan Sasaran",
        "Ruang Lingkup",
        "Data Umum",
        "Uraian Hasil",
        "Penyebab",
        "Dampak/Kerugian",
        "Pihak Terkait",
    ]
    assert (report.sections[0].text, report.attachments) == ("Isi basis", 1)


def test_a_report_leaves_out_what_was_not_filled_in_and_is_a_letter_unless_said_otherwise() -> None:
    given = {"reported_on": "2026-03-03", "summary": "Ringkas", "conclusion": "Simpulan"}
    report = composed("lha", being_ended("carry_out", given))
    assert (report.form, report.sections, report.assignment_number) == ("letter", (), None)


def test_every_chapter_is_a_field_of_the_form_and_every_way_has_a_label() -> None:
    assert set(SECTIONS) <= set(CarryOutResult.model_fields)
    (pattern,) = [rule.pattern for rule in DeliverResult.model_fields["way"].metadata]
    assert set(pattern.strip("^()$").split("|")) == set(WAYS)


HANDLED = LaporanTindakLanjut(summary="Ringkas", conclusion="Simpulan", recommendations=("Saran",))


@pytest.mark.parametrize(
    ("kind", "result", "says"),
    [
        ("carry_out", REPORT, HANDLED),
        ("delegate", {"summary": "Ringkas", "conclusion": "Simpulan", "recommendations": ["Saran"]}, HANDLED),
        (
            "respond",
            {"answer": "Telah ditangani"},
            LaporanTindakLanjut(summary="Telah ditangani", conclusion=None, recommendations=()),
        ),
    ],
    ids=["carried out", "by a unit", "answered"],
)
def test_a_report_for_the_reporter_is_brief(kind: str, result: dict[str, Any], says: LaporanTindakLanjut) -> None:
    assert composed("laporan_tindak_lanjut", being_ended(kind, result)) == says


@pytest.mark.parametrize("kind", ["jawaban", "tanggapan_tertulis"])
def test_an_answer_goes_to_the_reporter_without_a_name(kind: str) -> None:
    answer = composed(kind, being_ended("respond", {"answer": "Telah ditangani"}))
    assert answer == Jawaban(to="Pelapor", answer="Telah ditangani")


def under_objection(ending: Ending) -> str | None:
    """What the answer says of the reporter's right, under an SOP that gives it once."""
    right = {"text": "14 hari kerja", "amount": 14, "unit": "working_days", "to": "telaah"}
    objection = Objection.model_validate({**right, "provenance": {"basis": "added"}})
    ends = {key: end.model_copy(update={"objection": objection}) for key, end in small_sop().ends.items()}

    class Giving(Issued):
        def sop(self, sop_id: str) -> Sop:
            return super().sop(sop_id).model_copy(update={"ends": ends})

    told = composers(Giving())["jawaban"](ending)
    assert isinstance(told, Jawaban)
    return told.objection


def test_an_answer_tells_the_reporter_of_the_right_to_object() -> None:
    assert under_objection(being_ended("respond", {"answer": "Telah ditangani"})) == "14 hari kerja"


def test_a_right_that_was_used_is_told_no_more() -> None:
    ending = being_ended("respond", {"answer": "Telah ditangani"})
    used = {f"objection.{key}": 1 for key in small_sop().ends}
    assert under_objection(replace(ending, custody=replace(ending.custody, outcome_counts=used))) is None


@pytest.mark.parametrize("channel", ["disposition", "lapak_aduan"])
def test_the_head_of_region_and_another_portal_are_told_of_no_objection(channel: str) -> None:
    ending = being_ended("respond", {"answer": "Telah ditangani"})
    assert under_objection(replace(ending, custody=replace(ending.custody, facts={"channel": channel}))) is None


def test_the_answer_to_a_disposition_goes_to_the_head_of_region() -> None:
    ending = being_ended("respond", {"answer": "Telah ditangani"})
    ending = replace(ending, custody=replace(ending.custody, facts={"channel": "disposition"}))
    answer = composed("jawaban", ending)
    assert (answer.to, answer.is_to_reporter) == ("Bupati Contoh", False)


def test_a_proof_lists_what_was_delivered_with_it_by_title_and_number() -> None:
    ending = being_ended("deliver", {"delivered_on": "2026-03-03", "way": "letter"})
    now = paper("jawaban", delivered_at=TUESDAY)
    earlier = paper("laporan_tindak_lanjut", delivered_at=MONDAY)
    assert composed("bukti_penyampaian", ending, now, earlier, paper("lha")) == BuktiPenyampaian(
        delivered_on=ending.result.delivered_on,
        way_label="Surat",
        delivered=("Jawaban atas Pengaduan, Nomor 700/001/JWB/CTH/2026",),
        to="Pelapor",
        can_be_receipted=True,
    )


@pytest.mark.parametrize(
    ("way", "is_receipted"),
    [("letter", True), ("in_person", True), ("system", False), ("portal", False), ("email", False), ("phone", False)],
)
def test_only_for_what_is_handed_over_or_sent_somebody_signs(way: str, is_receipted: bool) -> None:
    ending = being_ended("deliver", {"delivered_on": "2026-03-03", "way": way})
    assert composed("bukti_penyampaian", ending).can_be_receipted is is_receipted


@pytest.mark.parametrize(
    ("channel", "way", "to"),
    [
        ("web", "system", "Pelapor"),
        ("web", "portal", "Pelapor"),
        ("disposition", "letter", "Bupati Contoh"),
        ("lapak_aduan", "portal", "lapak_aduan"),
        ("lapak_aduan", "system", "Pelapor"),
    ],
)
def test_a_proof_says_to_whom_it_was_delivered(channel: str, way: str, to: str) -> None:
    ending = being_ended("deliver", {"delivered_on": "2026-03-03", "way": way})
    ending = replace(ending, custody=replace(ending.custody, facts={"channel": channel}))
    assert composed("bukti_penyampaian", ending).to == to


def test_words_alone_are_a_notice() -> None:
    ending = being_ended("deliver", COMPLETE["deliver"])
    assert composed("bukti_penyampaian", ending).delivered == ("Pemberitahuan kepada pelapor",)


def test_a_memo_to_a_unit_names_the_unit_and_counts_what_goes_along() -> None:
    given = {"unit": UNIT, "memo": "Mohon ditindaklanjuti", "shared": [str(ATTACHMENT)]}
    assert composed("memo_penyaluran", being_ended("forward", given)) == MemoPenyaluran(
        to="Dinas Contoh",
        memo="Mohon ditindaklanjuti",
        shared=1,
        includes_story=False,
        with_identity=False,
        legal_order=None,
    )


def test_a_memo_to_an_agency_says_on_what_order_the_identity_goes_along() -> None:
    given = {"agency": "Instansi Contoh", "with_identity": True, "legal_order": "Perintah 1/2026"}
    memo = composed("memo_penyaluran", being_ended("transfer", given))
    assert (memo.to, memo.with_identity, memo.legal_order) == ("Instansi Contoh", True, "Perintah 1/2026")
    assert memo.memo == "Pengaduan ini disampaikan untuk ditangani sesuai kewenangan."
