"""The register on a real server, as the migrations make its tables and under the role it has in production."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from deploy.local.stack import Endpoints
from services.common.runtime.database import make_engine
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Regency
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made


@pytest.fixture(scope="session")
def engine(databases: Databases) -> Iterator[Engine]:
    """The register's connections."""
    url = databases.of_role("register", "dumas_intake").render_as_string(hide_password=False)
    made = make_engine(url, 6)
    yield made
    made.dispose()


@pytest.fixture
def regency(engine: Engine, databases: Databases) -> Regency:
    """A regency of its own for each test."""
    return Regency(engine, databases)


@pytest.fixture
def printing(engine: Engine, databases: Databases) -> Iterator[Printing]:
    """One whose book and reports are printed."""
    made = Printing(engine, databases)
    yield made
    made.close()
