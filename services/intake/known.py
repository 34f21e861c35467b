"""A filed complaint and its files as intake keeps them, and who may open them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.tenant import AttachmentRules
from services.common.desk.access import facing, may_read
from services.common.desk.paper_access import has_agencys_copy
from services.common.errors import NotFound
from services.common.sop.model import Sop
from services.common.vocabulary import UNITS
from services.intake.vault import Vault


@dataclass(frozen=True, slots=True)
class Known:
    """A filed complaint, still sealed, and who must not see it."""

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    channel: str
    mode: str
    content: bytes
    code_hash: bytes
    filed_at: datetime
    barred: Barred = NOBODY


@dataclass(frozen=True, slots=True)
class KeptCode:
    """What opens a complaint for its reporter, as it is kept."""

    complaint_id: UUID
    code_hash: bytes


NO_CODE = KeptCode(UUID(int=0), bytes(32))
"""Stands for a reference nobody has; no code has this hash."""


@dataclass(slots=True)
class File:
    """An attachment. `state` is `begun`, then `checking`, then `accepted`, `refused` or `infected`.

    What is wrong with it is a code of `verdicts`. The copy is what is left of it without hidden data.
    """

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
    is_sealed: bool = False
    reason: str | None = None
    copy_key: str | None = None
    copy_size: int | None = None
    copy_sha256: str | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Forwarding:
    """What went to a unit, or with no unit to another agency; or, where `is_return`, that the unit gave it back."""

    sequence: int
    unit: str | None
    shared: tuple[UUID, ...] = ()
    includes_story: bool = False
    with_identity: bool = False
    by_order: bool = False
    by: str = ""
    is_return: bool = False


def received_at(known: Known, says: Mapping[str, Any]) -> datetime:
    """When the office received it: as the officer says who keyed it in, else when it was filed."""
    told = says.get("received_at")
    return datetime.fromisoformat(told) if told else known.filed_at


class Complaints(Protocol):
    """What these use cases ask of the database."""

    def filed_under(self, reference: str) -> Known | None: ...
    def code_under(self, reference: str) -> KeptCode: ...
    def by_id(self, complaint_id: UUID) -> Known | None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def rules(self, tenant: str) -> AttachmentRules: ...
    def identity(self, complaint_id: UUID) -> bytes | None: ...
    def times_granted(self, complaint_id: UUID) -> int: ...
    def has_consent(self, complaint_id: UUID) -> bool: ...
    def add_consent(self, known: Known, given_at: datetime) -> bool: ...
    def forwardings(self, complaint_id: UUID) -> list[Forwarding]: ...
    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]: ...
    def messages(self, complaint_id: UUID, vault: Vault) -> tuple[w.MailMessage, ...]: ...
    def add_message(self, known: Known, message: w.MailMessage, vault: Vault) -> None: ...
    def files(self, complaint_id: UUID) -> list[File]: ...
    def file(self, attachment_id: UUID) -> File | None: ...
    def save_file(self, file: File) -> None: ...


def find(caller: Caller, reference: str | None, complaints: Complaints) -> Known:
    """The complaint the caller may read: the reporter's own, or one of the officer's regency.

    Whom the complaint is about, and everybody else, is answered as if there were none. NotFound.
    """
    if caller.kind == "reporter":
        known = complaints.by_id(caller.complaint_id) if caller.complaint_id else None
    else:
        known = complaints.filed_under(reference or "")
    if known is None or not may_open(caller, known):
        raise NotFound("complaint")
    return known


def may_open(caller: Caller, known: Known) -> bool:
    """Whether the caller may read this complaint whole."""
    if caller.kind == "reporter":
        return caller.complaint_id == known.complaint_id
    return may_read(caller, known.barred)


def reach(caller: Caller, reference: str | None, complaints: Complaints) -> tuple[Known, Forwarding | None]:
    """The complaint as far as the caller reaches: whole (None), or for a unit or agency what went to it. NotFound."""
    if caller.kind == "officer" and not may_read(caller, NOBODY):
        known = complaints.filed_under(reference or "")
        sent = (of_unit(caller, known, complaints) or of_agency(caller, known, complaints)) if known else None
        if known and sent:
            return known, sent
    return find(caller, reference, complaints), None


def of_unit(caller: Caller, known: Known, complaints: Complaints) -> Forwarding | None:
    """What the unit the caller acts for has of the complaint just now: the last forwarding, unless given back."""
    acts = caller.kind == "officer" and UNITS in facing(caller, known.barred).roles and caller.unit
    if not acts or known.barred.shuts_out(caller.actor, caller.unit):
        return None
    newest = next(reversed(complaints.forwardings(known.complaint_id)), None)
    return newest if newest and newest.unit == caller.unit and not newest.is_return else None


def of_agency(caller: Caller, known: Known, complaints: Complaints) -> Forwarding | None:
    """What an agency that got copies has of the complaint: the transfer, if that was last.

    Who reports is told it by the officer who sent it on, never here.
    """
    if caller.kind != "officer" or known.barred.shuts_out(caller.actor, caller.unit):
        return None
    newest = next(reversed(complaints.forwardings(known.complaint_id)), None)
    if newest is None or newest.unit or newest.is_return:
        return None
    is_theirs = has_agencys_copy(facing(caller, known.barred), complaints.copies(known.complaint_id))
    return replace(newest, with_identity=False) if is_theirs else None
