"""Gateways made for one test, each with limits of its own, on one database; and what clients send to them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import URL, create_engine, text
from werkzeug.test import TestResponse

from tests.unit.gateway.samples import CODE, FILING, KEY, REFERENCE

Door = Callable[..., FlaskClient]
HERE, THERE = "203.0.113.77", "198.51.100.9"
"""Two clients."""


def filed(
    door: FlaskClient,
    client: str = HERE,
    tenant: str = "contoh",
    proof: str | None = None,
    key: str | None = None,
    **more: Any,
) -> TestResponse:
    """A complaint from this client, each time a new one unless a key is given."""
    headers = {"Idempotency-Key": key or str(uuid4())} | ({"X-Proof": proof} if proof else {})
    address = f"/api/v1/tenants/{tenant}/complaints"
    return door.post(address, json=FILING | more, headers=headers, environ_base={"REMOTE_ADDR": client})


def tried(door: FlaskClient, client: str = HERE, reference: str = REFERENCE) -> TestResponse:
    """Somebody opens a complaint."""
    body = {"tenant": "contoh", "reference": reference, "access_code": CODE}
    return door.post("/api/v1/reporter/session", json=body, environ_base={"REMOTE_ADDR": client})


def said(door: FlaskClient, reporter: dict[str, str]) -> TestResponse:
    """A reporter writes."""
    headers = reporter | {"Idempotency-Key": KEY}
    return door.post("/api/v1/reporter/messages", json={"text": "Halo"}, headers=headers)


def problem(answer: TestResponse) -> str:
    """Which kind of problem it is."""
    assert answer.json is not None
    return str(answer.json["type"]).removeprefix("/problems/")


def run(url: URL, statement: str, **values: Any) -> list[Any]:
    """What the database's owner sees, or does."""
    engine = create_engine(url)
    with engine.begin() as connection:
        result = connection.execute(text(statement), values)
        rows = list(result) if result.returns_rows else []
    engine.dispose()
    return rows
