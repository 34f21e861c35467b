"""The index of issued documents: each event fills the columns it knows of, whichever comes first, however often."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import DocumentRendered, DocumentSigned, DocumentWithdrawn
from services.common.runtime.database import Work
from services.intake.register.issued_tables import AuthorityRow, IssuedRow

Told = DocumentRendered | DocumentSigned | DocumentWithdrawn
"""What becomes of a document."""

_MISREAD = str.maketrans("ILO", "110")


class Issued:
    """Reads and writes on one transaction."""

    def __init__(self, work: Work) -> None:
        self._session, self._connection = work.session, work.connection

    def keep(self, event: Told) -> None:
        """Take in what an event tells. Told twice, or in another order, it comes to the same."""
        columns = columns_of(event)
        put = upsert(IssuedRow).values(document_id=event.document_id, tenant=event.tenant, **columns)
        now: dict[str, Any] = {name: put.excluded[name] for name in columns}
        if isinstance(event, DocumentWithdrawn):
            # Cancelled and replaced: which was told first must not matter.
            now["withdrawn_at"] = func.least(IssuedRow.withdrawn_at, put.excluded.withdrawn_at)
            now["replaced_by"] = func.coalesce(put.excluded.replaced_by, IssuedRow.replaced_by)
        self._connection.execute(put.on_conflict_do_update(index_elements=["document_id"], set_=now))

    def under(self, tenant: str, code: str) -> IssuedRow | None:
        """The document with this code, as a person typed it."""
        mine = (IssuedRow.tenant == tenant, IssuedRow.code == as_code(code))
        return self._session.scalar(select(IssuedRow).where(*mine))

    def instead_of(self, row: IssuedRow) -> IssuedRow | None:
        """The document that stands in the place of one that was replaced, perhaps several times.

        None when nothing does, or it has not been heard of yet.
        """
        seen, last = {row.document_id}, row
        while last.replaced_by is not None:
            found = self._session.get(IssuedRow, last.replaced_by)
            if found is None or found.document_id in seen:
                return None
            seen.add(found.document_id)
            last = found
        return last if last is not row and last.code is not None and last.withdrawn_at is None else None

    def certificate(self, tenant: str) -> str | None:
        """The regency's certificate as PEM, once it has one."""
        return self._session.scalar(select(AuthorityRow.certificate).where(AuthorityRow.tenant == tenant))


def columns_of(event: Told) -> dict[str, Any]:
    """What an event tells, by column."""
    told: dict[str, Any]
    if isinstance(event, DocumentRendered):
        same = ("number", "edition", "code", "media_type", "issued_at", "sha256", "size", "unit")
        told = {"kind": event.document} | {name: getattr(event, name) for name in same}
    elif isinstance(event, DocumentSigned):
        told = {"way": event.way, "signed_by": event.by, "signed_at": event.signed_at}
        told |= {"signed_as": event.as_deputy or event.role, "signed_sha256": event.sha256}
    else:
        ended: datetime = event.happened_at
        told = {"replaced_by": event.replaced_by, "withdrawn_at": ended}
    return told | ({"complaint_id": event.complaint_id} if event.complaint_id else {})


def as_code(typed: str) -> str:
    """A code as it is stored: capitals, and 0 and 1 for letters that are misread."""
    return typed.upper().translate(_MISREAD)
