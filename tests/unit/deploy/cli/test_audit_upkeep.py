"""A trail that stands still, or is not anchored as it should be, is told of; an ordinary one is not."""

from datetime import date, timedelta
from typing import Any

import pytest

from deploy.cli.audit_upkeep import neglected
from services.common.contracts.audit import Untold, Upkeep
from tests.unit.common.trail import BEGAN_AT


def said(**given: Any) -> list[str]:
    return list(neglected(Upkeep(read_at=BEGAN_AT, **given)))


@pytest.mark.parametrize(
    "ordinary",
    [
        {},
        {"pending_since": BEGAN_AT - timedelta(minutes=5)},
        {"unanchored_since": BEGAN_AT - timedelta(hours=47)},
        {"anchored_on": BEGAN_AT.date()},
    ],
)
def test_an_ordinary_trail_has_no_fault(ordinary: dict[str, Any]) -> None:
    assert said(**ordinary) == []


def test_entries_that_wait_for_long_are_a_fault() -> None:
    assert said(pending_since=BEGAN_AT - timedelta(minutes=11)) == [
        "entries wait since 2026-03-02 01:49 for their place in the trail"
    ]


def test_entries_that_are_not_anchored_for_days_are_a_fault() -> None:
    assert said(unanchored_since=BEGAN_AT - timedelta(days=3)) == ["entries since 2026-02-27 are not anchored"]


def test_an_anchor_of_a_day_to_come_is_a_fault() -> None:
    assert said(anchored_on=date(2026, 3, 3)) == ["there is an anchor of 2026-03-03, a day to come"]


def test_a_move_the_trail_does_not_tell_of_is_a_fault() -> None:
    untold = Untold(reference="CTH-26-0000-0001", sequence=2)
    assert said(untold=(untold,)) == ["move 2 of CTH-26-0000-0001 is in the journal and not in the trail"]
