"""The workers of `dumas documents`, one for each database with documents. Plain threads, no nameko, un-patched.

A notification wakes one when a document is written or its signature asked for; it also looks every second, because
notifications are lost with a connection and what failed waits for its time.
"""

import logging
import select
import threading
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from services.common.press.claims import Claims, Row
from services.common.press.workshop import Workshop

log = logging.getLogger(__name__)

_CHANNEL: Final = "dumas_documents"
_LOOK_EVERY: Final = 1.0
_SWEEP_EVERY: Final = 60  # looks
_OPTIONS: Final = "-c statement_timeout=60000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=120000"


def engine(database_url: str, *, is_autocommit: bool) -> Engine:
    """An engine that opens a connection where one is asked for; parameters never appear in its errors."""
    return create_engine(
        make_url(database_url).set(drivername="postgresql+psycopg2"),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, "options": _OPTIONS},
        **({"isolation_level": "AUTOCOMMIT"} if is_autocommit else {}),
    )


class Press(threading.Thread):
    """Makes one document after the other until stopped."""

    def __init__(self, database_url: str, workshop: Workshop, stop: threading.Event) -> None:
        super().__init__(name="press", daemon=True)
        self._engine = engine(database_url, is_autocommit=True)
        self._workshop, self._stop_asked = workshop, stop
        self.is_connected = False

    def run(self) -> None:
        """Work, and start anew on a lost connection."""
        while not self._stop_asked.is_set():
            try:
                with self._engine.connect() as connection:
                    self._work(connection)
            except DBAPIError as reason:
                log.warning("press interrupted (%s), again in a second", type(reason.orig).__name__)
            self.is_connected = False
            self._stop_asked.wait(1.0)

    def _work(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        claims, looks = Claims(connection), 0
        self.is_connected = True
        while not self._stop_asked.is_set():
            while not self._stop_asked.is_set() and self.one(claims):
                pass
            if looks % _SWEEP_EVERY == 0:
                self.sweep(claims)
            looks += 1
            _wait(connection)

    def one(self, claims: Claims) -> bool:
        """Make or sign a document if one waits. Whether one did."""
        with claims.next() as row:
            if row is None:
                return False
            try:
                self._workshop.settle(row, claims)
            except DBAPIError:
                raise
            except Exception as reason:  # whatever it is, the document waits and the others go on
                _complain(row, reason)
            return True

    def sweep(self, claims: Claims) -> None:
        """Take files out of the store whose words were destroyed; what could not be removed is tried again."""
        for row in claims.gone():
            try:
                for place in filter(None, (row["object_key"], row["signed_key"])):
                    self._workshop.store.remove(place)
            except OSError as reason:
                log.warning("files of destroyed documents wait (%s)", type(reason).__name__)
                return
            with claims.transaction(row["tenant"]):
                claims.removed(row["document_id"])


def _complain(row: Row, reason: Exception) -> None:
    log.error(
        "document %s (%s) of %s could not be made at try %d and waits: %s: %s",
        row["document_id"],
        row["kind"],
        row["tenant"],
        row["attempts"],
        type(reason).__name__,
        reason,
    )


def _wait(connection: Connection) -> None:
    listener: Any = connection.connection.dbapi_connection
    if select.select([listener], [], [], _LOOK_EVERY)[0]:
        listener.poll()
        listener.notifies.clear()
