"""When a webhook is tried again: never early, never for ever, and no later than the receiver may ask for."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.deliveries.schedule import (
    JITTER,
    LONGEST_ASKED,
    OUTAGE,
    PATIENCE,
    SANDBOX_WAITS,
    TRIES,
    WAITS,
    is_back,
    next_try,
    retry_after,
    why_disabled,
)

NOW = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)
zones = st.sampled_from([UTC, timezone(timedelta(hours=7))])
instants = st.builds(lambda at, zone: (NOW + timedelta(seconds=at)).astimezone(zone), st.integers(0, 10**8), zones)


def test_ten_tries_take_about_three_days() -> None:
    assert TRIES == 10
    assert timedelta(hours=75) < timedelta(seconds=sum(WAITS)) < timedelta(hours=76)
    assert timedelta(seconds=sum(WAITS) * (1 + JITTER)) < PATIENCE, "given up before it is switched off"


@pytest.mark.parametrize(("failed", "seconds"), list(enumerate(WAITS, 1)))
def test_each_wait_is_the_one_of_the_table_when_chance_is_even(failed: int, seconds: int) -> None:
    assert next_try(failed, NOW, lambda: 0.5) == NOW + timedelta(seconds=seconds)


@given(st.integers(1, 9), chances, instants)
def test_chance_moves_a_try_by_a_fifth_at_most(failed: int, chance: float, now: datetime) -> None:
    at = next_try(failed, now, lambda: chance)
    assert at is not None
    wait = (at - now).total_seconds()
    assert WAITS[failed - 1] * 0.79 < wait < WAITS[failed - 1] * 1.21


@given(st.integers(1, 9), chances, st.timedeltas(timedelta(), LONGEST_ASKED))
def test_it_is_never_tried_before_the_receiver_wants_it(failed: int, chance: float, asked: timedelta) -> None:
    at = next_try(failed, NOW, lambda: chance, asked)
    assert at is not None
    assert at >= NOW + asked


@given(st.integers(10, 100), st.none() | st.just(timedelta(minutes=1)))
def test_after_the_tenth_failure_nobody_tries_any_more(failed: int, asked: timedelta | None) -> None:
    assert next_try(failed, NOW, lambda: 0.5, asked) is None


@given(st.integers(0, 10**20))
def test_seconds_are_taken_as_they_are_up_to_a_day(seconds: int) -> None:
    found = retry_after(f" {seconds} ", NOW)
    assert found == (None if seconds >= 10**18 else min(timedelta(seconds=min(seconds, 10**6)), LONGEST_ASKED))


@given(instants, instants)
def test_a_date_is_taken_up_to_a_day_and_one_in_the_past_is_now(at: datetime, now: datetime) -> None:
    found = retry_after(format_datetime(at.astimezone(UTC), usegmt=True), now)
    assert found == min(max(at - now, timedelta()), LONGEST_ASKED)


@given(st.none() | st.text(max_size=60))
def test_nothing_a_receiver_writes_there_does_harm(value: str | None) -> None:
    found = retry_after(value, NOW)
    assert found is None or timedelta() <= found <= LONGEST_ASKED


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "Mon, 99 Foo 2026 00:00:00 GMT", "9" * 400])
def test_what_cannot_be_read_asks_for_nothing(value: str) -> None:
    assert retry_after(value, NOW) is None


def test_an_endpoint_is_switched_off_when_it_is_gone_or_has_failed_for_five_days() -> None:
    assert why_disabled(None, NOW, is_gone=True) == "gone"
    assert why_disabled(NOW - PATIENCE, NOW, is_gone=False) == "failing"
    assert why_disabled(NOW - PATIENCE + timedelta(seconds=1), NOW, is_gone=False) is None
    assert why_disabled(None, NOW, is_gone=False) is None


def test_an_endpoint_is_back_when_it_takes_something_after_a_while() -> None:
    assert is_back(NOW - OUTAGE, None, NOW)
    assert not is_back(NOW - OUTAGE + timedelta(seconds=1), None, NOW)
    assert not is_back(NOW - OUTAGE, NOW - OUTAGE, NOW)
    assert not is_back(None, None, NOW)


def test_in_a_sandbox_three_tries_take_less_than_ten_minutes() -> None:
    assert next_try(2, NOW, lambda: 0.5, None, SANDBOX_WAITS) is not None
    assert next_try(3, NOW, lambda: 0.5, None, SANDBOX_WAITS) is None
    assert timedelta(seconds=sum(SANDBOX_WAITS) * (1 + JITTER)) < timedelta(minutes=10)
