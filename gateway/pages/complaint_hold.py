"""A legal hold: while it is set, nothing of the complaint is destroyed."""

from typing import Final

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints, retention
from gateway.api.privacy_shapes import HoldChange
from gateway.pages import complaint_frame, complaint_people, step_troubles
from gateway.pages.forms import Form, sent
from gateway.reading import shaped
from services.common.contracts.caller import Caller

_NAMES: Final = {"reason": "alasan", "basis": "dasar"}
REASONS: Final = {
    "legal_process": "Proses hukum",
    "audit": "Pemeriksaan atau audit",
    "data_request": "Permintaan data pribadi",
    "other": "Lainnya",
}


def hold(caller: Caller, reference: str) -> Response:
    """How it stands, and the form to change it."""
    return _shown(caller, reference, Form())


def held(caller: Caller, reference: str) -> Response:
    """Sets or lifts it."""
    form = sent()
    reason = form.choice("alasan", tuple(REASONS), "Pilih alasannya.")

    def act() -> None:
        body = shaped(HoldChange, is_held=form.text("ditahan") == "ya", reason=reason, basis=form.text("dasar"))
        retention.hold(caller, reference, body)

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        return _shown(caller, reference, form, status, trouble)
    return redirect(url_for("complaint.show", reference=reference, kabar="tahan"), 303)


def _shown(caller: Caller, reference: str, form: Form, status: int = 200, trouble: str = "") -> Response:
    standing, named = complaints.show(caller, reference), complaint_people.names(caller)
    told = {"standing": standing, "form": form, "trouble": trouble, "reasons": REASONS, "named": named}
    return complaint_frame.page(caller, "complaint_hold.html", status, **told)
