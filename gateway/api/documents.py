"""Documents of a complaint: listed from all desks, downloaded, asked for, taken back. Signing: `signatures`."""

from collections.abc import Callable
from uuid import UUID

from flask import Response

from gateway import downloads
from gateway.api.complaints import named
from gateway.api.document_shapes import (
    AsBefore,
    Cancellation,
    ComplaintDocuments,
    DocumentLinks,
    DocumentRequest,
    ListedDocument,
    OwnDocuments,
)
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.documents import (
    CancelDocument,
    Document,
    Documents,
    FetchDocument,
    OfComplaint,
    RequestDocument,
    StoredDocument,
)
from services.common.documents import KINDS
from services.common.errors import NotFound
from services.common.steps import DESKS

_PATIENCE = 5.0
_OWN_DESKS = ("intake", "followup")
_OWN = "/api/v1/reporter"


def list_all(caller: Caller, reference: str) -> ComplaintDocuments:
    """Documents of a complaint

    Of all desks, the oldest first, with every edition: as far as the caller may see them. A document whose `sha256` is
    missing is still being made. Units see the memo with which they got the complaint, and what they wrote themselves;
    who got a copy sees that document.
    """
    of = named(reference).reference
    found = of_complaint(caller, of)
    place = f"/api/v1/complaints/{of}"
    return ComplaintDocuments(reference=of, documents=tuple(_listed(caller, one, place) for one in found))


def fetch(caller: Caller, reference: str, kind: str, document_id: UUID, query: AsBefore) -> Response:
    """Download a document

    As it was signed; with `unsigned=true` as it was before. Of one that was signed by hand this is the PDF that was
    printed; the list of documents says where its scan is. One that is still being made answers 503: try again after as
    many seconds as the header `Retry-After` says. Every download is recorded.
    """
    return _download(caller, kind, document_id, query, named(reference).reference)


def request(caller: Caller, reference: str, body: DocumentRequest) -> Document:
    """Ask for a receipt or a disposition sheet

    Neither says what the complaint says. Asked for again it is the one that is there; a disposition sheet is made anew
    when what it shows has changed.
    """
    asked = RequestDocument(kind=body.kind, reference=named(reference).reference)
    return parts().desks.call("intake.request_document", caller, asked, Document)


def cancel(caller: Caller, reference: str, kind: str, document_id: UUID, *, body: Cancellation, key: str) -> Document:
    """Take a document back

    For who may sign it, or issued it, as long as the reporter does not have it. Its number stays used, and everybody
    who verifies it is told that it was cancelled.
    """
    found = parts()
    asked = CancelDocument(
        document_id=document_id,
        reference=named(reference).reference,
        reason=body.reason,
        request_key=found.receipts.request_key(caller, key),
    )
    return found.desks.call(f"{desk_of(kind)}.cancel_document", caller, asked, Document)


def request_receipt(caller: Caller) -> Document:
    """Ask for my receipt

    Proof that the complaint was filed, without anything of the story: when, on which channel, with how many files, and
    a SHA-256 over what was filed. Asked for again it is the same. It takes a second or two until it can be downloaded.

    To compute the hash again: `GET /api/v1/reporter/data`, then
    `jq -cj '{subject, story, happened_on, location, reported} | del(..|nulls)' data.json | sha256sum`.
    It is over these fields in this order, and those of each reported party in the order they are given; as JSON in
    UTF-8 without blanks, without what was not given.
    """
    asked = RequestDocument(kind="tanda_terima")
    return parts().desks.call("intake.request_document", caller, asked, Document)


def list_own(caller: Caller) -> OwnDocuments:
    """Documents for me

    The receipt, if it was asked for, and what the office has delivered.
    """
    found = _gathered(caller, OfComplaint(), _OWN_DESKS)
    return OwnDocuments(documents=tuple(_listed(caller, one, _OWN) for one in found))


def fetch_own(caller: Caller, kind: str, document_id: UUID, query: AsBefore) -> Response:
    """Download a document for me

    One that is still being made answers 503: try again after as many seconds as the header `Retry-After` says.
    """
    return _download(caller, kind, document_id, query)


def of_complaint(caller: Caller, reference: str) -> list[Document]:
    """What the caller may see, of all desks, oldest first. NotFound; as `Desks.call` when one does not answer."""
    return _gathered(caller, OfComplaint(reference=reference), DESKS)


def desk_of(kind: str) -> str:
    """The desk that issues this kind of a complaint's documents; NotFound when there is none."""
    known = KINDS.get(kind)
    if known is None or known.desk not in DESKS:
        raise NotFound("document")
    return known.desk


def stored(caller: Caller, kind: str, asked: FetchDocument) -> StoredDocument:
    """Where the file lies. NotFound, NotYetRendered."""
    found = parts().desks.call(f"{desk_of(kind)}.fetch_document", caller, asked, StoredDocument)
    if found.document.kind != kind:
        raise NotFound("document")
    return found


def _gathered(caller: Caller, request: OfComplaint, desks: tuple[str, ...]) -> list[Document]:
    """A list that lacks a desk would be taken for whole, so all must answer; some may never have had the complaint."""
    found = parts().desks

    def ask(desk: str) -> Callable[[], Documents]:
        return lambda: found.call(f"{desk}.documents", caller, request, Documents, timeout=_PATIENCE)

    gathered: list[Document] = []
    unknown = 0
    for future in found.together({desk: ask(desk) for desk in desks}).values():
        try:
            gathered += future.result().documents
        except NotFound:
            unknown += 1  # the complaint has not come to this desk, or nothing there is for the caller
    if unknown == len(desks):
        raise NotFound("complaint")
    return sorted(gathered, key=lambda one: (one.issued_at, one.kind, one.edition))


def _download(caller: Caller, kind: str, document_id: UUID, query: AsBefore, of: str | None = None) -> Response:
    asked = FetchDocument(document_id=document_id, reference=of, unsigned=query.unsigned)
    found = stored(caller, kind, asked)
    return downloads.stored(
        found.object_key,
        found.file_key,
        name=found.file_name,
        media_type=found.document.media_type,
        size=found.size,
    )


def _listed(caller: Caller, one: Document, place: str) -> ListedDocument:
    scan = one.signature.attachment_id if one.signature else None
    links = DocumentLinks(
        file=f"{place}/documents/{one.kind}/{one.document_id}",
        scan=f"{place}/attachments/{scan}" if scan else None,
        verification=f"/v/{caller.tenant}/{one.code}",
    )
    return ListedDocument(**dict(one), links=links)
