"""Documents as they are listed, fetched, signed and cancelled."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.result import Code, Prose

RequestKey = Annotated[str, StringConstraints(max_length=200)]
Way = Literal["wet", "internal", "bsre"]
"""By hand on paper and scanned; by our own key ("bukan TTE tersertifikasi"); by BSrE, certified."""


class Signature(Message):
    """How a document was signed. Hash and size are of the signed file: the PDF with its signature, or the scan."""

    way: Way
    by: str
    asked_at: datetime
    signed_at: datetime | None = Field(description="None while it is being signed.")
    sha256: str | None = None
    size: int | None = None
    attachment_id: UUID | None = Field(default=None, description="The scan, where it was signed by hand.")


class Document(Message):
    """One edition of a document. Of several of one kind the last stands, unless it was cancelled."""

    document_id: UUID
    desk: str
    kind: Code
    title: str
    number: str | None
    edition: int
    step: str | None
    issued_by: str
    issued_at: datetime
    media_type: str
    code: str = Field(description="Under which everybody can verify it: /v/<tenant>/<code>.")
    sha256: str | None = Field(description="Of the file before it was signed; None while it is being made.")
    size: int | None
    signature: Signature | None = None
    must_be_signed: bool = False
    replaced_by: UUID | None = None
    cancelled_at: datetime | None = None
    delivered_at: datetime | None = Field(default=None, description="Since then the reporter can read it.")


class OfComplaint(Message):
    """A complaint: named by officers; reporters are bound to theirs."""

    reference: Reference | None = None


class Documents(Message):
    """All editions of a complaint's documents on one desk, oldest first."""

    documents: tuple[Document, ...]


class ByDocument(Message):
    """One document; where a complaint is named, one of that complaint."""

    document_id: UUID
    reference: Reference | None = None


class FetchDocument(ByDocument):
    """The file: as it was signed, unless it is asked for as it was before."""

    unsigned: bool = False


class StoredDocument(Message):
    """Where a file lies, and under what key (base64)."""

    document: Document
    file_name: str
    sha256: str
    size: int
    object_key: str
    file_key: str


class SignDocument(ByDocument):
    """Sign by our own key, or bind a scan of what was signed by hand."""

    way: Literal["wet", "internal"]
    attachment_id: UUID | None = Field(default=None, description="The scan; for `wet` only.")
    request_key: RequestKey


class SigningPlace(Message):
    """The file that is to be signed elsewhere, and where the signed one is to be put. Keys are base64."""

    document: Document
    object_key: str
    file_key: str
    target_key: str
    target_file_key: str


class FinishSigning(ByDocument):
    """It was signed by BSrE and lies at `place`, which is the `target_key` it was given."""

    place: Annotated[str, StringConstraints(max_length=200)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1)]
    request_key: RequestKey


class CancelDocument(ByDocument):
    """Take a document back; its number stays used."""

    reason: Prose
    request_key: RequestKey


class RequestDocument(Message):
    """Ask for a receipt or a disposition sheet; officers name the complaint, reporters are bound to theirs."""

    kind: Literal["tanda_terima", "disposisi"]
    reference: Reference | None = None


class ByCode(Message):
    """What stands below a document's QR."""

    tenant: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{8,32}$")]


class Verification(Message):
    """What everybody may know of a document: what it is, whose, since when, and whether it stands. No content."""

    document_id: UUID
    kind: Code
    title: str
    number: str | None
    edition: int
    office: str
    government: str
    unit: str | None = Field(default=None, description="The unit that issued it, where the inspectorate did not.")
    issued_on: date
    media_type: str
    standing: Literal["stands", "draft", "replaced", "cancelled"]
    replaced_by: str | None = Field(default=None, description="The number of the one that stands instead.")
    replaced_by_edition: int | None = Field(default=None, description="Its edition; the number may be the same.")
    ended_on: date | None = None
    sha256: str | None = Field(description="Of the file as it was issued; None while it is being made.")
    signed_sha256: str | None = Field(default=None, description="Of the signed file.")
    way: Way | None = None
    signed_on: date | None = None
    signed_as: str | None = Field(default=None, description="The office of who signed.")


class OrderReport(Message):
    """Ask for the Buku Pengaduan of a year, or for the report of half a year."""

    kind: Literal["buku_pengaduan", "laporan_semester"]
    media_type: Literal["application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = (
        "application/pdf"
    )
    year: Annotated[int, Field(ge=2000, le=2200)]
    half: Literal[1, 2] | None = Field(default=None, description="Of the year; the report of half a year needs it.")
    request_key: RequestKey


class Reports(Message):
    """The reports and books the caller may fetch, newest first."""

    reports: tuple[Document, ...]


class Certificate(Message):
    """The regency's own signing authority, as PEM; signatures by our own key are checked against it."""

    pem: str
    sha256: str = Field(description="Fingerprint of the certificate.")
