"""What becomes of a document once it has been issued: made into a file, signed, taken back. Codes and hashes only.

They may arrive in any order, and before the event that tells of the step; so the first carries all that is said of the
document to who verifies it.
"""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.common.contracts.events.audit import Digest
from services.common.contracts.events.envelope import Event
from services.common.steps import DESKS

_SOURCES = (*DESKS, "register")


class DocumentRendered(Event):
    """The file was made."""

    name = "document_rendered"
    sources = _SOURCES
    comes_back = True  # the register issues some itself

    document_id: UUID
    complaint_id: UUID | None = None
    document: str
    number: str | None = None
    edition: int
    code: str
    media_type: str
    issued_at: datetime
    sha256: Digest
    size: int
    unit: str | None = Field(default=None, description="The unit in whose own name it was written.")


class DocumentSigned(Event):
    """It was signed; the hash is of the signed file."""

    name = "document_signed"
    sources = _SOURCES
    comes_back = True

    document_id: UUID
    complaint_id: UUID | None = None
    way: str
    by: str
    role: str = Field(description="The role in which it was signed.")
    as_deputy: str = Field(default="", description="Where `by` stood in for somebody: kind, role, officer.")
    signed_at: datetime
    sha256: Digest


class DocumentWithdrawn(Event):
    """It does not stand any more: another stands in its place, or it was cancelled."""

    name = "document_withdrawn"
    sources = _SOURCES
    comes_back = True

    document_id: UUID
    complaint_id: UUID | None = None
    replaced_by: UUID | None = None
    by: str
