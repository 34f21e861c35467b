"""Browsers of people who have signed in with a code from their phone: the head of an office, and an operator."""

from dataclasses import dataclass

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.pages import cookies
from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from tests.integration.gateway.people import PASSWORDS, Hours, Phone


@dataclass(frozen=True, slots=True)
class Hall:
    """Where people are let in, by the clock of the test."""

    app: APIFlask
    keeper: Doorkeeper
    factors: SecondFactors
    clock: Hours

    def let_in(self, tenant: str, name: str, password: str) -> FlaskClient:
        """The browser of somebody who has just set up a second factor."""
        session = self.keeper.sign_in(tenant, name, password)
        phone = Phone(self.factors.begin(session.signed_in).secret, self.clock)
        self.factors.confirm(session.signed_in, phone.code(), session.token)
        client = self.app.test_client()
        client.set_cookie(cookies.OFFICER, session.token, path=cookies.DESK_PATH)
        return client

    def head(self) -> FlaskClient:
        """The head of the office."""
        return self.let_in("contoh", "inspektur", PASSWORDS["inspektur"])


def hall(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> Hall:
    """The door of the application goes by the clock of the test."""
    monkeypatch.setattr(parts_of(app).door, "_clock", clock)
    return Hall(app, keeper, factors, clock)
