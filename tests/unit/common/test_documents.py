"""The table of documents holds together: every kind has its fields, its desk writes it, and its numbers are unlike."""

from datetime import date

import pytest

from services.assignment.service import AssignmentService
from services.common.contracts.document_fields import MODELS
from services.common.desk.service import DeskService
from services.common.documents import KINDS, issued_in, made_in
from services.common.numbering import DEFAULT_FORMAT, FORMATS, fills_in, printed_number
from services.common.steps import DESKS, desk_of
from services.common.steps import KINDS as STEPS
from services.followup.service import FollowupService
from services.intake.service import IntakeService
from services.review.service import ReviewService
from tests.unit.common.desk.composed import COMPOSERS, Asked
from tests.unit.common.desk.memory import MemoryDesk

BY_STEPS = {name for name, kind in KINDS.items() if kind.steps or kind.drafted_in or kind.implied_by}
ON = date(2026, 11, 3)


def test_every_kind_has_fields_of_its_own() -> None:
    assert set(MODELS) == set(KINDS)


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_can_write_every_document_of_its_steps_and_no_other(desk: str) -> None:
    assert set(COMPOSERS[desk](Asked(MemoryDesk()))) == {name for name in BY_STEPS if KINDS[name].desk == desk}


@pytest.mark.parametrize("service", [IntakeService, ReviewService, AssignmentService, FollowupService])
def test_every_desk_uses_its_composers(service: type[DeskService]) -> None:
    assert service.composers is not DeskService.composers


@pytest.mark.parametrize("name", sorted(BY_STEPS))
def test_a_document_is_issued_on_the_desk_of_the_steps_that_issue_it(name: str) -> None:
    kind = KINDS[name]
    steps = {*kind.steps, *kind.implied_by, *([kind.drafted_in] if kind.drafted_in else [])}
    assert steps <= set(STEPS)
    assert {desk_of(step) for step in steps} == {kind.desk}


def test_codes_in_numbers_are_unlike() -> None:
    assert len({kind.code for kind in KINDS.values()}) == len(KINDS)


def test_every_format_that_is_used_unless_a_regency_says_otherwise_makes_numbers() -> None:
    assert all(fills_in(pattern) for pattern in (DEFAULT_FORMAT, *FORMATS.values()))


def test_a_number_is_printed_as_the_regency_prints_it() -> None:
    own = {"lha": "{number}/{kind}.{code}/{month}/{year}"}
    assert printed_number("spt", 14, ON, "CTH", {}) == "700/014/CTH/2026"
    assert printed_number("lhk", 7, ON, "CTH", own) == "700/007/LHK/CTH/2026"
    assert printed_number("lha", 1234, ON, "CTH", own) == "1234/LHA.CTH/XI/2026"


def test_what_is_drafted_earlier_is_issued_with_its_step_and_written_before() -> None:
    assert made_in("draft_letter", []) == ["spt"]
    assert (made_in("sign_letter", ["spt"]), issued_in("sign_letter", ["spt"])) == ([], ["spt"])


@pytest.mark.parametrize("kind", ["forward", "transfer"])
def test_a_memo_comes_with_what_is_passed_on(kind: str) -> None:
    assert made_in(kind, []) == issued_in(kind, []) == ["memo_penyaluran"]
