"""The assignment desk's rules: who can be in a team, what the proposal and the letter say."""

from collections.abc import Iterable, Mapping
from typing import Final

from services.common.contracts.document_fields import Spt, TeamRow, UsulanTim
from services.common.contracts.results import DraftLetterResult, ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid

POSITIONS: Final = {
    "penanggung_jawab": "Penanggung Jawab",
    "wakil_penanggung_jawab": "Wakil Penanggung Jawab",
    "pengendali_mutu": "Pengendali Mutu",
    "pengendali_teknis": "Pengendali Teknis",
    "ketua_tim": "Ketua Tim",
    "anggota": "Anggota",
}
"""Positions in a team (BPKP Perka 4/2013), as they are printed."""


def check_team(proposal: ProposeTeamResult, roster: Mapping[str, Officer]) -> None:
    """Every member is in the roster, once, and of those who handle complaints here; somebody leads. Invalid."""
    names = [member.officer for member in proposal.team]
    faults = {}
    if unknown := sorted(set(names) - set(roster)):
        faults["result.team"] = f"Not in the roster: {', '.join(unknown)}. GET /api/v1/roster lists the officers."
    elif apart := sorted({name for name in names if not roster[name].may_join_a_team}):
        faults["result.team"] = f"Does not handle complaints at the inspectorate, so joins no team: {', '.join(apart)}."
    elif len(set(names)) < len(names):
        faults["result.team"] = "An officer appears twice; give each officer one position."
    elif "ketua_tim" not in {member.position for member in proposal.team}:
        faults["result.team"] = "The team needs a ketua_tim."
    if faults:
        raise Invalid(faults)


def proposal(result: ProposeTeamResult, roster: Mapping[str, Officer]) -> UsulanTim:
    """What the proposal says."""
    return UsulanTim(team=_team(result, roster), objective=result.objective, days=result.days)


def letter(draft: DraftLetterResult, result: ProposeTeamResult, roster: Mapping[str, Officer], reference: str) -> Spt:
    """What the SPT says: basis, the team with NIP, rank and position, objective, length, place, copies.

    It names the complaint by its reference only; who complained and about what is not printed on an SPT.
    """
    return Spt(
        basis=(*draft.basis, f"Pengaduan nomor {reference}"),
        team=_team(result, roster),
        objective=result.objective,
        days=result.days,
        starts_on=draft.starts_on,
        place=draft.place,
        cost=draft.cost,
        copies_to=draft.copies_to,
    )


def _team(result: ProposeTeamResult, roster: Mapping[str, Officer]) -> tuple[TeamRow, ...]:
    return tuple(_row(roster[member.officer], member.position) for member in result.team)


def _row(person: Officer, position: str) -> TeamRow:
    return TeamRow(
        name=person.name,
        nip=person.nip,
        rank=person.rank,
        office=person.position,
        position_label=POSITIONS[position],
    )


def by_id(officers: Iterable[Officer]) -> dict[str, Officer]:
    """Officers by the name they sign in with."""
    return {officer.id: officer for officer in officers}
