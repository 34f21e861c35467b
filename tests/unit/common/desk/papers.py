"""A desk's documents in memory, and one to look at."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from services.common.contracts.tenant import TenantProfile
from services.common.desk.papers import Paper
from services.common.documents import KINDS
from tests.unit.assignment.samples import profile

COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")
ISSUED_AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class MemoryPapers:
    """Implements `papers.Papers` and `signing.Signed`."""

    def __init__(self) -> None:
        self.documents: list[Paper] = []
        self.said: dict[UUID, dict[str, Any]] = {}
        self.last: dict[tuple[str, str, int], int] = {}
        self.scans: dict[UUID, str] = {}
        self.copied: set[tuple[str, str]] = set()
        self.own = profile()

    def profile(self, tenant: str) -> TenantProfile:
        return self.own.model_copy(update={"key": tenant})

    def standing(self, complaint_id: UUID, kind: str) -> Paper | None:
        found = [one for one in self.papers(complaint_id) if one.kind == kind and one.stands]
        assert len(found) <= 1, found
        return found[0] if found else None

    def papers(self, complaint_id: UUID) -> list[Paper]:
        return [one for one in self.documents if one.complaint_id == complaint_id]

    def next_serial(self, tenant: str, kind: str, year: int) -> int:
        self.last[tenant, kind, year] = self.last.get((tenant, kind, year), 0) + 1
        return self.last[tenant, kind, year]

    def add_document(self, paper: Paper, content: dict[str, Any]) -> None:
        self.documents.append(paper)
        self.said[paper.document_id] = content

    def replace(self, before: Paper, by: UUID) -> None:
        self.change(before.document_id, replaced_by=by)

    def change(self, document_id: UUID, **values: Any) -> None:
        self.documents = [replace(one, **values) if one.document_id == document_id else one for one in self.documents]

    def new_code(self) -> str:
        return uuid4().hex.upper()

    def keep_copy(self, tenant: str, complaint_id: UUID, document: str, role: str) -> None:
        self.copied.add((document, role))

    def scan(self, complaint_id: UUID, attachment_id: UUID) -> str | None:
        return self.scans.get(attachment_id)

    def is_bound(self, complaint_id: UUID, attachment_id: UUID, sha256: str) -> bool:
        return any(one.attachment_id == attachment_id for one in self.papers(complaint_id))

    def numbers(self, kind: str) -> list[tuple[str | None, int]]:
        """Number and edition of all documents of a kind, oldest first."""
        return [(one.number, one.edition) for one in self.documents if one.kind == kind]


def paper(kind: str = "spt", **changes: Any) -> Paper:
    """The first edition of a document, rendered, and neither signed nor delivered."""
    given = {
        "document_id": uuid4(),
        "tenant": "contoh",
        "complaint_id": COMPLAINT,
        "kind": kind,
        "year": 2026,
        "serial": 1,
        "number": f"700/001/{KINDS[kind].code}/CTH/2026",
        "edition": 1,
        "step": "langkah",
        "signer_roles": ["inspektur"],
        "issued_by": "contoh_perencanaan",
        "issued_at": ISSUED_AT,
        "code": uuid4().hex.upper(),
        "object_key": "contoh/berkas",
        "size": 10,
        "sha256": "0" * 64,
        "rendered_at": ISSUED_AT,
    }
    return Paper(**{**given, **changes})
