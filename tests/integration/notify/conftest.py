"""The tables of notify on a real server, as its migrations make them, and somebody who listens."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Endpoints
from tests.integration.notify.dispatching import Post
from tests.support.databases import Databases
from tests.support.receivers import Receiver, receiving


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made


@pytest.fixture
def post(databases: Databases) -> Iterator[Post]:
    """A regency's subscriptions and the dispatcher that serves them."""
    made = Post(databases)
    yield made
    made.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks."""
    with receiving() as made:
        yield made
