"""Operators of the platform, and everybody's half session: what they may call is all they may call."""

import re
from collections.abc import Iterator

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine, create_engine, insert
from sqlalchemy.exc import IntegrityError

from gateway import operators
from gateway.models import Account
from gateway.routes import API, API_PREFIX
from gateway.table import Route
from services.common.contracts.counts import Counts, RegencyCounts
from services.common.contracts.register import Nothing
from services.common.errors import NotYourRole
from tests.integration.gateway.people import bearer, half, signed_in, told
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import KEY, content

PASSWORD = "sandi-uji-operator"
SERVICES = ("intake", "register", "review", "assignment", "followup", "notify")
COUNTS = RegencyCounts(
    tenant="contoh", open=9, overdue=1, closed_this_month=3, waiting={"review": 9}, channels={"web": 9}
)
OPEN_TO_HALVES = {
    "DELETE /sessions",
    "PUT /me/password",
    "POST /me/second-factor",
    "POST /me/second-factor/confirmation",
}


def called(client: FlaskClient, route: Route, headers: dict[str, str]) -> int:
    """The status of a call whose caller is all that is wrong with it, if anything is."""
    path = API_PREFIX + re.sub(r"<uuid:\w+>", KEY, route.path).replace("<reference>", "CTH-26-7K3M-Q9TX")
    path = path.replace("<sop>", "contoh@1").replace("<tenant>", "contoh")
    return client.open(path, method=route.method, json={}, headers=headers | {"Idempotency-Key": KEY}).status_code


@pytest.fixture
def added(engine: Engine) -> Iterator[None]:
    """An operator."""
    operators.add(engine, "kanal", PASSWORD)
    yield
    if operators.listed(engine):
        operators.remove(engine, "kanal")


@pytest.fixture
def headers(client: FlaskClient, added: None) -> dict[str, str]:
    """The operator, who has signed in and set up a second factor."""
    mine = half(client, "kanal", password=PASSWORD, tenant="platform")
    secret = content(client.post("/api/v1/me/second-factor", headers=mine))["secret"]
    code = {"code": pyotp.TOTP(secret).now()}
    confirmed = client.post("/api/v1/me/second-factor/confirmation", json=code, headers=mine)
    assert confirmed.status_code == 200
    return mine


def test_an_operator_is_of_no_regency(client: FlaskClient, headers: dict[str, str]) -> None:
    me = content(client.get("/api/v1/me", headers=headers))
    assert (me["tenant"], me["id"], me["kind"], me["roles"]) == ("platform", "kanal", "platform", [])


def test_an_operator_can_call_nothing_else(client: FlaskClient, headers: dict[str, str]) -> None:
    for route in API:
        if route.who and "platform" not in route.who:
            assert called(client, route, headers) in {401, 403}, route.path
    assert {f"{route.method} {route.path}" for route in API if "platform" in route.who} == {
        "DELETE /sessions",
        "GET /me",
        "GET /me/sessions",
        "DELETE /me/sessions",
        "PUT /me/password",
        "POST /me/second-factor",
        "POST /me/second-factor/confirmation",
        "DELETE /me/second-factor",
        "GET /operations",
        "GET /operations/parked",
        "POST /operations/parked",
    }


def test_nobody_else_sees_what_operators_see(client: FlaskClient) -> None:
    mine = bearer(content(signed_in(client))["token"])
    answer = client.get("/api/v1/operations", headers=mine)
    assert (answer.status_code, content(answer)["type"]) == (403, "/problems/not-your-role")


@pytest.mark.parametrize("who", [("inspektur", {}), ("kanal", {"tenant": "platform", "password": PASSWORD})])
def test_a_half_session_can_do_nothing_but_set_up_a_second_factor(
    client: FlaskClient, added: None, who: tuple[str, dict[str, str]]
) -> None:
    mine, people = half(client, who[0], **who[1]), {"officer", "platform"}
    for route in API:
        if route.who and f"{route.method} {route.path}" not in OPEN_TO_HALVES:
            status = called(client, route, mine)
            assert status == (401 if people.isdisjoint(route.who) else 403), route.path
    assert {f"{route.method} {route.path}" for route in API if route.half} == OPEN_TO_HALVES


def test_a_half_session_is_told_where_to_go(client: FlaskClient) -> None:
    told = content(client.get("/api/v1/tasks", headers=half(client)))
    assert told["type"] == "/problems/second-factor-needed"
    assert "/api/v1/me/second-factor" in told["detail"]


def test_an_operator_sees_how_the_parts_do_and_counts(
    client: FlaskClient, desks: Answerer, headers: dict[str, str]
) -> None:
    for service in SERVICES[:-1]:
        desks.on(f"{service}.parked", NotYourRole("platform"))
    desks.on("register.counts", Counts(regencies=(COUNTS,)))
    shown = content(client.get("/api/v1/operations", headers=headers))
    assert shown["parts"] == dict.fromkeys(("database", "broker", "store", *SERVICES), "ok") | {"notify": "away"}
    assert shown["regencies"] == [COUNTS.model_dump()]
    caller, request = desks.last("register.counts")
    assert (caller.kind, caller.actor, caller.tenant, request) == ("platform", "kanal", "", Nothing())


def test_without_the_register_the_parts_are_shown_all_the_same(client: FlaskClient, headers: dict[str, str]) -> None:
    shown = content(client.get("/api/v1/operations", headers=headers))
    assert (shown["regencies"], shown["missing"]) == ([], ["regencies"])
    assert shown["parts"]["register"] == "away"


def test_an_operator_who_was_removed_is_signed_out(
    engine: Engine, client: FlaskClient, headers: dict[str, str]
) -> None:
    operators.remove(engine, "kanal")
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    assert signed_in(client, "kanal", PASSWORD, tenant="platform").status_code == 401


def test_two_operators_cannot_have_one_name(engine: Engine, added: None) -> None:
    with pytest.raises(KeyError):
        operators.add(engine, "kanal", PASSWORD)
    assert [(one.id, one.confirmed_at) for one in operators.listed(engine)] == [("kanal", None)]


def test_operators_are_told_of_in_the_trail_of_the_installation(admin: URL, added: None, client: FlaskClient) -> None:
    signed_in(client, "kanal", "salah", tenant="platform")
    rows = [(row["tenant"], row["action"], row["actor"], row["subject"]) for row in told(admin)]
    assert rows == [("", "operator_added", "dumas", "kanal"), ("", "sign_in_failed", "kanal", "")]


def test_no_regency_can_have_an_operator(admin: URL) -> None:
    engine = create_engine(admin)
    row = {"tenant": "contoh", "id": "kanal", "name": "kanal", "kind": "operator", "roles": []}
    with pytest.raises(IntegrityError, match="ck_account_kind"), engine.begin() as connection:
        connection.execute(insert(Account).values(**row))
    engine.dispose()


def test_the_own_sessions_are_shown_and_the_others_ended(client: FlaskClient) -> None:
    other, mine = (bearer(content(signed_in(client))["token"]) for _ in range(2))
    shown = content(client.get("/api/v1/me/sessions", headers=mine))["sessions"]
    assert [session["is_this"] for session in shown] == [True, False]
    assert client.delete("/api/v1/me/sessions", headers=mine).status_code == 204
    assert client.get("/api/v1/me", headers=other).status_code == 401
    assert len(content(client.get("/api/v1/me/sessions", headers=mine))["sessions"]) == 1
