"""People at the gateway's door, their phones, and a clock that is set by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from flask.testing import FlaskClient
from sqlalchemy import URL, create_engine, text
from werkzeug.test import TestResponse

from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper, NewSession
from tests.unit.gateway.samples import content

PASSWORDS = {"petugas": "sandi-uji-petugas", "inspektur": "sandi-uji-inspektur"}
STEP = timedelta(seconds=30)


class Hours:
    """The time, until somebody changes it; at the beginning of a step."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time."""
        return self.now


class Phone:
    """Shows codes by the same clock."""

    def __init__(self, secret: str, clock: Hours) -> None:
        self._totp, self._clock = pyotp.TOTP(secret), clock

    def code(self, steps: int = 0) -> str:
        """The code of now, or of so many steps later."""
        return self._totp.at(self._clock.now + steps * STEP)


def enrolled(keeper: Doorkeeper, factors: SecondFactors, clock: Hours, name: str = "inspektur") -> Phone:
    """The phone of somebody who has just set up a second factor; its code of now is used."""
    session = keeper.sign_in("contoh", name, PASSWORDS[name])
    phone = Phone(factors.begin(session.signed_in).secret, clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    return phone


def with_code(keeper: Doorkeeper, code: str, name: str = "inspektur") -> NewSession:
    """A new session by password and code."""
    return keeper.sign_in("contoh", name, PASSWORDS[name], code)


def signed_in(
    client: FlaskClient, username: str = "petugas", password: str = PASSWORDS["petugas"], **more: str
) -> TestResponse:
    """The answer to signing in."""
    who = {"tenant": "contoh", "username": username, "password": password}
    return client.post("/api/v1/sessions", json=who | more)


def bearer(token: str) -> dict[str, str]:
    """The header of whoever holds a token."""
    return {"Authorization": f"Bearer {token}"}


def half(client: FlaskClient, username: str = "inspektur", **more: str) -> dict[str, str]:
    """The header of somebody who must set up a second factor first."""
    session = content(signed_in(client, username, more.pop("password", PASSWORDS["inspektur"]), **more))
    assert session["must_set_up"] == ["second_factor"]
    return bearer(session["token"])


def told(admin: URL) -> list[dict[str, Any]]:
    """What was told to the audit trail, in order."""
    engine = create_engine(admin)
    with engine.connect() as connection:
        found = [dict(payload) for payload in connection.scalars(text("SELECT payload FROM outbox ORDER BY seq"))]
    engine.dispose()
    return found
