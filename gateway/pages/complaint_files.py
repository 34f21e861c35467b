"""Files and documents of a complaint as its page lists them, with what the caller may do with each."""

from dataclasses import dataclass
from uuid import uuid4

from gateway.api.document_shapes import ListedDocument
from gateway.pages import evidence_words, terms
from gateway.pages.complaint_parts import Whole
from gateway.pages.complaint_sop import Procedure
from gateway.pages.complaint_told import attachment
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment
from services.common.contracts.register import Standing
from services.common.documents import KINDS
from services.common.vocabulary import HEAD

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
    `cancelled`. `signer` is who signs it, while it can be signed, and not by the caller.
    """

    document: ListedDocument
    standing: str
    says: str
    hash: str
    can_be_signed: bool
    can_be_cancelled: bool
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All files and documents."""

    files: tuple[File, ...]
    papers: tuple[Paper, ...]


def shown(caller: Caller, whole: Whole) -> Shown:
    """Attachments and documents, oldest first."""
    attached = whole.content.attachments if whole.content else ()
    instead = signs_instead(whole.standing, whole.procedure)
    papers = tuple(paper(caller, one, instead=instead) for one in whole.documents)
    return Shown(tuple(file(one) for one in attached), papers)


def file(one: Attachment) -> File:
    """An attachment in words."""
    reason = evidence_words.found(one.reason_code) if one.state in ("refused", "infected") else ""
    return File(one, attachment(one.kind), evidence_words.state(one.state), evidence_words.size(one.size), reason)


def paper(caller: Caller, one: ListedDocument, *, instead: bool = False) -> Paper:
    """A document in words. `instead`: somebody signs in the Inspektur's place."""
    standing = _standing(one)
    stands = standing in ("stands", "draft")
    waits = stands and one.signature is None and one.media_type == "application/pdf"
    signs = _signs(caller, one, instead=instead)
    return Paper(
        document=one,
        standing=standing,
        says=_says(one, standing),
        hash=(one.sha256 or "")[:_SHORT],
        can_be_signed=waits and signs,
        can_be_cancelled=stands and one.delivered_at is None and bool(one.number),
        signer=_signer(one) if waits and not signs else "",
    )


def signs_instead(standing: Standing | None, procedure: Procedure | None) -> bool:
    """Whether the Inspektur may be barred from the complaint; who signs instead is known to the desks alone."""
    if standing is None:
        return False
    steps = ((task, procedure.step(task.step)) for task in standing.tasks) if procedure else ()
    moved = (step is not None and HEAD in step.roles and HEAD not in task.roles for task, step in steps)
    return any(row.event == "conflict_declared" for row in standing.timeline) or any(moved)


def new_key() -> str:
    """A key for a form just shown, so that sent twice it counts once."""
    return uuid4().hex


def _signs(caller: Caller, one: ListedDocument, *, instead: bool) -> bool:
    """Below some documents stands the name of who wrote them, as below a unit's own; below all others the head's."""
    if _is_the_writers(one):
        return caller.actor == one.issued_by
    return instead or caller.has_any((HEAD,)) or (bool(caller.unit) and caller.actor == one.issued_by)


def _signer(one: ListedDocument) -> str:
    return say("penyusunnya") if _is_the_writers(one) else terms.role(HEAD)


def _is_the_writers(one: ListedDocument) -> bool:
    return one.kind in KINDS and KINDS[one.kind].is_the_writers


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
