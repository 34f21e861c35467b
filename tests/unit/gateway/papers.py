"""Made-up documents as the desks tell of them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from services.common.contracts.documents import Document, StoredDocument
from services.common.documents import KINDS
from tests.unit.gateway.samples import NOW

FILE_KEY = "A" * 43 + "="


def paper(kind: str, *, minutes: int = 0, **changes: Any) -> Document:
    """A document of this kind, issued so many minutes later."""
    known = KINDS[kind]
    given: dict[str, Any] = {
        "document_id": uuid4(),
        "desk": known.desk,
        "kind": kind,
        "title": known.title,
        "number": f"700/007/{known.code}/CTH/2026" if known.is_numbered else None,
        "edition": 1,
        "step": "contoh",
        "issued_by": "inspektur",
        "issued_at": NOW + timedelta(minutes=minutes),
        "media_type": "application/pdf",
        "code": "7K3MQ9TX4H2D9WQZ",
        "sha256": "ab" * 32,
        "size": 9,
    }
    return Document(**{**given, **changes})


def in_store(document: Document, *, object_key: str = "contoh/x", file_key: str = FILE_KEY) -> StoredDocument:
    """Where its file lies."""
    number = (document.number or document.code).replace("/", "-")
    return StoredDocument(
        document=document,
        file_name=f"{document.kind}-{number}.pdf",
        sha256=document.sha256 or "",
        size=document.size or 0,
        object_key=object_key,
        file_key=file_key,
    )
