"""What operators of the platform see of it, and what they do with parked messages; services answer from memory."""

from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from gateway import operators
from gateway.accounts import PLATFORM
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.counts import Counts, RegencyCounts
from services.common.contracts.parked import ParkedList, ParkedMessage, ParkedQueue, ParkedSettled
from services.common.errors import NotYourRole
from tests.integration.gateway.pages import letting_in
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.integration.gateway.people import Hours
from tests.unit.gateway.answerer import Answerer

PASSWORD = "sandi-uji-pengelola"
QUEUE = "evt-review.take_over"
PLACE = f"/petugas/sistem/{QUEUE}"
ONE = ParkedMessage(
    id="8c5d2f1e-0000-4000-8000-000000000001",
    what="complaint_handed_to_review",
    tenant="contoh",
    parked_at=datetime(2026, 11, 2, 1, tzinfo=UTC),
    attempts=6,
    failure="SopNotHere",
)
COUNTS = RegencyCounts(tenant="contoh", open=12, overdue=None, closed_this_month=0, waiting={"review": 9}, channels={})


def parked(caller: Any, request: Any) -> ParkedList:
    """One queue has a message, and a page after it; the public is refused."""
    if caller.kind == "public":
        raise NotYourRole("platform")
    if request.queue is None:
        return ParkedList(queues=(ParkedQueue(queue=QUEUE, count=60),))
    return ParkedList(messages=(ONE,), next=ONE.id if request.after is None else None)


def nothing(caller: Any, _request: Any) -> ParkedList:
    """Nothing is parked."""
    if caller.kind == "public":
        raise NotYourRole("platform")
    return ParkedList()


@pytest.fixture(autouse=True)
def services(desks: Answerer) -> None:
    served(desks)
    desks.on("register.counts", Counts(regencies=(COUNTS,)))
    for service in ("intake", "register", "assignment", "followup", "review"):
        desks.on(f"{service}.parked", parked if service == "review" else nothing)
    desks.on("review.settle_parked", ParkedSettled(count=1))


@pytest.fixture(autouse=True)
def added(shell: Engine) -> None:
    """There is an account."""
    operators.add(shell, "kanal", PASSWORD)


@pytest.fixture
def operator(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """The browser of an operator."""
    return letting_in.hall(app, keeper, factors, clock, monkeypatch).let_in(PLATFORM, "kanal", PASSWORD)


def test_parts_queues_and_work_are_shown_without_small_numbers(operator: FlaskClient) -> None:
    page = operator.get("/petugas/sistem").text
    assert "Penelaahan: peristiwa" in page
    assert "Tidak menjawab" in page
    assert "Tidak dapat ditanyai sekarang: Pemberitahuan." in page
    assert "tidak ditampilkan" in page
    assert 'aria-current="page">Keadaan sistem' in page


def test_a_queue_lists_envelopes_and_goes_on(operator: FlaskClient) -> None:
    page = operator.get(PLACE).text
    assert all(word in page for word in ("complaint_handed_to_review", "contoh", "SopNotHere", "6 kali dicoba"))
    assert f"setelah={ONE.id}" in page
    assert "Halaman berikutnya" not in operator.get(f"{PLACE}?setelah={ONE.id}").text


def test_one_message_is_tried_again(operator: FlaskClient, desks: Answerer) -> None:
    answer = sent(operator, PLACE, cara="retry", pesan=ONE.id)
    assert "1 pesan dicoba lagi." in operator.get(answer.location).text
    caller, asked = desks.last("review.settle_parked")
    assert (caller.kind, caller.actor) == ("platform", "kanal")
    assert asked.model_dump() == {"queue": QUEUE, "message": ONE.id, "way": "retry", "reason": None}


def test_all_of_a_queue_are_tried_again_by_who_is_sure(operator: FlaskClient, desks: Answerer) -> None:
    assert "Centang bahwa Anda yakin." in sent(operator, PLACE, cara="retry").text
    assert sent(operator, PLACE, cara="retry", yakin="ya").status_code == 303
    assert desks.last("review.settle_parked")[1].model_dump()["message"] is None


def test_who_drops_says_why_and_is_sure(operator: FlaskClient, desks: Answerer) -> None:
    refused = sent(operator, PLACE, cara="drop", pesan=ONE.id)
    assert refused.status_code == 422
    assert "Pilih alasannya." in refused.text
    assert "Centang bahwa Anda yakin." in refused.text
    assert sent(operator, PLACE, cara="drop", pesan=ONE.id, alasan="outdated", yakin="ya").status_code == 303
    assert desks.last("review.settle_parked")[1].model_dump()["reason"] == "outdated"


def test_what_somebody_else_settled_is_said_so(operator: FlaskClient, desks: Answerer) -> None:
    desks.on("review.settle_parked", ParkedSettled(count=0))
    answer = sent(operator, PLACE, cara="retry", pesan=ONE.id)
    assert "orang lain mendahului Anda" in operator.get(answer.location).text


@pytest.mark.parametrize("queue", ["evt-gateway.hear", "evt-..", "dumas.retry.1", "rpc-review.parked.x", "x"])
def test_a_queue_there_is_not_is_not_found(operator: FlaskClient, queue: str) -> None:
    assert operator.get(f"/petugas/sistem/{queue}").status_code == 404


@pytest.mark.parametrize("fields", [{"cara": "hapus"}, {"cara": "retry", "pesan": "a b"}])
def test_what_the_page_never_sends_is_not_found(operator: FlaskClient, fields: dict[str, str]) -> None:
    assert sent(operator, PLACE, **fields).status_code == 404


def test_officers_of_a_regency_see_nothing_of_it(client: FlaskClient) -> None:
    entered(client)
    assert client.get("/petugas/sistem").status_code == 403
    assert sent(client, PLACE, cara="retry", yakin="ya").status_code == 403
