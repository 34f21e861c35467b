"""How documents are listed, and what is asked of them."""

from typing import Literal

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.documents import Document
from services.common.contracts.result import Prose


class DocumentLinks(Message):
    """Where a document is found."""

    file: str
    scan: str | None = Field(default=None, description="Where it was signed by hand: the scan, which is an attachment.")
    verification: str = Field(description="The page on which everybody can verify it; the QR on it leads there too.")


class ListedDocument(Document):
    """One edition of a document, and where it is found."""

    links: DocumentLinks


class ComplaintDocuments(Message):
    """All editions of all documents the caller may see, oldest first. Of several of one kind the last stands."""

    reference: str
    documents: tuple[ListedDocument, ...]


class OwnDocuments(Message):
    """The receipt, and what was delivered; oldest first."""

    documents: tuple[ListedDocument, ...]


class AsBefore(Message):
    """Which of a document is downloaded."""

    unsigned: bool = Field(default=False, description="As it was before it was signed.")


class DocumentRequest(Message):
    """A document that is made on request."""

    kind: Literal["tanda_terima", "disposisi"]


class Cancellation(Message):
    """Why a document is taken back."""

    reason: Prose
