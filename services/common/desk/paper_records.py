"""A desk's documents in PostgreSQL: what `papers` and `signing` ask for."""

import secrets
from dataclasses import asdict, fields
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.desk.keeping import Keeping
from services.common.desk.papers import Paper
from services.common.desk.writings import DOCUMENT
from services.common.vocabulary import SIGNED_DOCUMENT

_PAPER: Final = tuple(field.name for field in fields(Paper))
_CODE: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 16  # 80 bits: nobody finds a document by guessing


class PaperRecords(Keeping):
    """Implements `papers.Papers` and `signing.Signed` on one transaction."""

    def standing(self, complaint_id: UUID, kind: str) -> Paper | None:
        """The document of this kind that stands, which nobody signs or cancels until this transaction ends."""
        table = self._tables["document"]
        mine = (table.c.complaint_id == complaint_id, table.c.kind == kind)
        stands = (table.c.replaced_by.is_(None), table.c.cancelled_at.is_(None))
        newest = table.c.issued_at.desc(), table.c.edition.desc()
        query = select(*self._columns()).where(*mine, *stands).order_by(*newest).limit(1)
        return self._first(query.with_for_update())

    def papers(self, complaint_id: UUID) -> list[Paper]:
        """All editions of the complaint's documents, oldest first."""
        table = self._tables["document"]
        query = select(*self._columns()).where(table.c.complaint_id == complaint_id)
        rows = self._connection.execute(query.order_by(table.c.issued_at, table.c.kind, table.c.edition))
        return [Paper(**row._mapping) for row in rows]

    def paper(self, document_id: UUID) -> Paper | None:
        """One edition, which nobody else changes until this transaction ends."""
        table = self._tables["document"]
        return self._first(select(*self._columns()).where(table.c.document_id == document_id).with_for_update())

    def next_serial(self, tenant: str, kind: str, year: int) -> int:
        """The next number of the year. The row stays locked until the document is saved, or the number is free
        again."""
        table = self._tables["document_counter"]
        row = upsert(table).values(tenant=tenant, kind=kind, year=year, last=1)
        counted = row.on_conflict_do_update(
            index_elements=["tenant", "kind", "year"], set_={"last": table.c.last + 1}
        ).returning(table.c.last)
        return int(self._connection.execute(counted).scalar_one())

    def add_document(self, paper: Paper, content: dict[str, Any]) -> None:
        """Keep a document, what it says sealed."""
        row: dict[str, Any] = {**asdict(paper), "content": content}
        if paper.complaint_id:
            row = self.written(DOCUMENT).row(paper.complaint_id, row)
        self._connection.execute(insert(self._tables["document"]).values(**row))

    def replace(self, before: Paper, by: UUID) -> None:
        """Another stands in its place."""
        self.change(before.document_id, replaced_by=by)

    def change(self, document_id: UUID, **values: Any) -> None:
        """How it was signed, cancelled, delivered or replaced."""
        table = self._tables["document"]
        self._connection.execute(update(table).where(table.c.document_id == document_id).values(**values))

    def new_code(self) -> str:
        """Under which everybody can verify a document who has seen it."""
        return "".join(secrets.choice(_CODE) for _ in range(_CODE_LENGTH))

    def keep_copy(self, tenant: str, complaint_id: UUID, document: str, role: str) -> None:
        """A role got a copy."""
        row = {"complaint_id": complaint_id, "document": document, "role": role, "tenant": tenant}
        self._connection.execute(upsert(self._tables["document_copy"]).values(row).on_conflict_do_nothing())

    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]:
        """Who got copies of what: kinds of document and roles."""
        table = self._tables["document_copy"]
        rows = self._connection.execute(
            select(table.c.document, table.c.role).where(table.c.complaint_id == complaint_id)
        )
        return {(row.document, row.role) for row in rows}

    def scan(self, complaint_id: UUID, attachment_id: UUID) -> str | None:
        """The hash of a scan that was attached to the complaint as one."""
        table = self._tables["known_attachment"]
        mine = (table.c.attachment_id == attachment_id, table.c.complaint_id == complaint_id)
        query = select(table.c.sha256).where(*mine, table.c.kind == SIGNED_DOCUMENT)
        return self._connection.execute(query).scalar()

    def is_bound(self, complaint_id: UUID, attachment_id: UUID, sha256: str) -> bool:
        """Whether a document has this scan; one that was cancelled holds on to the attachment, not to what it shows."""
        table = self._tables["document"]
        is_same = (table.c.signed_sha256 == sha256) & table.c.cancelled_at.is_(None)
        mine = (table.c.complaint_id == complaint_id, (table.c.attachment_id == attachment_id) | is_same)
        return self._connection.execute(select(table.c.document_id).where(*mine).limit(1)).first() is not None

    def _first(self, query: Any) -> Paper | None:
        row = self._connection.execute(query).first()
        return Paper(**row._mapping) if row else None

    def _columns(self) -> list[Any]:
        return [self._tables["document"].c[name] for name in _PAPER]
