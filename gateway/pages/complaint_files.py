"""Files and documents of a complaint as its page lists them, with what the caller may do with each."""

from dataclasses import dataclass
from uuid import uuid4

from gateway.api.document_shapes import ListedDocument
from gateway.pages import evidence_words
from gateway.pages.complaint_parts import Whole
from gateway.pages.complaint_told import attachment
from gateway.pages.words import say
from services.common.contracts.complaints import Attachment

_SHORT = 12
_WAYS = {"internal": "oleh kunci kantor (bukan TTE tersertifikasi)", "wet": "basah, dipindai", "bsre": "TTE BSrE"}
_SAYS = {
    "making": "Sedang dibuat",
    "draft": "Konsep, belum ditandatangani",
    "signing": "Sedang ditandatangani",
    "stands": "Berlaku",
    "replaced": "Diganti edisi lain",
    "cancelled": "Dibatalkan",
}


@dataclass(frozen=True, slots=True)
class File:
    """An attachment in words."""

    file: Attachment
    kind: str
    state: str
    size: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An edition of a document in words. `standing` is `making`, `draft`, `signing`, `stands`, `replaced` or
    `cancelled`."""

    document: ListedDocument
    standing: str
    says: str
    hash: str
    can_be_signed: bool
    can_be_cancelled: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """All files and documents."""

    files: tuple[File, ...]
    papers: tuple[Paper, ...]


def shown(whole: Whole) -> Shown:
    """Attachments and documents, oldest first."""
    attached = whole.content.attachments if whole.content else ()
    return Shown(tuple(file(one) for one in attached), tuple(paper(one) for one in whole.documents))


def file(one: Attachment) -> File:
    """An attachment in words."""
    reason = evidence_words.found(one.reason_code) if one.state in ("refused", "infected") else ""
    return File(one, attachment(one.kind), evidence_words.state(one.state), evidence_words.size(one.size), reason)


def paper(one: ListedDocument) -> Paper:
    """A document in words."""
    standing = _standing(one)
    stands = standing in ("stands", "draft")
    is_pdf = one.media_type == "application/pdf"
    return Paper(
        document=one,
        standing=standing,
        says=_says(one, standing),
        hash=(one.sha256 or "")[:_SHORT],
        can_be_signed=stands and one.signature is None and is_pdf,
        can_be_cancelled=stands and one.delivered_at is None and bool(one.number),
    )


def new_key() -> str:
    """A key for a form just shown, so that sent twice it counts once."""
    return uuid4().hex


def _standing(one: ListedDocument) -> str:
    if one.cancelled_at:
        return "cancelled"
    if one.replaced_by:
        return "replaced"
    if one.sha256 is None:
        return "making"
    if one.signature and one.signature.signed_at is None:
        return "signing"
    return "draft" if one.must_be_signed and one.signature is None else "stands"


def _says(one: ListedDocument, standing: str) -> str:
    if standing == "stands" and one.signature is not None:
        return say("Ditandatangani {way}").format(way=say(_WAYS[one.signature.way]))
    return say(_SAYS[standing])
