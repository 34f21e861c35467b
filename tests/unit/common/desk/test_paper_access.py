"""Who sees which document: the office, the reporter, units, those who got a copy, and the accused."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.desk.custody import Custody
from services.common.desk.paper_access import may_know, may_see, shown, shown_to
from services.common.desk.papers import Paper
from services.common.documents import KINDS
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import ATTACHMENT, MONDAY, TUESDAY, officer, reporter
from tests.unit.common.desk.papers import paper
from tests.unit.common.desk.results import UNIT

CUSTODY: Custody = being_ended("deliver", {"delivered_on": "2026-03-03", "way": "email"}).custody
WITH_UNIT = replace(CUSTODY, unit=UNIT)
OF_UNIT = officer("unit_terlapor", actor="contoh_kadis", unit=UNIT)
OF_ANOTHER = officer("unit_terlapor", actor="contoh_camat", unit="kecamatan_contoh")
REGENT = officer("pimpinan_daerah", actor="contoh_bupati")
AGENCY = officer("instansi_lain", actor="contoh_instansi")


def seen(caller: Caller, *copies: tuple[str, str], custody: Custody = CUSTODY, **changes: Any) -> set[str]:
    """The kinds of which the caller sees a document."""
    return {kind for kind in KINDS if may_see(caller, custody, paper(kind, **changes), copies)}


def test_the_office_sees_all() -> None:
    assert seen(officer("sekretariat")) == set(KINDS)


def test_the_reporter_sees_the_receipt_and_what_was_delivered() -> None:
    assert seen(reporter()) == {"tanda_terima"}
    delivered = {"tanda_terima", "laporan_tindak_lanjut", "tanggapan_tertulis", "jawaban"}
    assert seen(reporter(), delivered_at=TUESDAY) == delivered


def test_another_reporter_sees_nothing() -> None:
    stranger = reporter(ATTACHMENT)
    assert seen(stranger, delivered_at=TUESDAY) == set()
    assert not may_know(stranger, CUSTODY)


def test_a_unit_sees_the_memo_it_got_and_what_it_wrote() -> None:
    assert seen(OF_UNIT, custody=WITH_UNIT) == set()
    assert may_see(OF_UNIT, WITH_UNIT, paper("memo_penyaluran", unit=UNIT), ())
    assert may_see(OF_UNIT, WITH_UNIT, paper("laporan_tindak_lanjut", unit=UNIT), ())


@pytest.mark.parametrize(
    ("caller", "custody"),
    [(OF_UNIT, CUSTODY), (OF_ANOTHER, WITH_UNIT), (OF_ANOTHER, replace(CUSTODY, unit="kecamatan_contoh"))],
    ids=["it returned the memo", "another unit", "the next unit"],
)
def test_no_other_unit_sees_the_memo(caller: Caller, custody: Custody) -> None:
    assert not may_see(caller, custody, paper("memo_penyaluran", unit=UNIT), ())


@pytest.mark.parametrize("caller", [REGENT, AGENCY], ids=["head of region", "agency"])
def test_who_got_a_copy_sees_the_documents_of_that_kind(caller: Caller) -> None:
    assert seen(caller) == set()
    copied = (("jawaban", caller.roles[0]), ("laporan_penelaahan", "sekretaris"))
    assert "jawaban" in seen(caller, *copied)
    assert "laporan_penelaahan" not in seen(caller, *copied)


def test_the_head_of_region_sees_the_copied_kind_and_no_other() -> None:
    assert seen(REGENT, ("jawaban", "pimpinan_daerah")) == {"jawaban"}


def test_a_copy_to_units_is_for_the_unit_that_has_the_complaint() -> None:
    copied = ("jawaban", "unit_terlapor")
    assert seen(OF_UNIT, copied, custody=WITH_UNIT) == {"jawaban"}
    assert seen(OF_ANOTHER, copied, custody=WITH_UNIT) == set()


@pytest.mark.parametrize(
    "barred", [Barred(officers=("contoh_inspektur",)), Barred(units=(UNIT,))], ids=["officer", "unit"]
)
def test_whom_the_complaint_is_about_sees_nothing(barred: Barred) -> None:
    accused = officer("inspektur", "pimpinan_daerah", actor="contoh_inspektur", unit=UNIT)
    custody = replace(WITH_UNIT, barred=barred)
    assert seen(accused, ("jawaban", "pimpinan_daerah"), custody=custody, unit=UNIT) == set()
    assert not may_know(accused, custody)


def test_a_stand_in_sees_what_the_office_sees() -> None:
    barred = Barred(officers=("contoh_inspektur",), instead={"inspektur": ("inspektur_provinsi",)})
    province = officer("inspektur_provinsi")
    assert seen(province, custody=replace(CUSTODY, barred=barred)) == set(KINDS)
    assert seen(province) == set()


@pytest.mark.parametrize("kind", ["system", "public", "service"])
def test_nobody_who_is_no_person_sees_any(kind: str) -> None:
    caller = Caller.model_validate({"kind": kind, "actor": "lapak", "tenant": "contoh", "roles": ("lapak_aduan",)})
    assert seen(caller, ("jawaban", "lapak_aduan"), delivered_at=TUESDAY) == set()


def signed() -> Paper:
    """A document an officer wrote and another signed."""
    return paper("jawaban", way="internal", signed_by="contoh_inspektur", asked_at=MONDAY, signed_at=TUESDAY)


def test_it_is_shown_with_title_number_and_signature() -> None:
    document = shown("followup", signed())
    assert (document.desk, document.title, document.number) == (
        "followup",
        "Jawaban atas Pengaduan",
        "700/001/JWB/CTH/2026",
    )
    assert document.signature is not None
    assert (document.signature.way, document.signature.by) == ("internal", "contoh_inspektur")


def test_to_the_reporter_an_officer_is_the_office() -> None:
    document = shown("followup", signed())
    assert shown_to(officer("inspektur"), document) == document
    told = shown_to(reporter(), document)
    assert "contoh_" not in told.model_dump_json()
    assert told.issued_by == "inspektorat"
