"""The tables of intake on a real server, as its migrations make them."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Endpoints
from services.common.runtime.database import make_engine
from tests.integration.intake.front_door import Intake
from tests.support.databases import Databases, rows


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made


@pytest.fixture
def intake(databases: Databases) -> Iterator[Intake]:
    engine = make_engine(databases.of_role("intake", "dumas_intake").render_as_string(hide_password=False), 2)
    made = Intake(engine, databases.of_owner("dumas_intake"))
    yield made
    rows(made.owner, "DELETE FROM outbox WHERE tenant = %s", made.tenant)  # nobody relays it
    engine.dispose()
