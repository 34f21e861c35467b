"""The followup desk's queries: answers to the reporter, forwarding copies, the reporter's consent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import ConsentGiven
from services.common.contracts.tasks import ForwardingCopy
from services.common.desk.custody import Custody
from services.common.desk.records import Records
from services.followup.models import AnswerRow, Consent, Task
from services.followup.models import Custody as CustodyRow


class AnswerRecords(Records):
    """Implements `usecases.Answers` and `forwarding.Forwardings`."""

    def write(self, custody: Custody, text: str, at: datetime) -> None:
        """Keep an answer that is not yet delivered."""
        row = {"answer_id": uuid4(), "tenant": custody.tenant, "complaint_id": custody.complaint_id}
        self._work.session.execute(insert(AnswerRow).values(**row, text=text, written_at=at))

    def tell(self, custody: Custody, text: str, at: datetime) -> None:
        """Say something to the reporter at once, apart from what is being written."""
        row = {"answer_id": uuid4(), "tenant": custody.tenant, "complaint_id": custody.complaint_id}
        self._work.session.execute(insert(AnswerRow).values(**row, text=text, written_at=at, delivered_at=at))

    def forget_drafts(self, custody: Custody) -> None:
        """What was written and not delivered was returned; it is written anew."""
        waiting = (AnswerRow.complaint_id == custody.complaint_id, AnswerRow.delivered_at.is_(None))
        self._work.session.execute(delete(AnswerRow).where(*waiting))

    def deliver(self, custody: Custody, at: datetime) -> None:
        """All that was written is now delivered."""
        waiting = (AnswerRow.complaint_id == custody.complaint_id, AnswerRow.delivered_at.is_(None))
        self._work.session.execute(update(AnswerRow).where(*waiting).values(delivered_at=at))

    def delivered(self, complaint_id: UUID) -> tuple[str, ...]:
        """What the reporter was told, oldest first."""
        told = (AnswerRow.complaint_id == complaint_id, AnswerRow.delivered_at.is_not(None))
        return tuple(self._work.session.scalars(select(AnswerRow.text).where(*told).order_by(AnswerRow.written_at)))

    def keep_consent(self, event: ConsentGiven) -> None:
        """The reporter agrees that the identity goes along."""
        row = upsert(Consent).values(complaint_id=event.complaint_id, tenant=event.tenant)
        self._connection.execute(row.on_conflict_do_nothing())

    def has_consent(self, complaint_id: UUID) -> bool:
        """Whether the reporter agreed."""
        return self._work.session.get(Consent, complaint_id) is not None

    def sent(self, complaint_id: UUID) -> ForwardingCopy | None:
        """The newest memo that went to a unit or an agency."""
        newest = (
            select(Task.result, Task.completed_at, CustodyRow.reference)
            .join(CustodyRow, CustodyRow.complaint_id == Task.complaint_id)
            .where(Task.complaint_id == complaint_id, Task.kind.in_(("forward", "transfer")))
            .where(Task.completed_at.is_not(None), Task.result.has_key("memo"))
            .order_by(Task.version.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).first()
        if row is None:
            return None
        return ForwardingCopy(
            reference=row.reference,
            unit=row.result.get("unit"),
            agency=row.result.get("agency"),
            memo_number=row.result.get("memo_number"),
            memo=row.result["memo"],
            forwarded_at=row.completed_at,
        )
