"""Signing a document: by the office's own key, on paper with a scan, or by BSrE; and taking a document back.

NIK, passphrase and code of BSrE go to the signing server and nowhere else: they are not shown again when something is
wrong, and not kept when a session has ended.
"""

from uuid import UUID

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway.api import documents, signatures
from gateway.api.complaints import content
from gateway.api.document_shapes import Cancellation, ListedDocument
from gateway.api.signature_shapes import CodeOrder, SignatureOrder
from gateway.pages import complaint_frame, step_troubles
from gateway.pages.complaint_files import new_key, paper
from gateway.pages.forms import Form, sent
from gateway.pages.step_signing import SIGNED
from gateway.pages.words import say
from gateway.problems import TooManyRequests
from gateway.reading import shaped
from gateway.receipts import checked_key
from gateway.signing.problems import ALL as OF_BSRE
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment
from services.common.errors import Invalid, NotFound
from services.common.vocabulary import SIGNED_DOCUMENT

_TOLD = (*step_troubles.KEEPING, *OF_BSRE, TooManyRequests)
_NAMES = {"attachment_id": "pindaian", "passphrase": "frasa", "totp": "kode", "reason": "alasan", "way": "cara"}
_SECRETS = {"nik": "nik", "passphrase": "frasa", "totp": "kode"}


def sign(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """The ways of signing this regency has."""
    one = _document(caller, reference, kind, document_id)
    form = Form({"kunci": new_key(), "cara": g.tenant.profile.signing[0]})
    arrived = say("Pindaian diterima dan sedang diperiksa.") if request.args.get("kabar") == "unggah" else ""
    return _signing(caller, reference, one, form, notice=arrived)


def signed(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """Signs it; or has BSrE send a code first."""
    form = sent()
    one = _document(caller, reference, kind, document_id)
    try:
        if form.text("aksi") == "kode":
            signatures.send_code(caller, reference, kind, document_id, body=shaped(CodeOrder, nik=form.text("nik")))
            return _signing(caller, reference, one, form, notice=say("Kode dikirim oleh BSrE kepada pemilik NIK ini."))
        signatures.sign(caller, reference, kind, document_id, body=_order(form), key=checked_key(form.text("kunci")))
    except Invalid as reason:
        for name in reason.fields:
            form.faults[_NAMES.get(name, name)] = say("Isian ini belum sesuai; periksa kembali.")
        return _signing(caller, reference, one, form, 422)
    except _TOLD as trouble:
        return _signing(caller, reference, one, form, 409, trouble=step_troubles.sentence(trouble))
    place = url_for("complaint.show", reference=reference, kabar=SIGNED, _anchor="dokumen")
    return redirect(place, 303)


def cancellation(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """What taking it back means."""
    one = _document(caller, reference, kind, document_id)
    form = Form({"kunci": new_key()})
    shown = paper(caller, one)
    return complaint_frame.page(caller, "paper_cancel.html", reference=reference, one=shown, form=form, trouble="")


def cancel(caller: Caller, reference: str, kind: str, document_id: UUID) -> Response:
    """Takes it back."""
    form = sent()
    one = _document(caller, reference, kind, document_id)
    reason, trouble, status = form.need("alasan", "Tulis alasannya."), "", 422
    if not form.faults:
        body = shaped(Cancellation, reason=reason)
        try:
            documents.cancel(caller, reference, kind, document_id, body=body, key=checked_key(form.text("kunci")))
            return redirect(url_for("complaint.show", reference=reference, kabar="batal", _anchor="dokumen"), 303)
        except step_troubles.KEEPING as refused:
            trouble, status = step_troubles.sentence(refused), 409
    return complaint_frame.page(
        caller, "paper_cancel.html", status, reference=reference, one=paper(caller, one), form=form, trouble=trouble
    )


def _order(form: Form) -> SignatureOrder:
    way = form.text("cara")
    values: dict[str, str] = {"way": way}
    if way == "wet" and form.text("pindaian"):
        values["attachment_id"] = form.text("pindaian")
    if way == "bsre":
        values |= {name: form.text(field) for name, field in _SECRETS.items() if form.text(field)}
    return shaped(SignatureOrder, **values)


def _document(caller: Caller, reference: str, kind: str, document_id: UUID) -> ListedDocument:
    for one in documents.list_all(caller, reference).documents:
        if one.document_id == document_id and one.kind == kind:
            return one
    raise NotFound("document")


def _scans(caller: Caller, reference: str) -> list[Attachment]:
    files = content(caller, reference).attachments
    return [file for file in files if file.kind == SIGNED_DOCUMENT and file.state == "accepted"]


def _signing(
    caller: Caller,
    reference: str,
    one: ListedDocument,
    form: Form,
    status: int = 200,
    *,
    trouble: str = "",
    notice: str = "",
) -> Response:
    kept = Form({name: value for name, value in form.values.items() if name not in ("frasa", "kode")}, form.faults)
    return complaint_frame.page(
        caller,
        "paper_sign.html",
        status,
        reference=reference,
        one=paper(caller, one),
        form=kept,
        trouble=trouble,
        notice=notice,
        ways=g.tenant.profile.signing,
        scans=_scans(caller, reference) if "wet" in g.tenant.profile.signing else [],
    )
