"""Proposing a team, drafting a letter with its number, signing it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from services.assignment.domain import LetterNumber
from services.assignment.usecases import effects
from services.common.contracts.conflict import Barred
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer, TenantProfile
from services.common.desk.completion import Ending
from services.common.errors import Invalid
from services.common.steps import KINDS
from tests.unit.assignment.samples import DRAFT, PROPOSAL, ROSTER, profile, proposal
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import COMPLAINT, TUESDAY


class MemoryLetters:
    """Implements `usecases.Letters`."""

    def __init__(self, proposed: ProposeTeamResult | None = None) -> None:
        self.proposed = proposed
        self.last: dict[int, int] = {}
        self.drafts: dict[UUID, tuple[LetterNumber, dict[str, Any]]] = {}
        self.signed: dict[UUID, tuple[str, datetime]] = {}

    def roster(self) -> dict[str, Officer]:
        return ROSTER

    def profile(self, tenant: str) -> TenantProfile:
        assert tenant == "contoh"
        return profile()

    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None:
        return self.proposed

    def number_of(self, complaint_id: UUID) -> LetterNumber | None:
        return self.drafts[complaint_id][0] if complaint_id in self.drafts else None

    def next_serial(self, tenant: str, year: int) -> int:
        self.last[year] = self.last.get(year, 0) + 1
        return self.last[year]

    def save_draft(self, ending: Ending, number: LetterNumber, content: dict[str, Any]) -> None:
        self.drafts[ending.custody.complaint_id] = number, content

    def named_in_letter(self, complaint_id: UUID) -> list[str]:
        return [member["officer"] for member in self.drafts[complaint_id][1]["team"]]

    def sign(self, complaint_id: UUID, by: str, at: datetime) -> str:
        self.signed[complaint_id] = by, at
        return self.drafts[complaint_id][0].text


def end(letters: MemoryLetters, ending: Ending) -> str | None:
    return effects(letters)[ending.task.kind](ending)


def test_a_proposal_of_officers_of_the_roster_passes_and_issues_no_number() -> None:
    assert end(MemoryLetters(), being_ended("propose_team", PROPOSAL)) is None


def test_a_proposal_with_a_stranger_is_refused() -> None:
    team = [{"officer": "orang_lain", "position": "ketua_tim"}]
    with pytest.raises(Invalid):
        end(MemoryLetters(), being_ended("propose_team", {**PROPOSAL, "team": team}))


def test_a_draft_gets_the_next_number_of_the_year() -> None:
    letters = MemoryLetters(proposal())
    letters.last = {2026: 13}
    assert end(letters, being_ended("draft_letter", DRAFT)) == "700/014/CTH/2026"
    assert letters.drafts[COMPLAINT][1]["team"][1]["position"] == "ketua_tim"


def test_a_letter_drafted_again_keeps_its_number_and_says_the_new_words() -> None:
    letters = MemoryLetters(proposal())
    first = end(letters, being_ended("draft_letter", DRAFT))
    again = end(letters, being_ended("draft_letter", {**DRAFT, "place": "Desa Contoh"}))
    assert again == first
    assert letters.last == {2026: 1}
    assert letters.drafts[COMPLAINT][1]["place"] == "Desa Contoh"


def test_a_draft_without_a_proposal_is_refused_and_takes_no_number() -> None:
    letters = MemoryLetters()
    with pytest.raises(Invalid) as refused:
        end(letters, being_ended("draft_letter", DRAFT))
    assert "No team was proposed yet" in refused.value.fields["result"]
    assert letters.last == {}


def test_signing_names_who_signed_when_and_puts_the_number_on_the_document() -> None:
    letters = MemoryLetters(proposal())
    number = end(letters, being_ended("draft_letter", DRAFT))
    assert end(letters, being_ended("sign_letter")) == number
    assert letters.signed[COMPLAINT] == ("contoh_inspektur", TUESDAY)


@pytest.mark.parametrize("kind", ["propose_team", "draft_letter", "sign_letter"])
def test_a_return_checks_numbers_and_signs_nothing(kind: str) -> None:
    letters = MemoryLetters(proposal())
    assert end(letters, being_ended(kind, is_return=True)) is None
    assert (letters.last, letters.drafts, letters.signed) == ({}, {}, {})


def test_only_kinds_of_this_desk_have_effects_here() -> None:
    assert {KINDS[kind].desk for kind in effects(MemoryLetters())} == {"assignment"}


def accused(ending: Ending) -> Ending:
    """The same ending, after a member of the team turned out to be a reported party."""
    ending.custody.barred = Barred(officers=("contoh_ketua",))
    return ending


def test_no_letter_is_drafted_for_a_team_with_an_accused_member() -> None:
    letters = MemoryLetters(proposal())
    with pytest.raises(Invalid) as refused:
        end(letters, accused(being_ended("draft_letter", DRAFT)))
    assert "contoh_ketua" in refused.value.fields["result"]
    assert letters.last == {}


def test_a_letter_that_names_an_accused_officer_is_not_signed() -> None:
    letters = MemoryLetters(proposal())
    end(letters, being_ended("draft_letter", DRAFT))
    with pytest.raises(Invalid) as refused:
        end(letters, accused(being_ended("sign_letter")))
    assert "Return the letter unsigned" in refused.value.fields["result"]
    assert letters.signed == {}
