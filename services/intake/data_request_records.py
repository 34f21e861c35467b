"""Requests about personal data in PostgreSQL."""

from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from services.common.runtime.database import Work
from services.intake.asked_data import Asked
from services.intake.models import Complaint, DataRequestRow

_KEPT = [getattr(DataRequestRow, field.name) for field in fields(Asked) if field.name != "reference"]
_ASKED = select(*_KEPT, Complaint.reference).outerjoin(Complaint, Complaint.complaint_id == DataRequestRow.complaint_id)
_DECIDED = ("decision", "reason", "answer", "decided_by", "decided_at")
_OPEN_FIRST = (DataRequestRow.decided_at.desc().nulls_first(), DataRequestRow.due_at)
_MOST = 500


class DataRequestRecords:
    """Implements `asked_data.Requests` on one transaction."""

    def __init__(self, work: Work) -> None:
        self._connection = work.connection

    def add(self, asked: Asked) -> None:
        """Keep a request."""
        row = {name: value for name, value in asdict(asked).items() if name != "reference"}
        self._connection.execute(insert(DataRequestRow).values(**row))

    def one(self, request_id: UUID) -> Asked | None:
        """One request, which nobody else can decide until this transaction ends."""
        mine = _ASKED.where(DataRequestRow.request_id == request_id).with_for_update(of=DataRequestRow)
        return next(iter(self._found(mine)), None)

    def save_decision(self, asked: Asked) -> None:
        """Keep what was decided."""
        mine = update(DataRequestRow).where(DataRequestRow.request_id == asked.request_id)
        self._connection.execute(mine.values({name: getattr(asked, name) for name in _DECIDED}))

    def of_complaint(self, complaint_id: UUID) -> list[Asked]:
        """Those about one complaint: open ones first."""
        return self._found(_ASKED.where(DataRequestRow.complaint_id == complaint_id).order_by(*_OPEN_FIRST))

    def all(self) -> list[Asked]:
        """Those of the regency: open ones first, the most urgent of them first, then the newest decisions."""
        return self._found(_ASKED.order_by(*_OPEN_FIRST).limit(_MOST))

    def _found(self, query: Any) -> list[Asked]:
        return [Asked(**row._mapping) for row in self._connection.execute(query)]
