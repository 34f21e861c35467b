"""One transaction of a service: its session, what it announces and what it has heard before.

The transaction opens and names its tenant in a single round trip; PostgreSQL's row-level security then shows and
takes only rows of that tenant. Connections are made per process, never at import time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

from nameko.extensions import DependencyProvider
from psycopg2.extensions import get_wait_callback
from pydantic import BaseModel
from sqlalchemy import Connection, Engine, create_engine, insert, make_url, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from services.common.contracts.caller import Caller
from services.common.contracts.events import Event
from services.common.errors import KeyReused
from services.common.runtime.answers import stamp_of
from services.common.runtime.keys import Keys
from services.common.runtime.tables import outbox_row
from services.common.runtime.tenant_keys import ANSWERS, KEEPERS, Keyring
from services.common.sealing import KeyMissing

Answer = TypeVar("Answer", bound=BaseModel)

_OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"


class Work:
    """One transaction. Everything done through it is saved together, or not at all."""

    def __init__(
        self, connection: Connection, service: str, tenant: str, base: type[Any], keyring: Keyring | None = None
    ) -> None:
        self.connection = connection
        self.tenant = tenant
        self.tables = base.metadata.tables
        self._service = service
        self._keyring = keyring

    @cached_property
    def session(self) -> Session:
        """For reading and writing by mapped classes; made when first asked for."""
        return Session(self.connection, autoflush=False, expire_on_commit=False)

    @cached_property
    def keys(self) -> Keys:
        """The regency's keys; KeyMissing in a service that has none."""
        if self._keyring is None:
            raise KeyMissing(f"{self._service} has no master keys")
        return Keys(self.connection, self.tenant, self._keyring)

    @contextmanager
    def as_keeper(self) -> Iterator[None]:
        """Take on the role that may read identities, change keys and destroy. An exception must undo the work."""
        self.connection.exec_driver_sql(f"SET LOCAL ROLE {KEEPERS[self._service]}")
        yield
        self.connection.exec_driver_sql("SET LOCAL ROLE NONE")

    def announce(self, *events: Event) -> None:
        """Publish the events once this transaction is saved; never without it."""
        if events:
            self.connection.execute(insert(self.tables["outbox"]), [outbox_row(self._service, e) for e in events])

    def first_time(self, event: Event, handler: str) -> bool:
        """Whether this handler takes the event for the first time; remembered if the work is saved."""
        inbox = self.tables["inbox"]
        row = upsert(inbox).values(handler=handler, event_id=event.event_id).on_conflict_do_nothing()
        return self.connection.execute(row.returning(inbox.c.event_id)).first() is not None

    def once(
        self, caller: Caller, request: BaseModel, key: str, answer: type[Answer], act: Callable[[], Answer]
    ) -> Answer:
        """Act, or give again the answer this request key got before. KeyReused when the request differs."""
        table = self.tables["answered"]
        mine = {"tenant": self.tenant, "actor": f"{caller.kind}:{caller.actor}", "request_key": key}
        row = [table.c[name] == value for name, value in mine.items()]
        stamp = stamp_of(request, self.keys.secret(ANSWERS) if self._keyring else b"")
        # The empty answer is a lock: a second request with this key waits here until the first is saved or undone.
        claim = upsert(table).values(**mine, fingerprint=stamp.fingerprint, answer={}).on_conflict_do_nothing()
        if self.connection.execute(claim.returning(table.c.request_key)).first() is not None:
            result = act()
            self.connection.execute(update(table).where(*row).values(answer=stamp.kept(result)))
            return result
        earlier = self.connection.execute(select(table.c.fingerprint, table.c.answer).where(*row)).one()
        if earlier.fingerprint != stamp.fingerprint:
            raise KeyReused
        return answer.model_validate(stamp.given(earlier.answer))


class Database(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Injected into a service as `work`: `with self.work(tenant) as work: ...`."""

    def __init__(self, metadata_of: type[Any]) -> None:
        self._base = metadata_of

    def setup(self) -> None:
        """Connect lazily, one engine per process; refuse to run where psycopg2 would block the hub."""
        if get_wait_callback() is None:
            raise SystemExit("psycopg2 is not green: eventlet must be patched before the service is imported.")
        settings = self.container.config["DUMAS"]
        self.engine = make_engine(settings.database_url, settings.max_workers)

    def stop(self) -> None:
        """Close the pool."""
        self.engine.dispose()

    def get_dependency(self, worker_ctx: Any) -> Callable[[str], Any]:
        """A function that opens a transaction for a tenant."""
        service = worker_ctx.service_name
        keyring = self.container.config.get("KEYRING")
        return lambda tenant: transaction(self.engine, service, tenant, self._base, keyring)


def make_engine(url: str, connections: int) -> Engine:
    """An engine whose transactions are opened by `transaction`; parameters never appear in its errors."""
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        isolation_level="AUTOCOMMIT",
        pool_size=connections,
        max_overflow=0,
        pool_timeout=5,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={
            "options": _OPTIONS,
            "connect_timeout": 5,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
        },
    )


@contextmanager
def transaction(
    engine: Engine, service: str, tenant: str, base: type[Any], keyring: Keyring | None = None
) -> Iterator[Work]:
    """One transaction for one tenant; saved on a clean exit, undone on any exception."""
    with _begun(engine, tenant) as connection:
        work = Work(connection, service, tenant, base, keyring)
        try:
            yield work
            if "session" in vars(work):
                work.session.flush()
            connection.exec_driver_sql("COMMIT")
        except BaseException as fault:
            _undo(connection)
            if isinstance(fault, IntegrityError) and keyring:
                keyring.kept.pop(tenant, None)
            raise


def _begun(engine: Engine, tenant: str) -> Connection:
    """A connection with an open transaction.

    BEGIN and the tenant go in one round trip, as psycopg2 in autocommit leaves transactions to us. They also tell
    whether a pooled connection is still good: one that is not, after a restart of the database, is replaced once.
    """
    try:
        return _begin(engine.connect(), tenant)
    except DBAPIError as fault:
        if not fault.connection_invalidated:
            raise
        return _begin(engine.connect(), tenant)


def _begin(connection: Connection, tenant: str) -> Connection:
    try:
        connection.exec_driver_sql("BEGIN; SELECT set_config('dumas.tenant', %s, true)", (tenant,))
    except BaseException:
        connection.close()
        raise
    return connection


def _undo(connection: Connection) -> None:
    try:
        connection.exec_driver_sql("ROLLBACK")
    except DBAPIError:
        connection.invalidate()
