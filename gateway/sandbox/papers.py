"""The paper a step demands: made-up files are attached, and what must be signed is signed by the regency's own key."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from uuid import UUID, uuid4

from gateway import uploads
from gateway.sandbox.entry import Sandbox
from gateway.sandbox.files import pdf
from gateway.sandbox.waiting import until_found
from services.common.contracts.caller import Caller
from services.common.contracts.documents import Document, Documents, OfComplaint, SignDocument
from services.common.documents import KINDS
from services.common.errors import NotYetRendered

SIGNED_IN: Final[Mapping[str, str]] = {"sign_letter": "spt"}
"""The kinds of step that end only when a document is signed."""


def attach(sandbox: Sandbox, who: Caller, reference: str, kind: str) -> UUID:
    """A made-up file of this kind; it is looked through in a moment, as every file is."""
    page = pdf("CONTOH", f"Berkas karangan ({kind}) untuk pengaduan percobaan {reference}.", uuid4().hex)
    file = uploads.Incoming(BytesIO(page), f"CONTOH-{kind}.pdf", kind, len(page))
    of = None if who.kind == "reporter" else reference
    return uploads.take(sandbox.parts, who, of, file).attachment_id


def sign(sandbox: Sandbox, who: Caller, reference: str, kind: str) -> None:
    """Have the document of this kind signed, once its file is made. NotYetRendered when that takes too long."""

    def look() -> Document | None:
        paper = _standing(sandbox, who, reference, kind)
        if paper and paper.sha256 and not paper.signature:
            request = SignDocument(
                document_id=paper.document_id, reference=reference, way="internal", request_key=uuid4().hex
            )
            sandbox.parts.desks.call(f"{KINDS[kind].desk}.sign_document", who, request, Document)
        return paper if paper and paper.signature and paper.signature.signed_at else None

    if until_found(look) is None:
        raise NotYetRendered(KINDS[kind].title)


def _standing(sandbox: Sandbox, who: Caller, reference: str, kind: str) -> Document | None:
    method, asked = f"{KINDS[kind].desk}.documents", OfComplaint(reference=reference)
    told = sandbox.parts.desks.call(method, who, asked, Documents).documents
    return next((one for one in reversed(told) if one.kind == kind and not (one.replaced_by or one.cancelled_at)), None)
