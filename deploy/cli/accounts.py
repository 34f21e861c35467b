"""The accounts of the gateway, as the operator's commands reach them: in its database, under the role
`dumas_accounts`, which cannot begin a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from gateway.database import make_engine
from services.common.runtime.settings import Environment


@contextmanager
def gateway_database() -> Iterator[Engine]:
    """By DATABASE_URL, for the time of one command."""
    env = Environment()
    engine = make_engine(env.text("DATABASE_URL"), 1)
    env.require()
    try:
        yield engine
    finally:
        engine.dispose()
