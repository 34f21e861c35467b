"""The gateway on a real database and a real file store; the services answer from memory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine, create_engine, make_url, text

import gateway
from deploy.local.stack import Endpoints
from gateway.app import create_app
from gateway.database import make_engine
from gateway.limits import rules
from gateway.models import Base
from gateway.officers import apply_officers
from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.tenant import Officer
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from tests.integration.gateway.doors import Door
from tests.integration.gateway.people import PASSWORDS, Hours
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import COMPILED, SETTINGS
from tests.unit.gateway.samples import TENANT, receipt_for

ROLE, ACCOUNTS, PASSWORD = "dumas_gateway", "dumas_accounts", "hanya-untuk-uji"
OFFICERS = (
    Officer(id="petugas", name="Contoh Dua", roles=("petugas_penerima",)),
    Officer(id="inspektur", name="Contoh Satu", roles=("inspektur",)),
    Officer(id="sp4n_lapor", name="SP4N-LAPOR!", roles=("sp4n_lapor",), kind="system"),
)
API_KEYS = {"sp4n_lapor": "dk_" + "k" * 40}


@pytest.fixture(scope="session")
def admin(parts: Endpoints) -> URL:
    """A database with the gateway's tables, as its owner."""
    url = make_url(parts.database_url).set(drivername="postgresql+psycopg2")
    name = f"gateway_{uuid4().hex[:8]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for role in (ROLE, ACCOUNTS, "dumas_relay"):
            if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
                connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    url = url.set(database=name)
    config = Config()
    config.set_main_option("script_location", str(Path(gateway.__file__).parent / "migrations"))
    config.attributes["url"] = url
    command.upgrade(config, "head")
    return url


@pytest.fixture(scope="session")
def applied(admin: URL) -> URL:
    """The same with two regencies' accounts, and a copy of them: hashing passwords anew for each test is slow."""
    engine = make_engine(as_command(admin), 1)
    for tenant in ("contoh", "lain"):
        apply_officers(engine, tenant, OFFICERS, PASSWORDS, {"sp4n_lapor": API_KEYS["sp4n_lapor"] + tenant})
    engine.dispose()
    _run(admin, "CREATE SCHEMA kept", *(f"CREATE TABLE kept.{name} AS TABLE {name}" for name in ("account", "api_key")))
    return admin


@pytest.fixture
def engine(applied: URL) -> Iterator[Engine]:
    """The gateway's own connection, with the accounts as at the start and nothing else."""
    _run(
        applied,
        f"TRUNCATE {', '.join(Base.metadata.tables)}",
        *(f"INSERT INTO {name} SELECT * FROM kept.{name}" for name in ("account", "api_key")),
    )
    engine = make_engine(as_gateway(applied), 4)
    yield engine
    engine.dispose()


@pytest.fixture
def shell(engine: Engine, admin: URL) -> Iterator[Engine]:
    """The same database as the operator's command reaches it."""
    made = make_engine(as_command(admin), 2)
    yield made
    made.dispose()


@pytest.fixture
def clock() -> Hours:
    """The time the gateway goes by, set by hand."""
    return Hours()


@pytest.fixture
def keeper(engine: Engine, clock: Hours) -> Doorkeeper:
    """Who lets people in."""
    return Doorkeeper(engine, SETTINGS.factor_key, clock)


@pytest.fixture
def factors(engine: Engine, clock: Hours) -> SecondFactors:
    """Second factors, as their holders handle them."""
    return SecondFactors(engine, SETTINGS.factor_key, clock)


@pytest.fixture(scope="session")
def store(parts: Endpoints) -> Store:
    """The file store, with its bucket."""
    settings = Store.read(Environment(parts.store))
    ObjectStore(settings).ensure_bucket()
    return settings


@pytest.fixture
def desks() -> Answerer:
    """The services."""
    return Answerer()


@pytest.fixture
def app(engine: Engine, admin: URL, store: Store, desks: Answerer) -> Iterator[APIFlask]:
    """The application on these parts."""
    app = create_app(replace(SETTINGS, database_url=as_gateway(admin), store=store), desks)
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    parts_of(app).engine.dispose()


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Somebody who calls it."""
    return app.test_client()


@pytest.fixture
def door(engine: Engine, admin: URL, store: Store, desks: Answerer) -> Iterator[Door]:
    """Makes gateways by their DUMAS_LIMITS, beside one another as processes would be; nothing is counted yet."""
    desks.on("register.tenant", TENANT)
    desks.on("intake.submit", receipt_for)
    made: list[APIFlask] = []

    def make(limits: str, **settings: Any) -> FlaskClient:
        known = replace(SETTINGS, database_url=as_gateway(admin), store=store, limits=rules(limits))
        made.append(create_app(replace(known, **settings), desks))
        made[-1].jinja_env.bytecode_cache = COMPILED
        return made[-1].test_client()

    yield make
    for app in made:
        parts_of(app).sweeping.stop()
        parts_of(app).engine.dispose()


def as_gateway(admin: URL) -> str:
    """The address under the gateway's own role."""
    return admin.set(username=ROLE, password=PASSWORD).render_as_string(hide_password=False)


def as_command(admin: URL) -> str:
    """The address under the role of the operator's command."""
    return admin.set(username=ACCOUNTS, password=PASSWORD).render_as_string(hide_password=False)


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
