"""Intake's queries on filed complaints, mailbox and forwarding copies; the officers it knows."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.content import MailMessage
from services.common.contracts.events import ComplaintForwarded, ForwardingReturned
from services.common.contracts.tenant import AttachmentRules
from services.common.desk.custody import Custody
from services.common.desk.writings import DOCUMENT
from services.common.sop.portals import is_of_a_portal
from services.intake.file_records import FileRecords
from services.intake.identities import IdentityRecords
from services.intake.known import NO_CODE, Forwarding, KeptCode, Known
from services.intake.models import (
    Complaint,
    Consent,
    Document,
    ForwardingRow,
    MessageRow,
    OfficerKnown,
    OpeningRow,
)
from services.intake.models import Custody as CustodyRow
from services.intake.opening_records import OpeningRecords
from services.intake.parties import KnownOfficer
from services.intake.source_number_records import SourceNumbers
from services.intake.vault import Vault

# The SOP that holds, and who is shut out, are intake's own row of the complaint's custody.
_HELD = {"sop": CustodyRow.sop, "barred": CustodyRow.barred}
_KNOWN = [_HELD.get(field.name) or getattr(Complaint, field.name) for field in fields(Known)]
_SENT = [getattr(ForwardingRow, field.name) for field in fields(Forwarding)]


class ComplaintRecords(FileRecords, IdentityRecords):
    """Implements `known.Complaints`."""

    def filed_under(self, reference: str) -> Known | None:
        """By its public number."""
        return self._known(Complaint.reference == reference)

    def code_under(self, reference: str) -> KeptCode:
        """NO_CODE where there is none. One row either way, without what a complaint says: the time tells nothing."""
        asked = select(literal(reference).label("reference")).subquery()
        found = asked.outerjoin(Complaint, Complaint.reference == asked.c.reference)
        columns = (getattr(Complaint, field.name) for field in fields(KeptCode))
        kept = [func.coalesce(column, getattr(NO_CODE, column.key)) for column in columns]
        complaint_id, code_hash = self._connection.execute(select(*kept).select_from(found)).one()
        return KeptCode(complaint_id, bytes(code_hash))

    def by_id(self, complaint_id: UUID) -> Known | None:
        """By its internal id."""
        return self._known(Complaint.complaint_id == complaint_id)

    def _known(self, condition: Any) -> Known | None:
        held = select(*_KNOWN).join(CustodyRow, CustodyRow.complaint_id == Complaint.complaint_id)
        row = self._connection.execute(held.where(condition)).first()
        return Known(**{**row._mapping, "barred": Barred.model_validate(row.barred)}) if row else None

    def rules(self, tenant: str) -> AttachmentRules:
        """The tenant's limits."""
        return self.profile(tenant).attachments

    def times_granted(self, complaint_id: UUID) -> int:
        """How often the office was allowed to look who reports."""
        mine = (OpeningRow.complaint_id == complaint_id, OpeningRow.is_granted.is_(True))
        return self._connection.execute(select(func.count()).select_from(OpeningRow).where(*mine)).scalar_one()

    def locked_mode(self, complaint_id: UUID) -> str:
        """How the reporter is protected, which nobody else can change until this transaction ends."""
        mine = select(Complaint.mode).where(Complaint.complaint_id == complaint_id).with_for_update()
        mode: str = self._connection.execute(mine).scalar_one()
        return mode

    def set_mode(self, complaint_id: UUID, mode: str) -> None:
        """How the reporter is protected from now on."""
        self._connection.execute(update(Complaint).where(Complaint.complaint_id == complaint_id).values(mode=mode))

    def keep_code(self, complaint_id: UUID, code_hash: bytes) -> None:
        """From now on this access code is good, and the one before is not."""
        mine = Complaint.complaint_id == complaint_id
        self._connection.execute(update(Complaint).where(mine).values(code_hash=code_hash))

    def has_consent(self, complaint_id: UUID) -> bool:
        """Whether the reporter agreed that the identity goes along."""
        mine = Consent.complaint_id == complaint_id
        return self._work.session.scalar(select(Consent.given_at).where(mine)) is not None

    def add_consent(self, known: Known, given_at: datetime) -> bool:
        """The reporter agrees. Whether that is new."""
        row = upsert(Consent).values(complaint_id=known.complaint_id, tenant=known.tenant, given_at=given_at)
        added = row.on_conflict_do_nothing().returning(Consent.complaint_id)
        return self._connection.execute(added).first() is not None

    def renumber(self, caller: Caller, custody: Custody, number: str | None) -> None:
        """The number at the source was put right; a portal's is there once. AlreadyFiled."""
        channel = custody.facts["channel"]
        if is_of_a_portal(self.sop(custody.sop).channels[channel]):
            SourceNumbers(self._work).renumber(caller, custody.complaint_id, channel, number)

    def keep_forwarding(self, event: ComplaintForwarded | ForwardingReturned) -> None:
        """What went to a unit, or came back, at its place in the complaint's life; however late it is heard."""
        sent = event if isinstance(event, ComplaintForwarded) else None
        row = upsert(ForwardingRow).values(
            complaint_id=event.complaint_id,
            sequence=event.sequence,
            tenant=event.tenant,
            unit=event.unit,
            shared=[str(file) for file in sent.shared] if sent else [],
            includes_story=sent is not None and sent.includes_story,
            with_identity=sent is not None and sent.with_identity,
            by_order=sent is not None and sent.by_order,
            by=sent.by if sent else "",
            is_return=sent is None,
            happened_at=event.happened_at,
        )
        self._connection.execute(row.on_conflict_do_nothing())

    def forwardings(self, complaint_id: UUID) -> list[Forwarding]:
        """What went to units and agencies, and came back, in the order it happened."""
        mine = select(*_SENT).where(ForwardingRow.complaint_id == complaint_id).order_by(ForwardingRow.sequence)
        rows = self._connection.execute(mine)
        return [Forwarding(**{**row._mapping, "shared": tuple(map(UUID, row.shared))}) for row in rows]

    def fields_of(self, document_id: UUID) -> dict[str, Any]:
        """What a document says. Destroyed."""
        kept = (Document.document_id, Document.complaint_id, Document.content, Document.sealed)
        row = self._connection.execute(select(*kept).where(Document.document_id == document_id)).one()
        fields: dict[str, Any] = self.written(DOCUMENT).read(row)["content"]["fields"]
        return fields

    def replace_officers(self, tenant: str, officers: Iterable[KnownOfficer]) -> None:
        """The officers who may turn out to be reported parties are now exactly these."""
        self._connection.execute(delete(OfficerKnown))
        rows = [asdict(officer) | {"tenant": tenant} for officer in officers]
        if rows:
            self._connection.execute(insert(OfficerKnown), rows)

    def messages(self, complaint_id: UUID, vault: Vault) -> tuple[MailMessage, ...]:
        """The mailbox, oldest first."""
        mine = select(MessageRow).where(MessageRow.complaint_id == complaint_id).order_by(MessageRow.posted_at)
        return tuple(
            MailMessage(
                message_id=row.message_id,
                from_reporter=row.from_reporter,
                author=row.author,
                text=vault.open(row.tenant, row.complaint_id, "message", row.sealed),
                posted_at=row.posted_at,
            )
            for row in self._work.session.scalars(mine)
        )

    def add_message(self, known: Known, message: MailMessage, vault: Vault) -> None:
        """Keep a message; an officer who writes one has a hand in the complaint."""
        if not message.from_reporter:
            OpeningRecords(self._work).keep_hand(known.tenant, known.complaint_id, message.author)
        row = message.model_dump(exclude={"text"})
        sealed = vault.seal(known.tenant, known.complaint_id, "message", message.text)
        self._connection.execute(
            insert(MessageRow).values(**row, tenant=known.tenant, complaint_id=known.complaint_id, sealed=sealed)
        )
