"""Officers and systems at the door, on a real database."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from gateway.passwords import HASHER, NOBODY
from gateway.sessions import IDLE, LASTS
from gateway.sign_in import Doorkeeper
from services.common.contracts.lists import TaskQuery
from services.common.contracts.register import Tasks
from services.common.errors import NotSignedIn
from tests.integration.gateway.conftest import API_KEYS
from tests.integration.gateway.people import PASSWORDS, Hours, bearer, signed_in
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import content

KEY = API_KEYS["sp4n_lapor"]


def test_an_officer_signs_in_and_is_known(client: FlaskClient) -> None:
    token = content(signed_in(client, "Petugas "))["token"]
    me = content(client.get("/api/v1/me", headers=bearer(token)))
    assert me == {
        "tenant": "contoh",
        "id": "petugas",
        "name": "Contoh Dua",
        "kind": "officer",
        "roles": ["petugas_penerima"],
        "unit": "",
        "stands_in": [],
    }


def test_the_services_are_told_who_asks(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tasks", Tasks(tasks=(), next=None))
    token = content(signed_in(client))["token"]
    assert client.get("/api/v1/tasks?limit=5&after=x", headers=bearer(token)).status_code == 200
    caller, page = desks.last("register.tasks")
    assert (caller.kind, caller.actor, caller.tenant, caller.roles) == (
        "officer",
        "petugas",
        "contoh",
        ("petugas_penerima",),
    )
    assert page == TaskQuery(after="x", limit=5)


def test_an_unknown_name_and_a_wrong_password_are_told_alike(client: FlaskClient) -> None:
    answers = [
        content(signed_in(client, *attempt))
        for attempt in (("petugas", "salah"), ("siapa", "salah"), ("sp4n_lapor", "salah"))
    ]
    for answer in answers:
        del answer["correlation_id"]
    assert answers[0]["status"] == 401
    assert answers[0] == answers[1] == answers[2]


def test_an_unknown_name_takes_as_long_to_check() -> None:
    assert not HASHER.check_needs_rehash(NOBODY)


def test_a_session_ends_when_its_officer_signs_out(client: FlaskClient) -> None:
    token = content(signed_in(client))["token"]
    assert client.delete("/api/v1/sessions", headers=bearer(token)).status_code == 204
    assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_a_session_ends_after_half_an_hour_without_a_request(keeper: Doorkeeper, clock: Hours) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    for _ in range(3):
        clock.now += IDLE - timedelta(minutes=1)
        keeper.holder(token)
    clock.now += IDLE
    with pytest.raises(NotSignedIn):
        keeper.holder(token)


def test_a_session_ends_after_eight_hours_however_busy(keeper: Doorkeeper, clock: Hours) -> None:
    session = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    while clock.now < session.expires_at - timedelta(minutes=20):
        clock.now += timedelta(minutes=20)
        keeper.holder(session.token)
    clock.now = session.expires_at
    assert session.expires_at - LASTS == Hours().now
    with pytest.raises(NotSignedIn):
        keeper.holder(session.token)


def test_a_system_is_known_by_its_key(client: FlaskClient) -> None:
    me = content(client.get("/api/v1/me", headers=bearer(f"{KEY}contoh")))
    assert (me["kind"], me["id"], me["tenant"]) == ("system", "sp4n_lapor", "contoh")


def test_a_token_of_no_kind_opens_nothing(client: FlaskClient) -> None:
    for token in ("os_guess", "dk_guess", "rt_guess", "guess", ""):
        assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_the_gateway_is_ready_on_its_database_and_broker(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200
