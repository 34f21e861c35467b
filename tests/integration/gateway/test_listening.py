"""The feed, the stream and subscriptions over HTTP, with a system's own key; notify answers from memory."""

import threading
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.parts import parts_of
from gateway.streams import Pace
from services.common.contracts.outward import deliveries as d
from services.common.contracts.outward import subscriptions as s
from services.common.contracts.outward.examples import example
from services.common.contracts.outward.feed import EventQuery, Events, Told
from services.common.errors import Unavailable
from tests.integration.gateway.conftest import API_KEYS
from tests.integration.gateway.doors import problem
from tests.integration.gateway.pages.test_subscriptions import DELIVERY, ONE, SENT, SUBSCRIPTION
from tests.unit.gateway.answerer import Answerer

SYSTEM = {"Authorization": f"Bearer {API_KEYS['sp4n_lapor']}contoh"}
API = "/api/v1"
BODY = example("complaint.closed").replace('"specversion"', '"specversion" ')  # no JSON writer of ours puts it so
CLOSED = Told(event_id=UUID(int=9), type="complaint.closed", cursor="12", body=BODY)
QUICK = Pace(look=0.01, beat=0.05, lasts=0.2)


def asked(client: FlaskClient, method: str, path: str, **more: Any) -> TestResponse:
    headers = {**SYSTEM, "Idempotency-Key": uuid4().hex, **more.pop("headers", {})}
    return client.open(f"{API}{path}", method=method, headers=headers, **more)


def feed(*told: Told, cursor: str = "12") -> Events:
    return Events(events=told, cursor=cursor, has_more=False)


def one_then_silence(_caller: Any, query: Any) -> Events:
    """What notify answers to a system that follows: one event, and nothing after it."""
    assert isinstance(query, EventQuery)
    return feed(CLOSED) if query.after in ("11", "latest") else feed(cursor=query.after or "")


def test_a_page_of_events_has_them_byte_by_byte(client: FlaskClient, desks: Answerer) -> None:
    desks.on("notify.events", feed(CLOSED, CLOSED))
    answer = asked(client, "GET", "/events?types=complaint.closed,complaint.received&limit=2")
    assert answer.text == f'{{"events":[{BODY},{BODY}],"cursor":"12","has_more":false}}'
    assert answer.mimetype == "application/json"
    caller, query = desks.last("notify.events")
    assert (caller.kind, caller.actor) == ("system", "sp4n_lapor")
    assert query == EventQuery(types=("complaint.closed", "complaint.received"), limit=2)


@pytest.mark.parametrize("query", ["types=tidak.ada", "limit=0", "reference=x", "since=kemarin"])
def test_a_query_that_does_not_fit_is_told_by_field(client: FlaskClient, query: str) -> None:
    answer = asked(client, "GET", f"/events?{query}")
    assert answer.status_code == 422
    assert [fault["field"] for fault in (answer.json or {})["errors"]] == [query.partition("=")[0]]


def test_one_event_is_passed_on_byte_by_byte(client: FlaskClient, desks: Answerer) -> None:
    desks.on("notify.event", CLOSED)
    answer = asked(client, "GET", f"/events/{CLOSED.event_id}")
    assert (answer.text, answer.mimetype) == (BODY, "application/cloudevents+json")


def test_a_stream_tells_events_keeps_the_line_alive_and_ends(
    client: FlaskClient, app: APIFlask, desks: Answerer
) -> None:
    desks.on("notify.events", one_then_silence)
    parts_of(app).streams.pace = QUICK
    answer = asked(client, "GET", "/events/stream", headers={"Last-Event-ID": "11"})
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/event-stream", "no-store")
    assert answer.text.startswith(f"retry: 3000\nid: 12\nevent: complaint.closed\ndata: {BODY}\n\n")
    assert ": \nid: 12\n\n" in answer.text


def test_a_stream_without_a_place_begins_now_and_names_it(client: FlaskClient, app: APIFlask, desks: Answerer) -> None:
    desks.on("notify.events", feed(cursor="40"))
    parts_of(app).streams.pace = QUICK
    answer = asked(client, "GET", "/events/stream")
    assert answer.text.startswith("retry: 3000\nid: 40\n\n")
    first = next(query for name, _, query in desks.calls if name == "notify.events")
    assert first == EventQuery(after="latest")


