"""One document on its way to paper: all that is needed to set it, and nothing to look up any more."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.common.contracts.document_fields import MODELS
from services.common.contracts.report_fields import Fields
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS, DocumentKind


@dataclass(frozen=True, slots=True)
class Person:
    """An official as documents name one: name, NIP (18 digits, or empty), rank and office."""

    name: str
    nip: str
    rank: str
    position: str


@dataclass(frozen=True, slots=True)
class BookEntry:
    """The complaint's line in the Buku Pengaduan, as papers refer to it; the number with its year."""

    number: str
    received_on: date
    problem_label: str | None = None
    source_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it is set. `signer` is whose name stands below; `issuer` who wrote it; `head` the Inspektur or
    who stands in; None: not in the roster. `book` is None where the complaint is not in the book yet.

    `verify_url` is what the QR leads to. `stationery` is the regency's own: its crest, and templates by kind. `unit` is
    the name of the unit whose own paper it is. `is_sample`: its words are made up, and every page says so.
    """

    kind: str
    number: str | None
    edition: int
    reference: str | None
    dated_on: date
    fields: dict[str, Any]
    profile: TenantProfile
    signer: Person | None
    issuer: Person | None
    verify_url: str
    code: str
    media_type: str = "application/pdf"
    stationery: dict[str, Any] = field(default_factory=dict)
    head: Person | None = None
    unit: str = ""
    book: BookEntry | None = None
    is_sample: bool = False

    @property
    def what(self) -> DocumentKind:
        """The kind of document."""
        return KINDS[self.kind]

    @property
    def says(self) -> Fields:
        """Its fields, typed."""
        return MODELS[self.kind].model_validate(self.fields)
