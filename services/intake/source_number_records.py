"""The numbers portals gave their complaints, as they are kept."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.errors import AlreadyFiled
from services.common.runtime.database import Work
from services.intake.models import Complaint, Custody, SourceNumber
from services.intake.source_numbers import Numbered

_KEY: Final = ("tenant", "channel", "number")


class SourceNumbers:
    """Implements `source_numbers.Numbers`, and changes what is kept."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def numbered(self, channel: str, numbers: Iterable[str]) -> list[Numbered]:
        """Complaints of this channel with one of these numbers."""
        query = (
            select(SourceNumber.number, Complaint.reference, Custody.barred)
            .join(Complaint, Complaint.complaint_id == SourceNumber.complaint_id)
            .join(Custody, Custody.complaint_id == SourceNumber.complaint_id)
            .where(SourceNumber.tenant == self._work.tenant, SourceNumber.channel == channel)
            .where(SourceNumber.number.in_(list(numbers)))
        )
        rows = self._work.connection.execute(query)
        return [Numbered(row.number, row.reference, Barred.model_validate(row.barred)) for row in rows]

    def renumber(self, caller: Caller, complaint_id: UUID, channel: str, number: str | None) -> None:
        """The number was put right. AlreadyFiled where it is another complaint's."""
        mine = SourceNumber.complaint_id == complaint_id
        if number is None:
            self._work.connection.execute(delete(SourceNumber).where(mine))
            return
        row: dict[str, Any] = {
            "tenant": self._work.tenant,
            "channel": channel,
            "number": number,
            "complaint_id": complaint_id,
        }
        taken = select(SourceNumber.complaint_id).where(*(getattr(SourceNumber, name) == row[name] for name in _KEY))
        self._work.connection.execute(delete(SourceNumber).where(mine))
        self._work.connection.execute(upsert(SourceNumber).values(row).on_conflict_do_nothing())
        if self._work.connection.execute(taken).scalar_one() != complaint_id:
            (other,) = self.numbered(channel, [number])
            raise AlreadyFiled(other.known_to(caller))
