"""Which document is made or signed next, by whom, and what became of it: the press's SQL.

Who works on a document holds a lock for it (`runtime.errands`), and before the work begins the next try is put off a
little further each time. A document is forgotten in no case.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, text
from sqlalchemy.orm import DeclarativeBase

from services.common.contracts.events import Event
from services.common.runtime import tables as messages
from services.common.runtime.errands import claimed, transaction

_AT_ONCE: Final = 20
_WAITING = text(
    """
    SELECT document_id FROM (
        SELECT document_id, attempts > 0 AS was_tried,
            row_number() OVER (PARTITION BY tenant, attempts > 0 ORDER BY not_before) AS turn
        FROM document
        WHERE not_before <= now() AND (rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL
            AND sealed IS NOT NULL AND replaced_by IS NULL AND cancelled_at IS NULL))
    ) AS waiting
    ORDER BY was_tried, turn, random() LIMIT :at_once
    """
)
"""Every edition gets its file, for some may read it; only one that stands is signed. What was not tried yet goes first,
so that what cannot be made holds up nobody; and the oldest of some regency, so that none waits for another's many."""

_CLAIM = text(
    """
    UPDATE document SET attempts = attempts + 1, not_before = now() + interval '1 second' *
        CASE WHEN attempts < 10 THEN least(600, power(2, attempts + 1)) ELSE 3600 END
    WHERE document_id = :document_id
        AND not_before <= now() AND (rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL
            AND sealed IS NOT NULL AND replaced_by IS NULL AND cancelled_at IS NULL))
    RETURNING *
    """
)
_FREEZE = text("UPDATE document SET sealed = :sealed WHERE document_id = :document_id AND sealed IS NULL")
_RENDERED = text(
    """
    UPDATE document SET object_key = :place, size = :size, sha256 = :sha256, rendered_at = now(), attempts = 0,
        not_before = now()
    WHERE document_id = :document_id AND rendered_at IS NULL
    """
)
_SIGNED = text(
    """
    UPDATE document SET signed_key = :place, signed_size = :size, signed_sha256 = :sha256, signed_at = :at, attempts = 0
    WHERE document_id = :document_id AND way = 'internal' AND signed_at IS NULL AND sealed IS NOT NULL
        AND replaced_by IS NULL AND cancelled_at IS NULL
    """
)
_GONE = text(
    """
    SELECT document_id, tenant, object_key, signed_key FROM document
    WHERE coalesce(object_key, signed_key) IS NOT NULL AND (
        (complaint_id IS NOT NULL AND sealed IS NULL) OR (kind = 'buku_pengaduan' AND cancelled_at IS NOT NULL)
    )
    LIMIT :at_once
    """
)
_REMOVED = text(
    "UPDATE document SET object_key = NULL, signed_key = NULL, sealed = NULL WHERE document_id = :document_id"
)


class Base(DeclarativeBase):
    """The one table the press adds to as other services do."""

    metadata = messages.naming()
    type_annotation_map = messages.TYPES


class Outbox(messages.OutboxRow, Base): ...


Row = RowMapping
"""A row of `document`."""


class Claims:
    """One worker's view of what waits in one database, on a connection of its own, in autocommit."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @contextmanager
    def next(self) -> Iterator[Row | None]:
        """A document that nobody else works on, held until the end of the block; None when nothing waits."""
        waiting = self.connection.execute(_WAITING, {"at_once": _AT_ONCE}).scalars().all()
        with claimed(self.connection, waiting, self._claim) as row:
            yield row

    def _claim(self, document_id: UUID) -> Row | None:
        return self.connection.execute(_CLAIM, {"document_id": document_id}).mappings().first()

    def transaction(self, tenant: str) -> AbstractContextManager[Connection]:
        """One transaction in the name of a tenant."""
        return transaction(self.connection, tenant)

    def freeze(self, document_id: UUID, sealed: bytes) -> None:
        """What a report says is kept before its file is made, so that another try makes the same."""
        self.connection.execute(_FREEZE, {"document_id": document_id, "sealed": sealed})

    def rendered(self, document_id: UUID, file: Mapping[str, Any]) -> bool:
        """The file is there; with `place` None there will be none. False when it was made before."""
        return bool(self.connection.execute(_RENDERED, {"document_id": document_id, **file}).rowcount)

    def signed(self, document_id: UUID, file: Mapping[str, Any]) -> bool:
        """The signed file is there. False when it was signed before, or is not to be signed any more."""
        return bool(self.connection.execute(_SIGNED, {"document_id": document_id, **file}).rowcount)

    def tell(self, source: str, events: Iterable[Event]) -> None:
        """Announce, in the transaction that is open."""
        for event in events:
            self.connection.execute(insert(Outbox).values(messages.outbox_row(source, event)))

    def gone(self) -> list[Row]:
        """Documents whose words were destroyed, and books that were taken back, with files still in the store."""
        return list(self.connection.execute(_GONE, {"at_once": _AT_ONCE}).mappings())

    def removed(self, document_id: UUID) -> None:
        """Their files are out of the store."""
        self.connection.execute(_REMOVED, {"document_id": document_id})
