"""After something was done its page waits a moment for the register; what it has not heard is not told against it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.pages import catching_up
from gateway.pages.tracking_behind import milliseconds
from services.common.contracts.register import Passed, Progress
from services.common.steps import AWAITS_REPORTER
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import AWAITED, OWN, desks_answer, let_in
from tests.unit.gateway.samples import COMPLAINT, NOW, REFERENCE

ANSWERED = f"{OWN}?baru=lengkap&selesai={COMPLAINT}"
OBJECTED = f"{OWN}?baru=keberatan&sejak={milliseconds(NOW)}"
WAITS: dict[str, Any] = {"kind": AWAITS_REPORTER, "is_paused": True, "waits_for_reporter": AWAITED}
CLOSED: dict[str, Any] = {"state": "closed", "kind": None, "step": None, "end": "Ditutup"}
NEWS = "sebentar lagi terlihat"


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


@pytest.fixture
def page(client: FlaskClient, desks: Answerer) -> Callable[..., str]:
    let_in(client)

    def shown(address: str, **standing: Any) -> str:
        desks_answer(desks, **standing)
        return client.get(address).text

    return shown


def test_what_has_arrived_is_not_waited_for(waited: list[float]) -> None:
    assert catching_up.seen(lambda: 1, lambda found: found < 1) == 1
    assert waited == []


def test_what_is_on_its_way_is_looked_for_again_and_not_for_ever(waited: list[float]) -> None:
    looks = iter(range(9))
    assert catching_up.seen(lambda: next(looks), lambda found: found < 1) == 1
    assert catching_up.seen(lambda: 0, lambda found: found < 1) == 0
    assert sum(waited) < 1


@pytest.mark.parametrize("standing", [WAITS, {**WAITS, "waits_for_reporter": None}])
def test_who_has_answered_is_not_asked_again(page: Callable[..., str], standing: dict[str, Any]) -> None:
    shown = page(ANSWERED, **standing)
    assert NEWS in shown
    assert "Menunggu Anda" not in shown
    assert "Jawab sekarang" not in shown


def test_a_further_question_is_asked_whatever_the_address_says(page: Callable[..., str]) -> None:
    assert "Jawab sekarang" in page(f"{OWN}?baru=lengkap&selesai={REFERENCE}", **WAITS)
    assert "Jawab sekarang" in page(OWN, **WAITS)


def test_who_has_objected_does_not_read_that_it_is_over(page: Callable[..., str]) -> None:
    shown = page(OBJECTED, **CLOSED, passed=(Passed(kind="close", ended_at=NOW - timedelta(milliseconds=2)),))
    assert NEWS in shown
    assert "Selesai" not in shown


def test_it_is_over_when_the_objection_was_decided(page: Callable[..., str]) -> None:
    later = (Passed(kind="reconsider", ended_at=NOW + timedelta(days=1)),)
    assert "Selesai</h2>" in page(OBJECTED, **CLOSED, passed=later)


def test_the_new_state_is_shown_as_soon_as_it_is_there(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    desks_answer(desks)
    told = iter((WAITS, {"kind": "verify"}))
    common: dict[str, Any] = {"reference": REFERENCE, "state": "in_progress", "step": "Memeriksa"}
    desks.on("register.progress", lambda _caller, _request: Progress(**common, **next(told)))
    shown = client.get(ANSWERED).text
    assert NEWS not in shown
    assert "Diperiksa kelengkapannya</h2>" in shown
