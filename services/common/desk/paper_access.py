"""Who sees which document, and as what."""

from collections.abc import Collection
from typing import Final

from services.common.contracts.caller import Caller
from services.common.contracts.documents import Document, Signature
from services.common.desk.access import facing, may_read
from services.common.desk.custody import Custody
from services.common.desk.papers import Paper
from services.common.documents import KINDS
from services.common.vocabulary import AGENCIES, UNITS

_OFFICE: Final = "inspektorat"


def may_see(caller: Caller, custody: Custody, paper: Paper, copies: Collection[tuple[str, str]]) -> bool:
    """The office sees all; its reporter what was delivered, and the receipt; a unit its memo, and what it wrote.

    Who got a copy (tembusan) sees every document of that kind; another agency that got one, the memo that came with it
    too. Whom the complaint is about sees none.
    """
    kind = KINDS[paper.kind]
    if caller.kind == "reporter":
        is_theirs = caller.complaint_id == custody.complaint_id and kind.for_reporter
        return is_theirs and (paper.delivered_at is not None or kind.desk == "intake")
    if caller.kind != "officer" or custody.barred.shuts_out(caller.actor, caller.unit):
        return False
    caller = facing(caller, custody.barred)
    has_the_complaint = bool(caller.unit) and caller.unit == custody.unit
    copied_to = (role for role in caller.roles if role != UNITS or has_the_complaint)
    if may_read(caller, custody.barred) or any((paper.kind, role) in copies for role in copied_to):
        return True
    if kind.for_unit and paper.unit is None and has_agencys_copy(caller, copies):
        return True
    return has_the_complaint and paper.unit == caller.unit


def has_agencys_copy(caller: Caller, copies: Collection[tuple[str, str]]) -> bool:
    """Whether the caller is of another agency, and such got a copy of something."""
    return AGENCIES in caller.roles and any(role == AGENCIES for _, role in copies)


def may_know(caller: Caller, custody: Custody) -> bool:
    """Whether the caller may know of the complaint where it has no document for them: its reporter, and the office."""
    if caller.kind == "reporter":
        return caller.complaint_id == custody.complaint_id
    return may_read(caller, custody.barred)


def shown_to(caller: Caller, document: Document) -> Document:
    """To the reporter an officer is the office, not a name; the document itself names who signed it."""
    if caller.kind != "reporter":
        return document
    signature = document.signature and document.signature.model_copy(update={"by": _OFFICE})
    return document.model_copy(update={"issued_by": _OFFICE, "signature": signature})


def shown(desk: str, paper: Paper) -> Document:
    """A document as it is listed."""
    kind = KINDS[paper.kind]
    return Document(
        desk=desk,
        title=kind.title,
        must_be_signed=kind.must_be_signed,
        signature=_signature(paper),
        **{name: getattr(paper, name) for name in Document.model_fields if name in paper.__slots__},
    )


def _signature(paper: Paper) -> Signature | None:
    if paper.way is None or paper.asked_at is None:
        return None
    return Signature.model_validate(
        {
            "way": paper.way,
            "by": paper.signed_by or "",
            "asked_at": paper.asked_at,
            "signed_at": paper.signed_at,
            "sha256": paper.signed_sha256,
            "size": paper.signed_size,
            "attachment_id": paper.attachment_id,
        }
    )
