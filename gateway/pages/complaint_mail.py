"""Writing to the reporter: looked at as the reporter will see it, then sent."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints
from gateway.api.shapes import NewMessage
from gateway.pages import complaint_frame, step_troubles
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller


def write(caller: Caller, reference: str) -> Response:
    """The thread, and the form."""
    return _shown(caller, reference, Form({"kunci": new_key()}))


def send(caller: Caller, reference: str) -> Response:
    """Sends it, or shows it as the reporter will see it."""
    form = sent()
    text = form.need("pesan", "Tulis pesannya.")
    if form.text("aksi") == "pratinjau" and not form.faults:
        return _shown(caller, reference, form, is_preview=True)

    def act() -> None:
        complaints.post_message(caller, reference, shaped(NewMessage, text=text), checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, {"text": "pesan"})
    if status:
        return _shown(caller, reference, form, status, trouble=trouble)
    return redirect(url_for("complaint.show", reference=reference, kabar="pesan", _anchor="pesan"), 303)


def _shown(
    caller: Caller, reference: str, form: Form, status: int = 200, *, trouble: str = "", is_preview: bool = False
) -> Response:
    content = complaints.content(caller, reference)
    told = {"content": content, "form": form, "trouble": trouble, "is_preview": is_preview}
    return complaint_frame.page(caller, "complaint_message.html", status, **told)
