"""Files and documents of a complaint, in and out. What comes out is always saved by the browser and never shown."""

from uuid import UUID

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway.api import attachments, documents
from gateway.api.complaints import content
from gateway.api.document_shapes import AsBefore, DocumentRequest
from gateway.api.shapes import AsSent
from gateway.pages import complaint_frame, evidence_words, looking
from gateway.pages.complaint_files import Paper, paper
from gateway.pages.door import own_path
from gateway.pages.forms import Form
from gateway.problems import MalformedUpload, TooLarge
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS
from services.common.errors import AttachmentRefused, NotFound, NotYetRendered, UploadExpired

_REFUSED = (AttachmentRefused, MalformedUpload, TooLarge, UploadExpired)


def upload(caller: Caller, reference: str) -> Response:
    """Takes one file, and leads back to where it is needed with its id."""
    back = own_path(request.args.get("ke", "")) or _home(caller, reference)
    try:
        taken = attachments.add(caller, reference)
    except _REFUSED as trouble:
        from_tenant = evidence_words.refused(trouble, g.tenant.profile.attachments)
        form = Form(faults={"berkas": from_tenant})
        return complaint_frame.page(caller, "paper_upload.html", 422, reference=reference, back=back, form=form)
    joint = "&" if "?" in back else "?"
    return redirect(f"{back}{joint}unggah={taken.attachment_id}&kabar=unggah", 303)


def add(caller: Caller, reference: str) -> Response:
    """A page with nothing but the form for a file; those of other pages lead here when something is wrong."""
    back = own_path(request.args.get("ke", "")) or _home(caller, reference)
    return complaint_frame.page(caller, "paper_upload.html", reference=reference, back=back, form=Form())


def file(caller: Caller, reference: str, attachment_id: UUID) -> Response:
    """The copy without hidden data, where there is one."""
    return attachments.fetch(caller, reference, attachment_id, AsSent())


def original(caller: Caller, reference: str, attachment_id: UUID) -> Response:
    """The file as it was sent, after a warning."""
    if request.args.get("unduh") == "ya":
        return attachments.fetch(caller, reference, attachment_id, AsSent(original=True))
    found = next((one for one in content(caller, reference).attachments if one.attachment_id == attachment_id), None)
    if found is None:
        raise NotFound("attachment")
    return complaint_frame.page(caller, "paper_original.html", reference=reference, file=found)


def download(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """A document; a page that looks again by itself while it is being made."""
    before = AsBefore(unsigned=request.args.get("konsep") == "ya")
    try:
        return documents.fetch(caller, reference, kind, document_id, before)
    except NotYetRendered:
        return _waiting(caller, reference, None)


def wait(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """Says when a document that was asked for is made, and where it is."""
    listed = documents.list_all(caller, reference).documents
    one = next((paper(caller, each) for each in listed if each.document_id == document_id and each.kind == kind), None)
    if one is None:
        raise NotFound("document")
    if one.document.sha256 is None:
        return _waiting(caller, reference, one)
    return complaint_frame.page(caller, "paper_waiting.html", reference=reference, found=one, is_ready=True)


def ask(caller: Caller, reference: str) -> Response:
    """Has a receipt or a disposition sheet made."""
    body = shaped(DocumentRequest, kind=request.form.get("jenis", ""))
    made = documents.request(caller, reference, body)
    place = url_for("papers.wait", reference=reference, kind=made.kind, document_id=made.document_id)
    return redirect(place, 303)


def _waiting(caller: Caller, reference: str, found: Paper | None) -> Response:
    answer = complaint_frame.page(caller, "paper_waiting.html", reference=reference, found=found, is_ready=False)
    return looking.again(answer)


def _home(caller: Caller, reference: str) -> str:
    """Where the caller sees the complaint."""
    place = "complaint.show" if RIGHTS["register.standing"].admits(caller) else "forwarding.show"
    return url_for(place, reference=reference)
