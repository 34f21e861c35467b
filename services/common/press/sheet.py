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
class Sheet:
    """A document before it is set. `signer` is whose name stands below; `issuer` who wrote it; None: not in the roster.

    `verify_url` is what the QR leads to. `stationery` is the regency's own: its crest, and templates by kind.
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

    @property
    def what(self) -> DocumentKind:
        """The kind of document."""
        return KINDS[self.kind]

    @property
    def says(self) -> Fields:
        """Its fields, typed."""
        return MODELS[self.kind].model_validate(self.fields)
