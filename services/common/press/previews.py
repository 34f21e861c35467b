"""What a regency's documents look like: each kind with made-up words, made like a document and plainly marked.

Nothing of any complaint is in it, so it is neither sealed nor stored; the file lies in its row until it is asked for
anew. A worker of its own, so that a preview never waits for a long book; it shares the processes that set.
"""

import logging
import threading
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, RowMapping, text

from services.common.press.laying import Office
from services.common.press.pool import NotMade, Pool
from services.common.press.samples import samples
from services.common.press.sheet import Sheet
from services.common.press.workshop import NotPublishedHere, office_of
from services.common.runtime.errands import Worker, transaction

log = logging.getLogger(__name__)

_CHANNEL: Final = "dumas_documents"
_TRIES: Final = 3
_CLAIM: Final = text(
    """
    UPDATE document_preview SET attempts = attempts + 1, not_before = now() + interval '3 minutes'
    WHERE (tenant, kind) = (
        SELECT tenant, kind FROM document_preview WHERE ended_at IS NULL AND not_before <= now()
        ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING tenant, kind, attempts
    """
)
_ENDED: Final = text(
    """
    UPDATE document_preview SET file = :file, fault = :fault, ended_at = now()
    WHERE tenant = :tenant AND kind = :kind AND ended_at IS NULL
    """
)


def marked(kind: str, office: Office) -> Sheet:
    """The sample of a kind in full, on the office's own paper, marked as what it is."""
    return replace(next(samples(kind, office.profile, office.stationery)), is_sample=True)


class Previews(Worker):
    """Makes one preview after the other until stopped."""

    def __init__(self, database_url: str, setting: Pool, stop: threading.Event) -> None:
        super().__init__("previews", _CHANNEL, database_url, stop)
        self._setting = setting

    def work(self, connection: Connection) -> None:
        """What waits."""
        self.is_connected = True
        while not self.stop_asked.is_set():
            if not self.one(connection):
                self.wait(connection)

    def one(self, connection: Connection) -> bool:
        """Make a preview if one waits. Whether one did."""
        row = connection.execute(_CLAIM).mappings().first()
        if row is None:
            return False
        try:
            file = self._made(connection, row)
        except (NotMade, NotPublishedHere) as reason:
            log.warning("preview of %s of %s failed at try %d: %s", row["kind"], row["tenant"], row["attempts"], reason)
            if row["attempts"] >= _TRIES or isinstance(reason, NotMade):
                self._ended(connection, row, None, str(reason)[:200])
        else:
            self._ended(connection, row, file, None)
        return True

    def _made(self, connection: Connection, row: RowMapping) -> bytes:
        with transaction(connection, row["tenant"]):
            office = office_of(connection, row["tenant"])
        return self._setting.make(marked(row["kind"], office))

    @staticmethod
    def _ended(connection: Connection, row: RowMapping, file: bytes | None, fault: str | None) -> None:
        about = {"tenant": row["tenant"], "kind": row["kind"]}
        connection.execute(_ENDED, {**about, "file": file, "fault": fault})
