"""Teams, numbers and what an assignment letter says."""

import json
from datetime import UTC, datetime

import pytest

from services.assignment import domain
from services.assignment.domain import LetterNumber
from services.common.errors import Invalid
from tests.unit.assignment.samples import ROSTER, draft, profile, proposal

KETUA = {"officer": "contoh_ketua", "position": "ketua_tim"}


def refused_for(*team: dict[str, str]) -> str:
    with pytest.raises(Invalid) as refused:
        domain.check_team(proposal(team=list(team)), ROSTER)
    assert list(refused.value.fields) == ["result.team"]
    return refused.value.fields["result.team"]


def test_a_team_of_officers_with_a_leader_passes() -> None:
    domain.check_team(proposal(), ROSTER)


def test_an_officer_outside_the_roster_is_named() -> None:
    assert "Not in the roster: orang_lain." in refused_for(KETUA, {"officer": "orang_lain", "position": "anggota"})


def test_an_officer_appears_once() -> None:
    assert "appears twice" in refused_for(KETUA, {**KETUA, "position": "anggota"})


def test_somebody_leads() -> None:
    assert "needs a ketua_tim" in refused_for({**KETUA, "position": "anggota"})


def test_an_empty_roster_knows_nobody() -> None:
    with pytest.raises(Invalid):
        domain.check_team(proposal(), {})


@pytest.mark.parametrize(("zone", "year"), [("Asia/Jakarta", 2026), ("Asia/Makassar", 2027), ("Asia/Jayapura", 2027)])
def test_the_year_turns_by_the_regencys_own_clock(zone: str, year: int) -> None:
    new_year_in_makassar = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert domain.year_of(new_year_in_makassar, profile(time_zone=zone)) == year


def test_a_number_is_printed_as_the_regency_prints_it() -> None:
    assert domain.number_letter(14, 2026, profile()) == LetterNumber(2026, 14, "700/014/CTH/2026")
    own = profile(letter_number="{number}/SPT-{code}/{year}")
    assert domain.number_letter(1234, 2026, own).text == "1234/SPT-CTH/2026"


def test_a_letter_says_who_goes_where_for_how_long_and_on_what_basis() -> None:
    letter = domain.compose_letter(draft(copies_to=["Sekretaris"]), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert letter["basis"] == ["Peraturan contoh", "Pengaduan nomor CTH-26-7K3M-9QXR"]
    assert (letter["days"], letter["place"], letter["starts_on"]) == (5, "Kota Contoh", "2026-03-09")
    assert (letter["objective"], letter["copies_to"]) == ("Memeriksa pengaduan", ["Sekretaris"])


def test_the_team_stands_in_the_proposals_order_with_nip_rank_and_office() -> None:
    letter = domain.compose_letter(draft(), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert [row["officer"] for row in letter["team"]] == ["contoh_irban", "contoh_ketua"]
    assert letter["team"][0] == {
        "officer": "contoh_irban",
        "name": "Contoh Irban",
        "nip": "190001011900011001",
        "rank": "Pembina",
        "office": "Irban",
        "position": "pengendali_teknis",
    }


def test_a_letter_names_the_complaint_by_its_reference_and_nothing_else_of_it() -> None:
    letter = domain.compose_letter(draft(), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert set(letter) == {"basis", "team", "objective", "days", "starts_on", "place", "copies_to"}
    assert json.dumps(letter).count("CTH-26-7K3M-9QXR") == 1


def test_officers_are_found_by_the_name_they_sign_in_with() -> None:
    assert domain.by_id(ROSTER.values()) == ROSTER
