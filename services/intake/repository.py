"""Intake's queries on filed complaints, mailbox and attachments."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.complaints import MailMessage
from services.common.contracts.tenant import AttachmentRules
from services.common.desk.records import Records
from services.intake.known import File, Known
from services.intake.models import AttachmentRow, Complaint, MessageRow, VaultedIdentity
from services.intake.vault import Vault

_KNOWN = [getattr(Complaint, field.name) for field in fields(Known)]
_FILE = [getattr(AttachmentRow, field.name) for field in fields(File)]


class ComplaintRecords(Records):
    """Implements `known.Complaints`."""

    def by_reference(self, reference: str) -> Known | None:
        """By its public number."""
        return self._known(Complaint.reference == reference)

    def by_id(self, complaint_id: UUID) -> Known | None:
        """By its internal id."""
        return self._known(Complaint.complaint_id == complaint_id)

    def _known(self, condition: Any) -> Known | None:
        row = self._connection.execute(select(*_KNOWN).where(condition)).first()
        return Known(**row._mapping) if row else None

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
