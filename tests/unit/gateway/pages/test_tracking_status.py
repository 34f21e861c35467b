"""Every step of every SOP has a status that citizens understand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from gateway.pages.tracking_status import DOING, LABELS, Stage, label_of, status_of, way
from services.common.contracts.register import Passed
from services.common.standing import standing_at
from services.common.steps import KINDS

FILED = datetime(2026, 3, 3, 2, 15, tzinfo=UTC)
TENANTS = Path(__file__).parents[4] / "deploy" / "tenants"
SOPS = {
    path.parent.name: [step["kind"] for step in yaml.safe_load(path.read_text())["steps"]]
    for path in TENANTS.glob("*/sop.yaml")
}
WHOLE = ("record", "verify", "assess", "carry_out")


def passed(*kinds: str) -> list[Passed]:
    """Steps that ended, one a day."""
    return [Passed(kind=kind, ended_at=FILED + timedelta(days=day)) for day, kind in enumerate(kinds, 1)]


def labels(stages: list[Stage]) -> list[str]:
    return [stage.label for stage in stages]


def test_every_kind_of_step_has_a_status_and_a_sentence() -> None:
    assert DOING.keys() == KINDS.keys()
    assert all(standing_at(kind) in LABELS and sentence.endswith(".") for kind, sentence in DOING.items())


def test_there_are_seven_words_and_one_for_what_cannot_be_handled() -> None:
    assert sorted(LABELS.values()) == sorted(
        (
            *("Diterima", "Diperiksa kelengkapannya", "Ditelaah", "Ditindaklanjuti", "Diteruskan ke instansi lain"),
            *("Menunggu Anda", "Selesai", "Tidak dapat diproses"),
        )
    )


@pytest.mark.parametrize("tenant", SOPS)
def test_each_sop_shows_the_way_ahead_from_its_first_step_to_its_end(tenant: str) -> None:
    stages = way(SOPS[tenant][0], [], filed_at=FILED, is_closed=False, kinds=SOPS[tenant])
    assert labels(stages) == ["Diterima", "Diperiksa kelengkapannya", "Ditelaah", "Ditindaklanjuti", "Selesai"]
    assert [stage.is_now for stage in stages] == [True, False, False, False, False]


@pytest.mark.parametrize("tenant", SOPS)
def test_each_step_of_each_sop_has_exactly_one_stage_that_is_now(tenant: str) -> None:
    for kind in SOPS[tenant]:
        stages = way(kind, passed("record"), filed_at=FILED, is_closed=False, kinds=SOPS[tenant])
        assert [stage.label for stage in stages if stage.is_now] == [label_of(standing_at(kind), kind)]


@pytest.mark.parametrize("kind", ["forward", "accept", "delegate"])
def test_a_unit_of_the_regency_is_no_other_agency(kind: str) -> None:
    stages = way(kind, passed("record", "assess"), filed_at=FILED, is_closed=False, kinds=WHOLE)
    assert labels(stages)[-3:] == ["Ditelaah", "Diserahkan kepada unit kerja", "Selesai"]


def test_what_a_unit_has_done_is_told_once_and_as_the_units() -> None:
    been = passed("record", "assess", "forward", "accept", "delegate")
    stages = way("deliver", been, filed_at=FILED, is_closed=False, kinds=WHOLE)
    assert labels(stages) == ["Diterima", "Ditelaah", "Diserahkan kepada unit kerja", "Ditindaklanjuti", "Selesai"]


def test_a_stage_began_when_the_step_before_it_ended() -> None:
    stages = way("assess", passed("record", "verify"), filed_at=FILED, is_closed=False, kinds=WHOLE)
    assert [stage.since for stage in stages] == [
        FILED,
        FILED + timedelta(days=1),
        FILED + timedelta(days=2),
        None,
        None,
    ]


def test_steps_of_one_stage_are_told_once() -> None:
    stages = way(
        "sign_letter", passed("record", "propose_team", "draft_letter"), filed_at=FILED, is_closed=False, kinds=()
    )
    assert labels(stages) == ["Diterima", "Ditindaklanjuti", "Selesai"]


def test_after_the_reporter_was_waited_for_the_check_is_told_again() -> None:
    been = passed("record", "verify", "await_reporter")
    stages = way("verify", been, filed_at=FILED, is_closed=False, kinds=WHOLE)
    assert labels(stages)[:4] == ["Diterima", "Diperiksa kelengkapannya", "Menunggu Anda", "Diperiksa kelengkapannya"]


def test_what_waits_for_the_reporter_is_examined_next() -> None:
    stages = way("await_reporter", passed("record", "verify"), filed_at=FILED, is_closed=False, kinds=WHOLE)
    assert labels(stages) == [
        "Diterima",
        "Diperiksa kelengkapannya",
        "Menunggu Anda",
        "Ditelaah",
        "Ditindaklanjuti",
        "Selesai",
    ]


@pytest.mark.parametrize(
    ("last", "label"),
    [
        ("deliver", "Selesai"),
        ("close", "Selesai"),
        ("reconsider", "Selesai"),
        ("await_reporter", "Tidak dapat diproses"),
        ("transfer", "Diteruskan ke instansi lain"),
    ],
)
def test_a_closed_complaint_says_how_it_ended(last: str, label: str) -> None:
    assert LABELS[status_of(None, passed("record", last), is_closed=True)] == label


def test_a_closed_complaint_has_nothing_ahead() -> None:
    stages = way(None, passed("record", "deliver"), filed_at=FILED, is_closed=True, kinds=WHOLE)
    assert (stages[-1].label, stages[-1].is_now) == ("Selesai", True)
