"""The followup desk's queries: answers to the reporter."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update

from services.common.desk.custody import Custody
from services.common.desk.records import Records
from services.followup.models import AnswerRow


class AnswerRecords(Records):
    """Implements `usecases.Answers`."""

    def write(self, custody: Custody, text: str, at: datetime) -> None:
        """Keep an answer that is not yet delivered."""
        row = {"answer_id": uuid4(), "tenant": custody.tenant, "complaint_id": custody.complaint_id}
        self._work.session.execute(insert(AnswerRow).values(**row, text=text, written_at=at))

    def deliver(self, custody: Custody, at: datetime) -> None:
        """All that was written is now delivered."""
        waiting = (AnswerRow.complaint_id == custody.complaint_id, AnswerRow.delivered_at.is_(None))
        self._work.session.execute(update(AnswerRow).where(*waiting).values(delivered_at=at))

    def delivered(self, complaint_id: UUID) -> tuple[str, ...]:
        """What the reporter was told, oldest first."""
        told = (AnswerRow.complaint_id == complaint_id, AnswerRow.delivered_at.is_not(None))
        return tuple(self._work.session.scalars(select(AnswerRow.text).where(*told).order_by(AnswerRow.written_at)))
