"""An officer's browser: it follows our own pages, keeps cookies, and sends forms as a browser does."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.regencies import Tenants
from tests.integration.gateway.people import PASSWORDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

OURS = {"Sec-Fetch-Site": "same-origin"}


def served(desks: Answerer) -> None:
    """The register knows the one regency."""
    desks.on("register.tenant", TENANT)
    desks.on("register.tenants", Tenants(tenants=(TENANT,)))


def sent(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    """A form from one of our pages."""
    return client.post(address, data=fields, headers=OURS)


def entered(client: FlaskClient, name: str = "petugas", **fields: str) -> TestResponse:
    """The answer to signing in at the door."""
    said = {"daerah": "contoh", "nama": name, "sandi": PASSWORDS.get(name, "salah-sekali")}
    return sent(client, "/petugas/masuk", **(said | fields))


def hidden(answer: TestResponse, name: str) -> str:
    """What a form of this page carries under this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found, answer.text
    return found[1]


def cookies_of(client: FlaskClient) -> dict[str, Any]:
    """What the browser keeps for the desk."""
    names = ("dumas_petugas", "dumas_tulisan", "dumas_nama", "dumas_faktor")
    found = {name: client.get_cookie(name, path="/petugas") for name in names}
    return {name: cookie for name, cookie in found.items() if cookie is not None}
