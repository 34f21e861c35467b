"""The plumbing on real parts: migrated databases and a broker. Services run in processes of their own."""

import pytest

from deploy.local.stack import Endpoints
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, newly migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made
