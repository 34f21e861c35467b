"""Words of dashboards, procedures and the trail: every code that can come has some."""

import pytest

from gateway.pages import audit_words, dashboard_words, procedures_words
from services.common.contracts import events
from services.common.contracts.audit import ACTIONS
from services.common.steps import KINDS
from services.common.vocabulary import CLOCK_UNITS


@pytest.mark.parametrize("action", sorted({*ACTIONS, *(event.name for event in events.FLOW)}))
def test_every_action_of_the_trail_has_words(action: str) -> None:
    assert action in audit_words._ACTIONS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_step_is_a_stage(kind: str) -> None:
    assert kind in dashboard_words._STAGES


@pytest.mark.parametrize("unit", sorted(CLOCK_UNITS))
def test_every_unit_of_time_has_words(unit: str) -> None:
    assert unit in procedures_words._UNITS


@pytest.mark.parametrize("basis", ["literal", "read", "added", "reconstructed"])
def test_every_basis_has_words(basis: str) -> None:
    assert basis in procedures_words.BASES
