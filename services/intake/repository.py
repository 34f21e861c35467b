"""Intake's queries on filed complaints, mailbox, attachments and forwarding copies; the officers it knows."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.complaints import MailMessage
from services.common.contracts.conflict import Barred
from services.common.contracts.events import ComplaintForwarded, ForwardingReturned
from services.common.contracts.tenant import AttachmentRules
from services.common.desk.records import Records
from services.intake.known import File, Forwarding, Known
from services.intake.models import (
    AttachmentRow,
    Complaint,
    Consent,
    Custody,
    ForwardingRow,
    MessageRow,
    OfficerKnown,
    VaultedIdentity,
)
from services.intake.parties import KnownOfficer
from services.intake.vault import Vault

# The SOP that holds, and who is shut out, are intake's own row of the complaint's custody.
_HELD = {"sop": Custody.sop, "barred": Custody.barred}
_KNOWN = [_HELD.get(field.name) or getattr(Complaint, field.name) for field in fields(Known)]
_SENT = [getattr(ForwardingRow, field.name) for field in fields(Forwarding)]
_FILE = [getattr(AttachmentRow, field.name) for field in fields(File)]


class ComplaintRecords(Records):
    """Implements `known.Complaints`."""

    def filed_under(self, reference: str) -> Known | None:
        """By its public number."""
        return self._known(Complaint.reference == reference)

    def by_id(self, complaint_id: UUID) -> Known | None:
        """By its internal id."""
        return self._known(Complaint.complaint_id == complaint_id)

    def _known(self, condition: Any) -> Known | None:
        held = select(*_KNOWN).join(Custody, Custody.complaint_id == Complaint.complaint_id)
        row = self._connection.execute(held.where(condition)).first()
        return Known(**{**row._mapping, "barred": Barred.model_validate(row.barred)}) if row else None

    def rules(self, tenant: str) -> AttachmentRules:
        """The tenant's limits."""
        return self.profile(tenant).attachments

    def identity(self, complaint_id: UUID) -> bytes | None:
        """The sealed identity."""
        mine = VaultedIdentity.complaint_id == complaint_id
        return self._work.session.scalar(select(VaultedIdentity.sealed).where(mine))

    def identities(self, complaint_ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """Sealed identities by complaint; anonymous complaints have none."""
        mine = VaultedIdentity.complaint_id.in_(complaint_ids)
        rows = self._connection.execute(select(VaultedIdentity.complaint_id, VaultedIdentity.sealed).where(mine))
        return {row.complaint_id: row.sealed for row in rows}

    def has_consent(self, complaint_id: UUID) -> bool:
        """Whether the reporter agreed that the identity goes along."""
        mine = Consent.complaint_id == complaint_id
        return self._work.session.scalar(select(Consent.given_at).where(mine)) is not None

    def add_consent(self, known: Known, given_at: datetime) -> bool:
        """The reporter agrees. Whether that is new."""
        row = upsert(Consent).values(complaint_id=known.complaint_id, tenant=known.tenant, given_at=given_at)
        added = row.on_conflict_do_nothing().returning(Consent.complaint_id)
        return self._connection.execute(added).first() is not None

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
        """Keep a message."""
        row = message.model_dump(exclude={"text"})
        sealed = vault.seal(known.tenant, known.complaint_id, "message", message.text)
        self._connection.execute(
            insert(MessageRow).values(**row, tenant=known.tenant, complaint_id=known.complaint_id, sealed=sealed)
        )

    def files(self, complaint_id: UUID) -> list[File]:
        """The complaint's files, begun and accepted, oldest first."""
        mine = (AttachmentRow.complaint_id == complaint_id, AttachmentRow.state != "refused")
        rows = self._connection.execute(select(*_FILE).where(*mine).order_by(AttachmentRow.begun_at))
        return [File(**row._mapping) for row in rows]

    def file(self, attachment_id: UUID) -> File | None:
        """One file, locked until the transaction ends."""
        mine = AttachmentRow.attachment_id == attachment_id
        row = self._connection.execute(select(*_FILE).where(mine).with_for_update()).first()
        return File(**row._mapping) if row else None

    def save_file(self, file: File) -> None:
        """Keep a file's state."""
        row = upsert(AttachmentRow).values(**asdict(file))
        changed = {name: row.excluded[name] for name in ("state", "size", "sha256", "added_at")}
        self._connection.execute(row.on_conflict_do_update(index_elements=["attachment_id"], set_=changed))

    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool:
        """Intake asks its own files, not what it has heard."""
        mine = (AttachmentRow.attachment_id == attachment_id, AttachmentRow.state == "accepted")
        owner = self._work.session.scalar(select(AttachmentRow.complaint_id).where(*mine))
        return owner == complaint_id
