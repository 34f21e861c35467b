"""What the assignment desk does besides ending steps: check the team, number and compose the letter, sign it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from services.assignment import domain
from services.assignment.domain import LetterNumber
from services.common.contracts.results import DraftLetterResult, ProposeTeamResult
from services.common.contracts.tenant import Officer, TenantProfile
from services.common.desk.completion import Effect, Ending
from services.common.errors import Invalid


class Letters(Protocol):
    """What these use cases ask of the desk's database."""

    def roster(self) -> dict[str, Officer]: ...
    def profile(self, tenant: str) -> TenantProfile: ...
    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None: ...
    def number_of(self, complaint_id: UUID) -> LetterNumber | None: ...
    def next_serial(self, tenant: str, year: int) -> int: ...
    def save_draft(self, ending: Ending, number: LetterNumber, content: dict[str, Any]) -> None: ...
    def named_in_letter(self, complaint_id: UUID) -> list[str]: ...
    def sign(self, complaint_id: UUID, by: str, at: datetime) -> str: ...


def effects(letters: Letters) -> Mapping[str, Effect]:
    """What is special to each kind of step."""
    return {
        "propose_team": lambda ending: propose_team(ending, letters),
        "draft_letter": lambda ending: draft_letter(ending, letters),
        "sign_letter": lambda ending: sign_letter(ending, letters),
    }


def propose_team(ending: Ending, letters: Letters) -> None:
    """The proposal may only name officers of the roster."""
    if not ending.is_return:
        barred = ending.custody.barred.officers
        domain.check_team(ending.result, {key: one for key, one in letters.roster().items() if key not in barred})


def draft_letter(ending: Ending, letters: Letters) -> str | None:
    """Give the letter the next number of the year, or the one it has, and put down what it says."""
    if ending.is_return:
        return None
    draft: DraftLetterResult = ending.result
    proposal = letters.proposal(ending.custody.complaint_id)
    if proposal is None:
        raise Invalid({"result": "No team was proposed yet; the letter rests on the proposal."})
    _none_is_accused(ending, [member.officer for member in proposal.team], "Return the proposal")
    number = letters.number_of(ending.custody.complaint_id) or _next_number(ending, letters)
    letters.save_draft(
        ending, number, domain.compose_letter(draft, proposal, letters.roster(), ending.custody.reference)
    )
    return number.text


def sign_letter(ending: Ending, letters: Letters) -> str | None:
    """Sign; the number goes on the document. A letter returned stays a draft."""
    if ending.is_return:
        return None
    _none_is_accused(ending, letters.named_in_letter(ending.custody.complaint_id), "Return the letter unsigned")
    return letters.sign(ending.custody.complaint_id, ending.caller.actor, ending.now)


def _none_is_accused(ending: Ending, team: list[str], instead: str) -> None:
    """Who turned out to be a reported party after the proposal is not sent to examine the own conduct. Invalid."""
    if accused := sorted(set(team) & set(ending.custody.barred.officers)):
        raise Invalid({"result": f"The complaint is about a member of the team ({', '.join(accused)}). {instead}."})


def _next_number(ending: Ending, letters: Letters) -> LetterNumber:
    profile = letters.profile(ending.custody.tenant)
    year = domain.year_of(ending.now, profile)
    return domain.number_letter(letters.next_serial(ending.custody.tenant, year), year, profile)
