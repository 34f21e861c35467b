"""Work that a process finds in a database, piece by piece: files to look through, documents to make. Plain threads.

Whoever works on a piece holds an advisory lock for it, which the database lets go when the process ends; so a crash in
the middle is noticed at once, and several processes share the work. A notification wakes a worker; it also looks every
second, for notifications are lost with a connection, and what could not be done waits for its time.
"""

import ctypes
import logging
import select
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar
from uuid import UUID

import psycopg2
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

log = logging.getLogger(__name__)

Piece = TypeVar("Piece")

_LOOK_EVERY: Final = 1.0
_ROUND_EVERY: Final = 60.0
_OPTIONS: Final = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=120000"
_SET_DUMPABLE: Final = 4  # prctl's number for it
_LOCK: Final = text("SELECT pg_try_advisory_lock(:key)")
_UNLOCK: Final = text("SELECT pg_advisory_unlock(:key)")


def make_engine(database_url: str, *, is_autocommit: bool = True) -> Engine:
    """An engine that opens a connection where one is asked for; parameters never appear in its errors."""
    return create_engine(
        make_url(database_url).set(drivername="postgresql+psycopg2"),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, "options": _OPTIONS},
        **({"isolation_level": "AUTOCOMMIT"} if is_autocommit else {}),
    )


def keep_memory_private() -> None:
    """From now on the processes this one starts, which run as the same user, cannot read the keys in its memory."""
    ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


class Worker(threading.Thread):
    """Does one piece after the other until stopped. `what` is how log and thread call it, `channel` what wakes it."""

    def __init__(self, what: str, channel: str, database_url: str, stop: threading.Event) -> None:
        super().__init__(name=what, daemon=True)
        self._engine, self._channel = make_engine(database_url), channel
        self.stop_asked = stop
        self.is_connected = False

    def run(self) -> None:
        """Work, and start anew on a lost connection."""
        while not self.stop_asked.is_set():
            try:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql(f"LISTEN {self._channel}")
                    self.work(connection)
            except (DBAPIError, psycopg2.Error) as reason:  # the second from looking for notifications, see `wait`
                fault = reason.orig if isinstance(reason, DBAPIError) else reason
                log.warning("%s interrupted (%s), again in a second", self.name, type(fault).__name__)
            self.is_connected = False
            self.stop_asked.wait(1.0)

    def work(self, connection: Connection) -> None:
        """Work on this connection, which is in autocommit, until `stop_asked`; sets `is_connected`."""
        raise NotImplementedError

    @staticmethod
    def wait(connection: Connection) -> None:
        """Until something may have come, or a second has passed."""
        listener: Any = connection.connection.dbapi_connection
        if select.select([listener], [], [], _LOOK_EVERY)[0]:
            listener.poll()
            listener.notifies.clear()


class Rounds(threading.Thread):
    """Does what there is once a minute, a portion at a time, until stopped. `what` is how log and thread call it."""

    def __init__(self, what: str, engine: Engine, stop: threading.Event) -> None:
        super().__init__(name=what, daemon=True)
        self._engine, self._stop_asked = engine, stop
        self.is_connected = False

    def run(self) -> None:
        """Work; a database, or whatever else it takes, that is away is waited for."""
        while not self._stop_asked.is_set():
            self._round()
            self._stop_asked.wait(_ROUND_EVERY)

    def portion(self, connection: Connection) -> bool:
        """Some of it. Whether there may be more. OSError when something besides the database is away."""
        raise NotImplementedError

    def _round(self) -> None:
        try:
            with self._engine.connect() as connection:
                self.is_connected = True
                while self.portion(connection) and not self._stop_asked.is_set():
                    pass
        except (DBAPIError, OSError) as reason:
            self.is_connected = isinstance(reason, OSError)
            fault = reason.orig if isinstance(reason, DBAPIError) else reason
            log.warning("%s interrupted (%s), again in a minute", self.name, type(fault).__name__)


@contextmanager
def claimed(
    connection: Connection, waiting: Iterable[UUID], claim: Callable[[UUID], Piece | None]
) -> Iterator[Piece | None]:
    """The first that nobody else works on and that `claim` gives, held until the end of the block; None without."""
    for piece in waiting:
        key = {"key": piece.int >> 65}
        if not connection.execute(_LOCK, key).scalar_one():
            continue
        try:
            found = claim(piece)
            if found is not None:  # otherwise another has just finished with it
                yield found
                return
        finally:
            if not connection.invalidated:
                connection.execute(_UNLOCK, key)
    yield None


@contextmanager
def transaction(connection: Connection, tenant: str) -> Iterator[Connection]:
    """One transaction in the name of a tenant, on a connection in autocommit."""
    connection.exec_driver_sql("BEGIN; SELECT set_config('dumas.tenant', %s, true)", (tenant,))
    try:
        yield connection
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if not connection.invalidated:
            connection.exec_driver_sql("ROLLBACK")
        raise
