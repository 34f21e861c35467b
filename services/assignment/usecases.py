"""What the assignment desk does besides ending steps: check the team, write the letter, demand its signature."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from services.assignment import domain
from services.common.contracts.document_fields import Spt, UsulanTim
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.desk.ending import Effect, Ending
from services.common.desk.papers import Composers, Paper
from services.common.desk.signing import demand_signature
from services.common.errors import Invalid


class Letters(Protocol):
    """What these use cases ask of the desk's database."""

    def roster(self) -> dict[str, Officer]: ...
    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None: ...
    def standing(self, complaint_id: UUID, kind: str) -> Paper | None: ...


def effects(letters: Letters) -> Mapping[str, Effect]:
    """What is special to each kind of step."""
    return {
        "propose_team": lambda ending: propose_team(ending, letters),
        "draft_letter": lambda ending: draft_letter(ending, letters),
        "sign_letter": lambda ending: sign_letter(ending, letters),
    }


def composers(letters: Letters) -> Composers:
    """What the desk's documents say."""
    return {"usulan_tim": lambda ending: proposal(ending, letters), "spt": lambda ending: letter(ending, letters)}


def propose_team(ending: Ending, letters: Letters) -> None:
    """The proposal may only name officers of the roster."""
    if not ending.is_return:
        barred = ending.custody.barred.officers
        domain.check_team(ending.result, {key: one for key, one in letters.roster().items() if key not in barred})


def draft_letter(ending: Ending, letters: Letters) -> None:
    """The letter rests on a proposal, of a team nobody of which is accused."""
    if not ending.is_return:
        _none_is_accused(ending, letters, "Return the proposal")


def sign_letter(ending: Ending, letters: Letters) -> None:
    """The letter is signed. One returned stays a draft."""
    if ending.is_return:
        return
    _none_is_accused(ending, letters, "Return the letter unsigned")
    demand_signature(letters.standing(ending.custody.complaint_id, "spt"), "spt")


def proposal(ending: Ending, letters: Letters) -> UsulanTim:
    """Usulan tim (Banyumas row 6)."""
    return domain.proposal(ending.result, letters.roster())


def letter(ending: Ending, letters: Letters) -> Spt:
    """Konsep SPT (Banyumas row 7)."""
    return domain.letter(ending.result, _proposed(ending, letters), letters.roster(), ending.custody.reference)


def _proposed(ending: Ending, letters: Letters) -> ProposeTeamResult:
    found = letters.proposal(ending.custody.complaint_id)
    if found is None:
        raise Invalid({"result": "No team was proposed yet; the letter rests on the proposal."})
    return found


def _none_is_accused(ending: Ending, letters: Letters, instead: str) -> None:
    """Who turned out to be a reported party after the proposal is not sent to examine the own conduct. Invalid."""
    team = {member.officer for member in _proposed(ending, letters).team}
    if accused := sorted(team & set(ending.custody.barred.officers)):
        raise Invalid({"result": f"The complaint is about a member of the team ({', '.join(accused)}). {instead}."})
