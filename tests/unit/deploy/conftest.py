"""Secrets of a stack, and the compose file filled in with them."""

from pathlib import Path

import pytest

from deploy.docker import make_env
from deploy.local import keys
from deploy.local.keys import Secrets
from deploy.local.state import State
from tests.unit.deploy import compose


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return keys.load(State(tmp_path / "secrets"))


@pytest.fixture
def services(secrets: Secrets) -> dict[str, compose.Service]:
    """As `make-env.sh` and docker-compose.yml give them."""
    return compose.services(compose.read_env(make_env.filled(secrets)))
