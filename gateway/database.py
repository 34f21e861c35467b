"""The gateway's own database: who may sign in and has, what is counted at the door, what was seen of each regency.

Nothing of a complaint is kept here. The gateway connects as `dumas_gateway`, the `dumas` command as `dumas_accounts`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, make_url, text

_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
_NAME_TENANT = text("SELECT set_config('dumas.tenant', :tenant, true)")


def make_engine(url: str, connections: int) -> Engine:
    """An engine that connects on first use; parameters never appear in its errors."""
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=3,
        pool_pre_ping=True,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={
            "options": _OPTIONS,
            "connect_timeout": 3,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
        },
    )


def make_counting_engine(url: str) -> Engine:
    """An engine for single statements that must not hold anybody up: no transactions, no looking before asking.

    A few connections of its own, so that counting never waits for other queries, nor they for it.
    """
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        isolation_level="AUTOCOMMIT",
        pool_size=4,
        max_overflow=0,
        pool_timeout=1,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={
            "options": "-c statement_timeout=1000 -c lock_timeout=500 -c synchronous_commit=off",
            "connect_timeout": 2,
            "tcp_user_timeout": 2000,
        },
    )


def name_tenant(connection: Connection, tenant: str) -> None:
    """Let the rest of this transaction see and write accounts of one tenant."""
    connection.execute(_NAME_TENANT, {"tenant": tenant})


@contextmanager
def of_tenant(engine: Engine, tenant: str) -> Iterator[Connection]:
    """One transaction within one tenant."""
    with engine.begin() as connection:
        name_tenant(connection, tenant)
        yield connection


def is_reachable(engine: Engine) -> bool:
    """Whether the database answers."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:  # whatever the driver or the pool raises: the answer is no
        return False
    return True
