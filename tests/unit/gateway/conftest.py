"""The gateway without its surroundings: the services answer from memory, the database and the store are nowhere."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from gateway.app import create_app
from gateway.limits import OFF
from gateway.parts import parts_of
from gateway.settings import GatewaySettings
from gateway.tokens import ReporterPass
from services.common.runtime.settings import Store
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, REFERENCE, TENANT, receipt_for

SETTINGS = GatewaySettings(
    database_url="postgresql://nobody@127.0.0.1:1/nothing",
    amqp_uri="amqp://127.0.0.1:1/",
    store=Store("127.0.0.1:1", "none", "none", "none", is_secure=False),
    sealing_key=b"s" * 32,
    signing_key=b"i" * 32,
    receipt_key=b"r" * 32,
    factor_key=b"f" * 32,
    limits=OFF,
)

COMPILED = FileSystemBytecodeCache()
"""Templates, compiled once for all applications of the tests: it takes longer than most tests."""


@pytest.fixture
def desks() -> Answerer:
    """The services: one regency, and an intake that takes complaints."""
    answerer = Answerer()
    answerer.on("register.tenant", TENANT)
    answerer.on("intake.submit", receipt_for)
    return answerer


@pytest.fixture
def app(desks: Answerer) -> APIFlask:
    """The application before these services."""
    made = create_app(SETTINGS, desks)
    made.jinja_env.bytecode_cache = COMPILED
    return made


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Somebody who calls it."""
    return app.test_client()


@pytest.fixture
def as_reporter(app: APIFlask) -> dict[str, str]:
    """The header of a reporter who was let in."""
    token = parts_of(app).reporter_tokens.write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    return {"Authorization": f"Bearer {token}"}
