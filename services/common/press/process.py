"""The workers of `dumas documents`, one for each database with documents. Plain threads, no nameko, un-patched.

One is woken when a document is written or its signature asked for (`runtime.errands`).
"""

import logging
import threading
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from services.common.press.claims import Claims, Row
from services.common.press.workshop import Workshop
from services.common.runtime.errands import Worker

log = logging.getLogger(__name__)

_CHANNEL: Final = "dumas_documents"
_SWEEP_EVERY: Final = 60  # looks


class Press(Worker):
    """Makes one document after the other until stopped."""

    def __init__(self, database_url: str, workshop: Workshop, stop: threading.Event) -> None:
        super().__init__("press", _CHANNEL, database_url, stop)
        self._workshop = workshop

    def work(self, connection: Connection) -> None:
        """What waits, and about once a minute what is to go."""
        claims, looks = Claims(connection), 0
        self.is_connected = True
        while not self.stop_asked.is_set():
            while not self.stop_asked.is_set() and self.one(claims):
                pass
            if looks % _SWEEP_EVERY == 0:
                self.sweep(claims)
            looks += 1
            self.wait(connection)

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
