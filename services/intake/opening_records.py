"""Requests to open identities, and who had a hand in which complaint, in PostgreSQL."""

from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.runtime.database import Work
from services.intake.asked_openings import Asked
from services.intake.models import Complaint, Hand, OpeningRow

_KEPT = [getattr(OpeningRow, field.name) for field in fields(Asked) if field.name != "reference"]
_ASKED = select(*_KEPT, Complaint.reference).join(Complaint, Complaint.complaint_id == OpeningRow.complaint_id)
_DECIDED = ("decided_by", "is_granted", "decision", "decided_at", "expires_at")
_MOST = 500


class OpeningRecords:
    """Implements `asked_openings.Asking` on one transaction."""

    def __init__(self, work: Work) -> None:
        self._connection = work.connection

    def add_opening(self, asked: Asked) -> None:
        """Keep a request."""
        row = {name: value for name, value in asdict(asked).items() if name != "reference"}
        self._connection.execute(insert(OpeningRow).values(**row))

    def opening(self, opening_id: UUID) -> Asked | None:
        """One request, which nobody else can decide until this transaction ends."""
        mine = _ASKED.where(OpeningRow.opening_id == opening_id).with_for_update(of=OpeningRow)
        return next(iter(self._found(mine)), None)

    def save_decision(self, asked: Asked) -> None:
        """Keep what the custodian decided."""
        decided = {name: getattr(asked, name) for name in _DECIDED}
        self._connection.execute(update(OpeningRow).where(OpeningRow.opening_id == asked.opening_id).values(**decided))

    def openings(self, requested_by: str | None) -> list[Asked]:
        """Those of one officer, or with None of all, the newest first; without what is no longer kept."""
        kept = _ASKED.where(func.length(OpeningRow.words) > 0)
        mine = kept if requested_by is None else kept.where(OpeningRow.requested_by == requested_by)
        return self._found(mine.order_by(OpeningRow.requested_at.desc()).limit(_MOST))

    def openings_of(self, complaint_id: UUID, requested_by: str) -> list[Asked]:
        """One officer's for one complaint, the newest first."""
        mine = _ASKED.where(OpeningRow.complaint_id == complaint_id, OpeningRow.requested_by == requested_by)
        return self._found(mine.order_by(OpeningRow.requested_at.desc()))

    def has_handled(self, complaint_id: UUID, officer: str) -> bool:
        """Whether this officer had a hand in the complaint."""
        mine = (Hand.complaint_id == complaint_id, Hand.officer == officer)
        return self._connection.execute(select(Hand.officer).where(*mine)).first() is not None

    def keep_hand(self, tenant: str, complaint_id: UUID, officer: str) -> None:
        """Somebody had a hand in a complaint; once is as good as often."""
        row = upsert(Hand).values(tenant=tenant, complaint_id=complaint_id, officer=officer)
        self._connection.execute(row.on_conflict_do_nothing())

    def _found(self, query: Any) -> list[Asked]:
        return [Asked(**row._mapping) for row in self._connection.execute(query)]
