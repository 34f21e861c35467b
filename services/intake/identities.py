"""Intake's sealed identities, and what destroying and rotating keys means for a filed complaint."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from services.common.desk.records import Records
from services.common.sealing import CONTENT, IDENTITY, seal, unseal
from services.intake.models import (
    AttachmentRow,
    Complaint,
    ComplaintKey,
    DataRequestRow,
    MessageRow,
    OpeningRow,
    SourceNumber,
    VaultedIdentity,
)
from services.intake.vault import KTP
from services.intake.verdicts import ENDED

_GONE = b""


class IdentityRecords(Records):
    """The keeper's side of intake. The service itself can put an identity into the vault, and not look."""

    purposes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "identity": (IDENTITY, KTP),
        "complaint": (CONTENT, IDENTITY, KTP),
    }

    def identity(self, complaint_id: UUID) -> bytes | None:
        """The sealed identity."""
        return self.identities((complaint_id,)).get(complaint_id)

    def identities(self, complaint_ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """Sealed identities by complaint; anonymous complaints have none."""
        mine = VaultedIdentity.complaint_id.in_(list(complaint_ids))
        with self._work.as_keeper():
            rows = self._connection.execute(select(VaultedIdentity.complaint_id, VaultedIdentity.sealed).where(mine))
            found = {row.complaint_id: row.sealed for row in rows}
        self._work.keys.load(found)
        return found

    def blank(self, complaint_id: UUID, scope: str) -> None:
        """The identity's row goes, and by what a guess at who filed could be checked; what a complaint said leaves its
        rows, emptied."""
        super().blank(complaint_id, scope)
        self._connection.execute(delete(VaultedIdentity).where(VaultedIdentity.complaint_id == complaint_id))
        filed = update(Complaint).where(Complaint.complaint_id == complaint_id)
        self._connection.execute(filed.values(fingerprint=""))
        self._remove_files(complaint_id, scope)
        if scope == "complaint":
            self._connection.execute(delete(SourceNumber).where(SourceNumber.complaint_id == complaint_id))
            emptied: list[tuple[Any, dict[str, Any]]] = [
                (OpeningRow, {"words": _GONE, "decision": None}),
                (DataRequestRow, {"words": None, "answer": None}),
                (Complaint, {"content": _GONE}),
                (MessageRow, {"sealed": _GONE}),
            ]
            for table, values in emptied:
                self._connection.execute(update(table).where(table.complaint_id == complaint_id).values(**values))

    def _remove_files(self, complaint_id: UUID, scope: str) -> None:
        """The evidence process takes them out of the store; with the identity go the KTPs, and their names."""
        mine = update(AttachmentRow).where(AttachmentRow.complaint_id == complaint_id)
        if scope == "identity":
            mine = mine.where(AttachmentRow.kind == KTP)
        self._connection.execute(mine.values(sealed_name=_GONE, state="refused", reason=ENDED, remove_after=func.now()))

    def wrap_next(self, limit: int) -> int:
        """Besides: give complaints of an earlier build keys of their own."""
        done = super().wrap_next(limit)
        return done + self._adopt(limit - done)

    def left(self, version: int) -> int:
        """Besides: complaints of an earlier build."""
        mine = select(func.count()).select_from(Complaint).where(_has_no_key())
        return super().left(version) + int(self._connection.execute(mine).scalar_one())

    def _adopt(self, limit: int) -> int:
        found = select(Complaint.complaint_id, Complaint.content).where(_has_no_key()).limit(limit)
        rows = self._connection.execute(found).all()
        identities = self.identities(row.complaint_id for row in rows)
        for row in rows:
            self._adopt_one(row.complaint_id, row.content, identities.get(row.complaint_id))
        return len(rows)

    def _adopt_one(self, complaint_id: UUID, content: bytes, identity: bytes | None) -> None:
        keys = self._work.keys
        # A key that does not open its complaint is not written down as its key. InvalidTag.
        unseal(keys.of(complaint_id, CONTENT), "content", content)
        given = unseal(keys.of(complaint_id, IDENTITY), IDENTITY, identity) if identity else None
        keys.add(complaint_id, keys.wrapped(complaint_id, CONTENT))
        if given is not None:
            # Until now it lay under the same key as the content.
            sealed = seal(keys.to_seal(complaint_id, IDENTITY), IDENTITY, given)
            with self._work.as_keeper():
                mine = update(VaultedIdentity).where(VaultedIdentity.complaint_id == complaint_id)
                self._connection.execute(mine.values(sealed=sealed))


def _has_no_key() -> ColumnElement[bool]:
    its = (ComplaintKey.complaint_id == Complaint.complaint_id, ComplaintKey.purpose == CONTENT)
    return ~exists().where(*its)
