"""Teams, and what a proposal and an assignment letter say."""

from datetime import date

import pytest

from services.assignment import domain
from services.common.contracts.document_fields import Spt, TeamRow
from services.common.contracts.results import TeamMember
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid
from tests.unit.assignment.samples import ROSTER, draft, proposal

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


@pytest.mark.parametrize("roles", [("custodian",), ("custodian", "irban"), ("admin_tenant",), ("unit_terlapor",)])
def test_who_handles_no_complaints_at_the_inspectorate_joins_no_team(roles: tuple[str, ...]) -> None:
    apart = Officer(id="contoh_lain", name="Contoh Lain", roles=roles)
    team = [KETUA, {"officer": "contoh_lain", "position": "anggota"}]
    with pytest.raises(Invalid) as refused:
        domain.check_team(proposal(team=team), {**ROSTER, apart.id: apart})
    assert "joins no team: contoh_lain" in refused.value.fields["result.team"]


def test_who_handles_complaints_joins_a_team_beside_another_role() -> None:
    other = Officer(id="contoh_lain", name="Contoh Lain", roles=("admin_tenant", "sekretariat"))
    team = [KETUA, {"officer": "contoh_lain", "position": "anggota"}]
    domain.check_team(proposal(team=team), {**ROSTER, other.id: other})


def test_an_officer_appears_once() -> None:
    assert "appears twice" in refused_for(KETUA, {**KETUA, "position": "anggota"})


def test_somebody_leads() -> None:
    assert "needs a ketua_tim" in refused_for({**KETUA, "position": "anggota"})


def test_an_empty_roster_knows_nobody() -> None:
    with pytest.raises(Invalid):
        domain.check_team(proposal(), {})


def test_a_proposal_says_who_for_what_and_how_long() -> None:
    proposed = domain.proposal(proposal(), ROSTER)
    assert (proposed.objective, proposed.days) == ("Memeriksa pengaduan", 5)
    assert [row.name for row in proposed.team] == ["Contoh Irban", "Contoh Ketua"]


def test_a_letter_says_who_goes_where_for_how_long_and_on_what_basis() -> None:
    letter = domain.letter(draft(copies_to=["Sekretaris"], cost="DPA 2026"), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert letter.basis == ("Peraturan contoh", "Pengaduan nomor CTH-26-7K3M-9QXR")
    assert (letter.days, letter.place, letter.starts_on) == (5, "Kota Contoh", date(2026, 3, 9))
    assert (letter.objective, letter.copies_to, letter.cost) == ("Memeriksa pengaduan", ("Sekretaris",), "DPA 2026")


def test_the_team_stands_in_the_proposals_order_with_nip_rank_and_office() -> None:
    letter = domain.letter(draft(), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert [row.position_label for row in letter.team] == ["Pengendali Teknis", "Ketua Tim"]
    assert letter.team[0] == TeamRow(
        name="Contoh Irban",
        nip="190001011900011001",
        rank="Pembina",
        office="Irban",
        position_label="Pengendali Teknis",
    )


def test_every_position_of_a_team_has_a_label() -> None:
    for position in domain.POSITIONS:
        assert TeamMember(officer="contoh", position=position).position == position
    (pattern,) = [rule.pattern for rule in TeamMember.model_fields["position"].metadata]
    assert set(pattern.strip("^()$").split("|")) == set(domain.POSITIONS)


def test_a_letter_names_the_complaint_by_its_reference_and_nothing_else_of_it() -> None:
    letter = domain.letter(draft(), proposal(), ROSTER, "CTH-26-7K3M-9QXR")
    assert set(Spt.model_fields) == {
        "basis",
        "team",
        "objective",
        "days",
        "starts_on",
        "place",
        "cost",
        "copies_to",
    }
    assert letter.model_dump_json().count("CTH-26-7K3M-9QXR") == 1


def test_officers_are_found_by_the_name_they_sign_in_with() -> None:
    assert domain.by_id(ROSTER.values()) == ROSTER
