"""The made-up results are complete: every kind of step has one, and it has the shape the desks ask for."""

from datetime import date

import pytest

from gateway.sandbox import samples
from gateway.sandbox.samples import Given
from services.common.contracts.results import RESULTS
from services.common.steps import KINDS

GIVEN = Given.on(date(2026, 3, 2), "Percobaan", ["auditor_satu", "auditor_dua", "auditor_tiga"], "dinas_contoh")


def test_every_kind_of_step_can_be_ended() -> None:
    assert set(KINDS) == samples.KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_has_the_shape_of_its_kind(kind: str) -> None:
    RESULTS[kind].model_validate(samples.result(kind, GIVEN))


def test_of_three_officers_two_make_a_team() -> None:
    team = samples.result("propose_team", GIVEN)["team"]
    assert [(one["officer"], one["position"]) for one in team] == [
        ("auditor_satu", "ketua_tim"),
        ("auditor_dua", "anggota"),
    ]
