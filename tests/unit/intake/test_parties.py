"""Which reported parties are recognised as officers or units of the regency, and who stands in for them."""

from typing import Any

import pytest

from services.common.contracts.complaints import ReportedParty
from services.common.contracts.conflict import NOBODY, Barred
from services.intake.parties import name_key, place_key, shut_out
from tests.unit.common.sop.small import changed
from tests.unit.intake.samples import OFFICERS

SOP = changed("jfu: {label: JFU}", "jfu: {label: JFU, substitute: sekretaris}")


def accused(*parties: dict[str, Any]) -> Barred:
    return shut_out((ReportedParty.model_validate(party) for party in parties), SOP, OFFICERS)


@pytest.mark.parametrize(
    "written",
    [
        "Contoh Satu",
        "CONTOH  SATU",
        "Dr. Contoh Satu, S.H., M.Si.",
        "Drs. H. Contoh Satu, SH.,MH",
        "contoh satu s.h.",
        "Contoh Satu, S. H.",
        "Prof. Dr. Ir. Contoh Satu",
    ],
)
def test_titles_case_and_punctuation_do_not_hide_a_name(written: str) -> None:
    assert name_key(written) == "contoh satu"


def test_a_single_word_is_nobodys_name() -> None:
    assert name_key("Contoh") == name_key("Dr. Contoh, S.H.") == ""


def test_a_first_name_shortened_to_a_letter_is_no_title() -> None:
    assert name_key("M.Contoh Satu") == "m contoh satu"


@pytest.mark.parametrize(
    "party",
    [{"officer": "contoh_petugas"}, {"nip": "000000000000009002"}, {"name": "H. Contoh Dua, S.E."}],
    ids=["sign-in name", "NIP", "name"],
)
def test_an_officer_is_recognised_by_any_of_these(party: dict[str, Any]) -> None:
    assert accused(party) == Barred(officers=("contoh_petugas",), instead={"jfu": ("sekretaris",)})


@pytest.mark.parametrize("name", ["Contoh", "Contoh Duapuluh", "Contoh Dua Tiga", "Dua Contoh"])
def test_a_name_that_is_only_similar_accuses_nobody(name: str) -> None:
    assert accused({"name": name}) == NOBODY


@pytest.mark.parametrize(
    "party",
    [
        {"position": "Inspektur"},
        {"position": "INSPEKTUR DAERAH KABUPATEN CONTOH"},
        {"position": "Inspektur", "agency": "Inspektorat Kab. Contoh"},
    ],
)
def test_the_head_of_the_office_is_recognised_by_the_position(party: dict[str, Any]) -> None:
    assert accused(party).officers == ("contoh_inspektur",)


@pytest.mark.parametrize(
    "party",
    [
        {"position": "Inspektur", "agency": "Inspektorat Provinsi Contoh Lain"},
        {"position": "Inspektur", "unit": "dinas_contoh"},
        {"position": "Inspektur Pembantu"},
        {"agency": "Inspektorat"},
    ],
)
def test_a_head_of_something_else_is_not_ours(party: dict[str, Any]) -> None:
    assert accused(party) == NOBODY


def test_a_unit_reported_as_a_whole_is_shut_out_and_not_for_somebody_who_works_there() -> None:
    assert accused({"unit": "dinas_contoh"}).units == ("dinas_contoh",)
    assert accused({"unit": "dinas_contoh", "name": "Orang Lain"}).units == ()
    assert accused({"unit": "dinas_contoh", "officer": "contoh_petugas"}).units == ()


@pytest.mark.parametrize("position", ["Kepala Dinas Contoh", "KEPALA", "Camat", "Lurah Contoh", "Kepala Desa Contoh"])
def test_a_unit_is_shut_out_where_its_head_is_reported(position: str) -> None:
    assert accused({"unit": "dinas_contoh", "position": position, "name": "Orang Lain"}).units == ("dinas_contoh",)


@pytest.mark.parametrize("position", ["Kepala Seksi Contoh", "Kepala Bidang Contoh", "Staf", "Petugas loket"])
def test_who_heads_only_a_part_of_the_unit_does_not_shut_it_out(position: str) -> None:
    assert accused({"unit": "dinas_contoh", "position": position}).units == ()


def test_nobody_is_accused_where_nobody_is_named() -> None:
    assert accused() == accused({}) == NOBODY


def test_a_place_is_compared_without_the_regencys_own_words() -> None:
    assert place_key("Inspektur Daerah, Kab. Contoh", "contoh") == "inspektur"
