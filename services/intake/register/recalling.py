"""Books are taken back when one of their lines may not be read any more in them.

A book repeats what complaints say. When one of them is destroyed, every book with its line is taken back, and the press
removes the files; when a complaint turns out to be about who asked for a book, that book is. Ordered anew it is right.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import text

from services.common.contracts.events import DocumentWithdrawn
from services.common.runtime.database import Work

_BOOKS: Final = """
    UPDATE document SET cancelled_at = :now
    WHERE tenant = :tenant AND kind = 'buku_pengaduan' AND complaint_id IS NULL AND cancelled_at IS NULL AND EXISTS (
        SELECT FROM entry JOIN tenant USING (tenant) WHERE entry.complaint_id = ANY (CAST(:complaints AS uuid[]))
        AND CAST(entry.received_at AT TIME ZONE (tenant.profile ->> 'time_zone') AS date)
            BETWEEN CAST(ordered ->> 'from_on' AS date) AND CAST(ordered ->> 'to_on' AS date)
    )
"""
_RECALL: Final = text(f"{_BOOKS} RETURNING document_id")
_RECALL_OF: Final = text(
    f"{_BOOKS} AND (issued_by = ANY (:officers) OR ordered ->> 'asked_unit' = ANY (:units)) RETURNING document_id"
)


def recall(work: Work, complaints: Collection[UUID], now: datetime) -> None:
    """Take back every book with a line of one of these complaints."""
    named = {"tenant": work.tenant, "complaints": [str(one) for one in complaints], "now": now}
    _tell(work, list(work.connection.execute(_RECALL, named).scalars()) if complaints else [], now)


def recall_of(work: Work, complaint_id: UUID, officers: Collection[str], units: Collection[str], now: datetime) -> None:
    """Take back the books these officers, or those who act for these units, asked for."""
    asked = {"officers": list(officers), "units": list(units)}
    named = {"tenant": work.tenant, "complaints": [str(complaint_id)], "now": now, **asked}
    _tell(work, list(work.connection.execute(_RECALL_OF, named).scalars()), now)


def _tell(work: Work, books: list[UUID], now: datetime) -> None:
    envelope = {"happened_at": now, "tenant": work.tenant, "by": "register"}
    work.announce(*(DocumentWithdrawn(event_id=uuid4(), document_id=book, **envelope) for book in books))
