"""The followup desk's queries: answers to the reporter, forwarding copies, the reporter's consent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import ConsentGiven
from services.common.contracts.tasks import ForwardingCopy
from services.common.desk.custody import Custody
from services.common.desk.records import Records
from services.common.desk.writings import TASK, Prose
from services.followup.confirming import KIND, Awaiting
from services.followup.models import AnswerRow, Consent, Task
from services.followup.models import Custody as CustodyRow

ANSWER = Prose("answer", "answer_id", {"text": ""})

_SAYS = (AnswerRow.answer_id, AnswerRow.complaint_id, AnswerRow.text, AnswerRow.sealed)
_MEMO = (Task.task_id, Task.complaint_id, Task.reason, Task.result, Task.sealed, Task.completed_at, Task.number)


class AnswerRecords(Records):
    """Implements `usecases.Answers` and `forwarding.Forwardings`."""

    prose = (*Records.prose, ANSWER)

    def write(self, custody: Custody, text: str, at: datetime) -> None:
        """Keep an answer that is not yet delivered."""
        self._add(custody, text, written_at=at)

    def tell(self, custody: Custody, text: str, at: datetime) -> None:
        """Say something to the reporter at once, apart from what is being written."""
        self._add(custody, text, written_at=at, delivered_at=at)

    def _add(self, custody: Custody, text: str, **times: datetime) -> None:
        row = {"answer_id": uuid4(), "tenant": custody.tenant, "complaint_id": custody.complaint_id, "text": text}
        self._connection.execute(insert(AnswerRow).values(self.written(ANSWER).row(custody.complaint_id, row | times)))

    def is_written(self, custody: Custody) -> bool:
        """Whether an answer waits to be delivered."""
        return self._connection.execute(select(AnswerRow.answer_id).where(*_waiting(custody))).first() is not None

    def forget_drafts(self, custody: Custody) -> None:
        """What was written and not delivered was returned; it is written anew."""
        self._work.session.execute(delete(AnswerRow).where(*_waiting(custody)))

    def deliver(self, custody: Custody, at: datetime) -> None:
        """All that was written is now delivered."""
        self._work.session.execute(update(AnswerRow).where(*_waiting(custody)).values(delivered_at=at))

    def delivered(self, complaint_id: UUID) -> tuple[str, ...]:
        """What the reporter was told, oldest first."""
        told = (AnswerRow.complaint_id == complaint_id, AnswerRow.delivered_at.is_not(None))
        rows = self._connection.execute(select(*_SAYS).where(*told).order_by(AnswerRow.written_at))
        return tuple(text for row in rows if (text := self.written(ANSWER).read(row)["text"]))

    def keep_consent(self, event: ConsentGiven) -> None:
        """The reporter agrees that the identity goes along."""
        row = upsert(Consent).values(complaint_id=event.complaint_id, tenant=event.tenant)
        self._connection.execute(row.on_conflict_do_nothing())

    def has_consent(self, complaint_id: UUID) -> bool:
        """Whether the reporter agreed."""
        return self._work.session.get(Consent, complaint_id) is not None

    def awaiting(self, complaint_id: UUID) -> Awaiting | None:
        """The newest step that waits, or waited, for the source; nobody else moves the complaint meanwhile."""
        held = select(CustodyRow.complaint_id).where(CustodyRow.complaint_id == complaint_id).with_for_update()
        self._connection.execute(held)
        mine = (Task.complaint_id == complaint_id, Task.kind == KIND)
        newest = select(Task.task_id, Task.step, Task.version, Task.completed_at).where(*mine)
        row = self._connection.execute(newest.order_by(Task.version.desc()).limit(1)).first()
        return Awaiting(row.task_id, row.step, row.version, row.completed_at is not None) if row else None

    def sent(self, complaint_id: UUID) -> ForwardingCopy | None:
        """The newest memo that went to a unit or an agency."""
        newest = (
            select(*_MEMO, CustodyRow.reference)
            .join(CustodyRow, CustodyRow.complaint_id == Task.complaint_id)
            .where(Task.complaint_id == complaint_id, Task.kind.in_(("forward", "transfer")))
            .where(Task.completed_at.is_not(None))
            .order_by(Task.version.desc())
        )
        rows = (self.written(TASK).read(row) for row in self._connection.execute(newest))
        row = next((row for row in rows if "memo" in row["result"]), None)
        if row is None:
            return None
        result = row["result"]
        return ForwardingCopy(
            reference=row["reference"],
            unit=result.get("unit"),
            agency=result.get("agency"),
            memo_number=row["number"] or result.get("memo_number"),  # typed in before memos were documents
            memo=result["memo"],
            forwarded_at=row["completed_at"],
        )

    def unit_name(self, tenant: str, unit: str) -> str:
        """What a unit is called. SopNotHere."""
        return next((each["name"] for each in self._of_tenant(tenant, "units") if each["key"] == unit), unit)


def _waiting(custody: Custody) -> tuple[ColumnElement[bool], ...]:
    return AnswerRow.complaint_id == custody.complaint_id, AnswerRow.delivered_at.is_(None)
