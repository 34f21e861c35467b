"""The assignment desk's rules: who can be in a team, what a letter says, how it is numbered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.common.contracts.results import DraftLetterResult, ProposeTeamResult
from services.common.contracts.tenant import Officer, TenantProfile
from services.common.errors import Invalid


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """The number of a letter: its place in the year's row, and as it is printed."""

    year: int
    serial: int
    text: str


def check_team(proposal: ProposeTeamResult, roster: Mapping[str, Officer]) -> None:
    """Every member is in the roster, once, and somebody leads. Raises Invalid."""
    names = [member.officer for member in proposal.team]
    faults = {}
    if unknown := sorted(set(names) - set(roster)):
        faults["result.team"] = f"Not in the roster: {', '.join(unknown)}. GET /api/v1/roster lists the officers."
    elif len(set(names)) < len(names):
        faults["result.team"] = "An officer appears twice; give each officer one position."
    elif "ketua_tim" not in {member.position for member in proposal.team}:
        faults["result.team"] = "The team needs a ketua_tim."
    if faults:
        raise Invalid(faults)


def year_of(now: datetime, profile: TenantProfile) -> int:
    """The year in the regency's zone, by which letters are numbered."""
    return now.astimezone(ZoneInfo(profile.time_zone)).year


def number_letter(serial: int, year: int, profile: TenantProfile) -> LetterNumber:
    """The printed number by the regency's format, such as `700/014/BMS/2026`."""
    text = profile.letter_number.format(number=serial, code=profile.code, year=year)
    return LetterNumber(year, serial, text)


def compose_letter(
    draft: DraftLetterResult, proposal: ProposeTeamResult, roster: Mapping[str, Officer], reference: str
) -> dict[str, Any]:
    """What the SPT says: basis, the team with NIP, rank and position, objective, length, place, copies.

    It names the complaint by its reference only; who complained and about what is not printed on an SPT.
    """
    return {
        "basis": [*draft.basis, f"Pengaduan nomor {reference}"],
        "team": [_row(member.officer, member.position, roster) for member in proposal.team],
        "objective": proposal.objective,
        "days": proposal.days,
        "starts_on": draft.starts_on.isoformat(),
        "place": draft.place,
        "copies_to": list(draft.copies_to),
    }


def _row(officer: str, position: str, roster: Mapping[str, Officer]) -> dict[str, str]:
    person = roster[officer]
    return {
        "officer": officer,
        "name": person.name,
        "nip": person.nip,
        "rank": person.rank,
        "office": person.position,
        "position": position,
    }


def by_id(officers: Iterable[Officer]) -> dict[str, Officer]:
    """Officers by the name they sign in with."""
    return {officer.id: officer for officer in officers}
