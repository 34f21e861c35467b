"""A filed complaint and its files as intake keeps them, and who may open them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.tenant import AttachmentRules
from services.common.errors import NotFound
from services.common.sop.model import Sop
from services.intake import domain
from services.intake.vault import Vault


@dataclass(frozen=True, slots=True)
class Known:
    """A filed complaint, still sealed."""

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    channel: str
    mode: str
    content: bytes
    code_hash: bytes
    filed_at: datetime


@dataclass(slots=True)
class File:
    """An attachment, begun or arrived. `state` is `begun`, `accepted` or `refused`."""

    attachment_id: UUID
    tenant: str
    complaint_id: UUID
    object_key: str
    kind: str
    sealed_name: bytes
    media_type: str
    added_by: str
    begun_at: datetime
    state: str = "begun"
    size: int | None = None
    sha256: str | None = None
    added_at: datetime | None = None


class Complaints(Protocol):
    """What these use cases ask of the database."""

    def by_reference(self, reference: str) -> Known | None: ...
    def by_id(self, complaint_id: UUID) -> Known | None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def rules(self, tenant: str) -> AttachmentRules: ...
    def identity(self, complaint_id: UUID) -> bytes | None: ...
    def messages(self, complaint_id: UUID, vault: Vault) -> tuple[c.MailMessage, ...]: ...
    def add_message(self, known: Known, message: c.MailMessage, vault: Vault) -> None: ...
    def files(self, complaint_id: UUID) -> list[File]: ...
    def file(self, attachment_id: UUID) -> File | None: ...
    def save_file(self, file: File) -> None: ...


def find(caller: Caller, reference: str | None, complaints: Complaints) -> Known:
    """The complaint the caller may read: the reporter's own, or one of the officer's regency. NotFound, NotYourRole."""
    if caller.kind == "reporter":
        known = complaints.by_id(caller.complaint_id) if caller.complaint_id else None
    else:
        known = complaints.by_reference(reference or "")
    if known is None:
        raise NotFound("complaint")
    if caller.kind != "reporter":
        domain.check_reader(caller, complaints.sop(known.sop))
    return known