def test_a_stream_ends_when_notify_is_away(client: FlaskClient, desks: Answerer) -> None:
    answers = iter([feed(CLOSED)])

    def answer(_caller: Any, _query: Any) -> Events:
        try:
            return next(answers)
        except StopIteration:
            raise Unavailable("notify") from None

    desks.on("notify.events", answer)
    assert asked(client, "GET", "/events/stream").text.endswith(f"data: {BODY}\n\n")


def test_an_account_has_two_streams_and_a_place_that_is_left_is_free(
    client: FlaskClient, app: APIFlask, desks: Answerer
) -> None:
    desks.on("notify.events", feed())
    streams = parts_of(app).streams
    begun = [streams.begin("contoh/system:sp4n_lapor") for _ in range(2)]
    refused = asked(client, "GET", "/events/stream")
    assert (refused.status_code, problem(refused)) == (503, "too-many-streams")
    assert refused.headers["Retry-After"] == "10"
    begun[0]()
    begun[0]()
    for _ in range(2):
        with asked(client, "GET", "/events/stream") as answer:
            assert answer.status_code == 200


def test_a_stream_that_is_refused_takes_no_place(client: FlaskClient, app: APIFlask, desks: Answerer) -> None:
    desks.on("notify.events", Unavailable("notify"))
    assert [asked(client, "GET", "/events/stream").status_code for _ in range(3)] == [503] * 3
    for _ in range(2):
        parts_of(app).streams.begin("contoh/system:sp4n_lapor")


def test_streams_end_with_the_process(client: FlaskClient, app: APIFlask, desks: Answerer) -> None:
    desks.on("notify.events", feed())
    streams = parts_of(app).streams
    threading.Timer(0.1, streams.end).start()
    assert asked(client, "GET", "/events/stream").text == "retry: 3000\nid: 12\n\n"
    assert asked(client, "GET", "/events/stream").status_code == 503


@pytest.fixture
def listening(desks: Answerer) -> None:
    """notify knows one subscription of this system."""
    desks.on("notify.subscriptions", s.Subscriptions(subscriptions=(SUBSCRIPTION,)))
    desks.on("notify.rotate_secret", s.NewSecret(subscription=SUBSCRIPTION, secret="whsec_"))
    desks.on("notify.send_test", DELIVERY)
    desks.on("notify.replay", d.Replayed(events=1))
    desks.on("notify.deliveries", d.Deliveries(deliveries=(DELIVERY,)))
    desks.on("notify.delivery", d.DeliveryInFull(delivery=DELIVERY, tries=(), body=BODY))


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "", None, 200),
        ("GET", f"/{ONE}", None, 200),
        ("GET", f"/{SENT}", None, 404),
        ("POST", f"/{ONE}/secret", None, 201),
        ("POST", f"/{ONE}/test", {}, 201),
        ("POST", f"/{ONE}/replay", {"given_up": True}, 200),
        ("POST", f"/{ONE}/replay", {"given_up": True, "event_id": str(ONE)}, 422),
        ("POST", f"/{ONE}/replay", {}, 422),
        ("GET", f"/{ONE}/deliveries?outcome=given_up", None, 200),
    ],
)
@pytest.mark.usefixtures("listening")
def test_what_a_system_may_do_with_its_own(
    client: FlaskClient, method: str, path: str, body: dict[str, Any] | None, status: int
) -> None:
    assert asked(client, method, f"/subscriptions{path}", json=body).status_code == status


@pytest.mark.usefixtures("listening")
def test_a_delivery_is_shown_byte_by_byte_and_sent_again(client: FlaskClient, desks: Answerer) -> None:
    sent = f"/subscriptions/{ONE}/deliveries/{SENT}"
    full = asked(client, "GET", sent).json
    assert full is not None
    assert full["body"] == BODY
    assert asked(client, "POST", f"{sent}/resend").json == {"events": 1}
    _, again = desks.last("notify.replay")
    assert isinstance(again, d.Replay)
    assert again.event_id == DELIVERY.event_id


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("PATCH", f"/{ONE}"), ("DELETE", f"/{ONE}")])
def test_what_it_hears_is_not_the_systems_to_settle(client: FlaskClient, method: str, path: str) -> None:
    answer = asked(client, method, f"/subscriptions{path}", json={})
    assert (answer.status_code, problem(answer)) == (403, "not-your-role")
