"""Proposing a team, drafting a letter with its number, and the signature without which it is not handed over."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.assignment.usecases import composers, effects
from services.common.contracts.conflict import Barred
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.desk.ending import Ending
from services.common.desk.papers import Paper, Writing
from services.common.errors import Invalid, NotSigned, NotYetRendered
from services.common.steps import KINDS
from tests.unit.assignment.samples import DRAFT, PROPOSAL, ROSTER, proposal
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import COMPLAINT, TUESDAY, Announced
from tests.unit.common.desk.papers import MemoryPapers


class MemoryLetters(MemoryPapers):
    """Implements `usecases.Letters`."""

    def __init__(self, proposed: ProposeTeamResult | None = None) -> None:
        super().__init__()
        self.proposed = proposed

    def roster(self) -> dict[str, Officer]:
        return ROSTER

    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None:
        return self.proposed

    def spt(self) -> Paper:
        """The letter that stands."""
        found = self.standing(COMPLAINT, "spt")
        assert found
        return found

    def sign(self) -> None:
        """As the press leaves it."""
        self.change(self.spt().document_id, way="internal", asked_at=TUESDAY, signed_at=TUESDAY)


def end(letters: MemoryLetters, ending: Ending) -> tuple[Paper, ...]:
    """What the step issues, after its effect."""
    effects(letters)[ending.task.kind](ending)
    return Writing(letters, composers(letters), Announced()).of_step(ending).issued


def draft(letters: MemoryLetters, **changes: Any) -> Paper:
    """The letter as it is drafted."""
    end(letters, being_ended("draft_letter", {**DRAFT, **changes}))
    return letters.spt()


def test_a_proposal_of_officers_of_the_roster_is_a_document_with_a_number() -> None:
    (paper,) = end(MemoryLetters(), being_ended("propose_team", PROPOSAL, documents=("usulan_tim",)))
    assert (paper.kind, paper.number) == ("usulan_tim", "700/001/UT/CTH/2026")


def test_a_proposal_with_a_stranger_is_refused() -> None:
    team = [{"officer": "orang_lain", "position": "ketua_tim"}]
    with pytest.raises(Invalid):
        end(MemoryLetters(), being_ended("propose_team", {**PROPOSAL, "team": team}))


def test_a_draft_gets_the_next_number_of_the_year_and_is_not_issued_yet() -> None:
    letters = MemoryLetters(proposal())
    letters.last = {("contoh", "spt", 2026): 13}
    assert end(letters, being_ended("draft_letter", DRAFT)) == ()
    assert letters.spt().number == "700/014/CTH/2026"
    assert letters.said[letters.spt().document_id]["fields"]["team"][1]["position_label"] == "Ketua Tim"


def test_the_number_of_a_draft_is_told_though_the_letter_is_not_issued_yet() -> None:
    letters = MemoryLetters(proposal())
    written = Writing(letters, composers(letters), Announced()).of_step(being_ended("draft_letter", DRAFT))
    assert (written.issued, written.number) == ((), "700/001/CTH/2026")


def test_a_letter_drafted_again_keeps_its_number_and_says_the_new_words() -> None:
    letters = MemoryLetters(proposal())
    first, again = draft(letters), draft(letters, place="Desa Contoh")
    assert (again.number, again.edition) == (first.number, 2)
    assert letters.said[again.document_id]["fields"]["place"] == "Desa Contoh"


def test_a_draft_without_a_proposal_is_refused_and_takes_no_number() -> None:
    letters = MemoryLetters()
    with pytest.raises(Invalid) as refused:
        draft(letters)
    assert "No team was proposed yet" in refused.value.fields["result"]
    assert letters.last == {}


def test_a_letter_that_is_not_signed_does_not_go_on() -> None:
    letters = MemoryLetters(proposal())
    paper = draft(letters)
    with pytest.raises(NotSigned, match=f"documents/spt/{paper.document_id}/signature"):
        end(letters, being_ended("sign_letter", documents=("spt",)))


def test_a_letter_that_is_just_being_signed_is_waited_for() -> None:
    letters = MemoryLetters(proposal())
    letters.change(draft(letters).document_id, way="internal", asked_at=TUESDAY)
    with pytest.raises(NotYetRendered):
        end(letters, being_ended("sign_letter", documents=("spt",)))


def test_no_letter_at_all_is_not_signed_either() -> None:
    with pytest.raises(NotSigned):
        end(MemoryLetters(proposal()), being_ended("sign_letter", documents=("spt",)))


def test_a_signed_letter_is_issued_as_it_was_drafted() -> None:
    letters = MemoryLetters(proposal())
    drafted = draft(letters)
    letters.sign()
    (issued,) = end(letters, being_ended("sign_letter", documents=("spt",)))
    assert (issued.document_id, issued.number) == (drafted.document_id, drafted.number)


def test_a_letter_that_was_signed_and_is_drafted_again_has_a_number_of_its_own() -> None:
    letters = MemoryLetters(proposal())
    first = draft(letters)
    letters.sign()
    second = draft(letters, place="Desa Contoh")
    assert (second.number, second.edition) == ("700/002/CTH/2026", 1)
    replaced = next(one for one in letters.documents if one.document_id == first.document_id)
    assert replaced.replaced_by == second.document_id


@pytest.mark.parametrize("kind", ["propose_team", "draft_letter", "sign_letter"])
def test_a_return_checks_and_writes_nothing(kind: str) -> None:
    letters = MemoryLetters(proposal())
    assert end(letters, being_ended(kind, is_return=True)) == ()
    assert (letters.last, letters.documents) == ({}, [])


def test_only_kinds_of_this_desk_have_effects_here() -> None:
    assert {KINDS[kind].desk for kind in effects(MemoryLetters())} == {"assignment"}


def accused(ending: Ending) -> Ending:
    """The same ending, after a member of the team turned out to be a reported party."""
    return replace(ending, custody=replace(ending.custody, barred=Barred(officers=("contoh_ketua",))))


def test_no_letter_is_drafted_for_a_team_with_an_accused_member() -> None:
    letters = MemoryLetters(proposal())
    with pytest.raises(Invalid) as refused:
        end(letters, accused(being_ended("draft_letter", DRAFT)))
    assert "contoh_ketua" in refused.value.fields["result"]
    assert letters.last == {}


def test_a_signed_letter_that_names_an_accused_officer_does_not_go_on() -> None:
    letters = MemoryLetters(proposal())
    draft(letters)
    letters.sign()
    with pytest.raises(Invalid) as refused:
        end(letters, accused(being_ended("sign_letter", documents=("spt",))))
    assert "Return the letter unsigned" in refused.value.fields["result"]
