"""Days in what ends a step: those on which something was done have come, by the office's own calendar."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.common.contracts.results import RESULTS
from services.common.desk import checks
from services.common.errors import Invalid
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import MemoryDesk, small_sop
from tests.unit.common.desk.results import COMPLETE

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
JUST_PAST_MIDNIGHT = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
"""The fourth of March in Makassar."""

DAYS = [(kind, name) for kind, given in COMPLETE.items() for name in given if name.endswith("_on")]


def check(kind: str, now: datetime, **days: Any) -> None:
    ending = being_ended(kind, COMPLETE[kind] | days)
    checks.has_come(MemoryDesk(small_sop()), ending.custody, ending.result, now)


def test_every_day_of_every_result_is_among_those_looked_at() -> None:
    dated = {(kind, name) for kind, model in RESULTS.items() for name in model.model_fields if name.endswith("_on")}
    assert dated == set(DAYS)


@pytest.mark.parametrize(("kind", "name"), [day for day in DAYS if day != ("draft_letter", "starts_on")])
def test_a_day_to_come_is_refused_by_name(kind: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(kind, NOON, **{name: "2026-03-04"})
    assert list(refused.value.fields) == [f"result.{name}"]
    assert "today is 2026-03-03" in refused.value.fields[f"result.{name}"]
    check(kind, JUST_PAST_MIDNIGHT, **{name: "2026-03-04"})


def test_a_team_may_set_out_later() -> None:
    check("draft_letter", NOON, starts_on=date(2026, 4, 1))
