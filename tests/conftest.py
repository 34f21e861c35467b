"""Fixtures that start real processes. The test process itself is never monkey-patched."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Endpoints
from tests.support.stack import RunningStack, running_parts, running_stack


@pytest.fixture(scope="session")
def parts() -> Iterator[Endpoints]:
    """PostgreSQL, RabbitMQ, S3 and SMTP, empty; started once for all tests that ask."""
    with running_parts() as stack:
        yield stack.start()


@pytest.fixture(scope="session")
def stack() -> Iterator[RunningStack]:
    """The whole product with the four regencies; started once for all tests that ask."""
    with running_stack() as running:
        yield running
