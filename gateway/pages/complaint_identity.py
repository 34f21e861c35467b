"""Who reports: asked for with a reason that the keeper of identities decides on, and looked at when it was granted.

It is read only when an officer presses the button for it, because every reading is written into the trail and the
reporter learns how often it was allowed. The page that shows it is kept by no browser.
"""

from typing import Final

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints, identities
from gateway.api.identity_shapes import OpeningRequest
from gateway.pages import complaint_frame, step_troubles
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.reading import shaped
from gateway.receipts import as_reference, checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.identity import OpenedIdentity
from services.common.errors import OpeningRefused

_NAMES: Final = {"reason": "alasan", "legal_order": "perintah"}
FIELDS: Final = {
    "name": "Nama",
    "nik": "NIK",
    "address": "Alamat",
    "phone": "Telepon",
    "email": "Surel",
    "occupation": "Pekerjaan",
}


def look(caller: Caller, reference: str) -> Response:
    """What was asked so far, and the forms: to ask, and to look where it was granted."""
    return _shown(caller, reference, Form({"kunci": new_key()}))


def open_it(caller: Caller, reference: str) -> Response:
    """Shows it, or asks for it."""
    form = sent()
    if form.text("aksi") == "lihat":
        try:
            return _shown(caller, reference, form, opened=identities.identity(caller, reference))
        except OpeningRefused as refused:
            return _shown(caller, reference, form, 409, trouble=step_troubles.sentence(refused))
    reason = form.need("alasan", "Tulis mengapa identitas perlu dibuka.")

    def act() -> None:
        given = {"reason": reason, "legal_order": form.text("perintah") or None}
        of = as_reference(reference)
        body = shaped(OpeningRequest, reference=of, **given, whole_nik=form.text("nik_utuh") == "ya")
        identities.request_opening(caller, body, checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        return _shown(caller, reference, form, status, trouble=trouble)
    return redirect(url_for("complaint_identity.look", reference=reference, kabar="identitas"), 303)


def _shown(
    caller: Caller,
    reference: str,
    form: Form,
    status: int = 200,
    *,
    trouble: str = "",
    opened: OpenedIdentity | None = None,
) -> Response:
    content = complaints.content(caller, reference)
    mine = [one for one in identities.openings(caller).openings if one.reference == content.reference]
    told = {"content": content, "form": form, "trouble": trouble, "asked": mine, "opened": opened, "fields": FIELDS}
    return complaint_frame.page(caller, "complaint_identity.html", status, **told)
