"""Intake's queries on the files of a complaint. What checks them has its own, in `evidence/claims.py`."""

from dataclasses import asdict, fields
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.desk.records import Records
from services.common.errors import KeptApart, NotYetChecked
from services.common.vocabulary import REPORTER, SIGNED_DOCUMENT
from services.intake.known import File
from services.intake.models import AttachmentRow

_FILE = [getattr(AttachmentRow, field.name) for field in fields(File)]
_CHANGING = ("state", "reason", "size", "sha256", "added_at")
"""What intake changes of a file; the rest is written once, or by who checks it."""


class FileRecords(Records):
    """The part of `known.Complaints` about files."""

    def files(self, complaint_id: UUID) -> list[File]:
        """The complaint's files in every state, oldest first."""
        mine = AttachmentRow.complaint_id == complaint_id
        rows = self._connection.execute(select(*_FILE).where(mine).order_by(AttachmentRow.begun_at))
        return [File(**row._mapping) for row in rows]

    def file(self, attachment_id: UUID) -> File | None:
        """One file, locked until the transaction ends."""
        mine = AttachmentRow.attachment_id == attachment_id
        row = self._connection.execute(select(*_FILE).where(mine).with_for_update()).first()
        return File(**row._mapping) if row else None

    def save_file(self, file: File) -> None:
        """Keep a file's state."""
        row = upsert(AttachmentRow).values(**asdict(file))
        changed = {name: row.excluded[name] for name in _CHANGING}
        self._connection.execute(row.on_conflict_do_update(index_elements=["attachment_id"], set_=changed))

    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool:
        """Intake asks its own files, not what it has heard. NotYetChecked, KeptApart."""
        mine = (AttachmentRow.attachment_id == attachment_id, AttachmentRow.complaint_id == complaint_id)
        state = self._connection.execute(select(AttachmentRow.state).where(*mine)).scalar()
        if state == "checking":
            raise NotYetChecked(str(attachment_id))
        if state in {"refused", "infected"}:
            raise KeptApart(str(attachment_id))
        return state == "accepted"

    def scan(self, complaint_id: UUID, attachment_id: UUID) -> str | None:
        """Likewise the hash of a scan, which only the office makes. NotYetChecked, KeptApart."""
        if not self.knows_attachment(complaint_id, attachment_id):
            return None
        mine = (AttachmentRow.attachment_id == attachment_id, AttachmentRow.added_by != REPORTER)
        scan = select(AttachmentRow.sha256).where(*mine, AttachmentRow.kind == SIGNED_DOCUMENT)
        return self._connection.execute(scan).scalar()
