"""When what is kept comes to its end: months from the closing, objections, and never a day too early."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.contracts.tenant import RetentionClass
from services.intake.register.retention import Ended, Schedule
from tests.unit.common.clocks.support import local

CLOSED = Ended(
    complaint_id=UUID(int=1),
    reference="CTH-26-0000-0001",
    end="ditutup",
    facts={"decision": "audit"},
    happened={"received": "", "document.lha": ""},
    closed_at=local("2026-01-31 10:00"),
)


def schedule(complaint: int = 24, identity: int = 12, **given: Any) -> Schedule:
    kept = {"key": "sisa", "label": "Sisa", "complaint_months": complaint, "identity_months": identity}
    return Schedule((RetentionClass.model_validate(kept | given),), "Asia/Jakarta")


def days(terms: Schedule, ended: Ended = CLOSED) -> dict[str, date]:
    return {term.scope: term.due_on for term in terms.terms(ended)}


def due(terms: Schedule, ended: Ended, at: str) -> list[str]:
    return [term.scope for term in terms.due(ended, local(at))]


def test_months_count_from_the_day_of_the_closing() -> None:
    assert days(schedule()) == {"identity": date(2027, 1, 31), "complaint": date(2028, 1, 31)}


def test_a_shorter_month_ends_on_its_last_day() -> None:
    assert days(schedule(complaint=25, identity=1)) == {"identity": date(2026, 2, 28), "complaint": date(2028, 2, 29)}


def test_the_day_is_the_regencys_and_not_utcs() -> None:
    late = replace(CLOSED, closed_at=datetime(2026, 1, 31, 17, 30, tzinfo=UTC))  # the first of February in Jakarta
    assert days(schedule(), late)["identity"] == date(2027, 2, 1)


def test_who_reported_is_never_kept_longer_than_the_complaint() -> None:
    assert days(schedule(complaint=6, identity=12)) == {"identity": date(2026, 7, 31), "complaint": date(2026, 7, 31)}


def test_it_is_due_from_that_day_on_and_not_before() -> None:
    assert due(schedule(), CLOSED, "2027-01-30 23:59") == []
    assert due(schedule(), CLOSED, "2027-01-31 00:01") == ["identity"]
    assert due(schedule(), CLOSED, "2028-01-31 00:01") == ["identity", "complaint"]


def test_what_was_destroyed_is_not_due_again() -> None:
    again = replace(CLOSED, identity_destroyed_at=local("2027-01-31 08:00"))
    assert due(schedule(), again, "2027-06-01 08:00") == []
    assert due(schedule(), again, "2028-06-01 08:00") == ["complaint"]


def test_a_time_to_object_that_has_not_passed_postpones_it() -> None:
    until = replace(CLOSED, objection_until=local("2026-02-20 16:00"))
    assert days(schedule(0, 0), until) == {"identity": date(2026, 2, 20), "complaint": date(2026, 2, 20)}
    assert due(schedule(0, 0), until, "2026-02-20 15:59") == []
    assert due(schedule(0, 0), until, "2026-02-20 16:01") == ["identity", "complaint"]


def test_an_objection_on_its_way_postpones_it() -> None:
    raised = replace(CLOSED, objected_at=local("2026-02-01 09:00"))
    assert due(schedule(0, 0), raised, "2030-01-01 00:00") == []


def test_a_complaint_of_no_class_is_kept() -> None:
    assert days(schedule(ends=["lain"])) == {}


def test_a_document_that_was_issued_decides_the_class() -> None:
    classes = (*schedule(60, key="audit", documents=["lha"]).classes, *schedule().classes)
    terms = Schedule(classes, "Asia/Jakarta").terms(CLOSED)
    assert [(term.retention_class, term.due_on.year) for term in terms] == [("audit", 2027), ("audit", 2031)]


@given(
    minutes=st.integers(0, 4 * 365 * 24 * 60),
    months=st.tuples(st.integers(0, 120), st.integers(0, 120)),
    later=st.integers(0, 5000),
)
@pytest.mark.parametrize("scope", ["identity", "complaint"])
def test_what_is_due_is_among_what_may_be(scope: Any, minutes: int, months: tuple[int, int], later: int) -> None:
    closed_at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    terms, now = schedule(*months), closed_at + timedelta(days=later)
    if any(term.scope == scope for term in terms.due(replace(CLOSED, closed_at=closed_at), now)):
        assert closed_at <= terms.may_be_due(scope, now)
