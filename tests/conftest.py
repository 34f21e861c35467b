"""Fixtures that start real processes. The test process itself is never monkey-patched."""

from collections.abc import Iterator

import pytest

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from tests.support.clamav import RunningClamd, running_clamd
from tests.support.stack import RunningStack, running_parts, running_stack


@pytest.fixture(scope="session")
def embedded() -> Iterator[tuple[Endpoints, Secrets]]:
    """PostgreSQL, RabbitMQ, S3 and SMTP, empty, with their passwords; started once for all tests that ask."""
    with running_parts() as stack:
        yield stack.start(), stack.secrets


@pytest.fixture(scope="session")
def parts(embedded: tuple[Endpoints, Secrets]) -> Endpoints:
    """Where they are."""
    return embedded[0]


@pytest.fixture(scope="session")
def clamd() -> Iterator[RunningClamd]:
    """A scanner for viruses; started once for all tests that ask."""
    with running_clamd() as running:
        yield running


@pytest.fixture(scope="session")
def stack(clamd: RunningClamd) -> Iterator[RunningStack]:
    """The whole product with the four regencies and a scanner; started once for all tests that ask."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAMD_ADDRESS", clamd.address)
        with running_stack() as running:
            yield running
