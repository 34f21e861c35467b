"""The tables of intake on a real server, as its migrations make them."""

import pytest

from deploy.local.stack import Endpoints
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made
