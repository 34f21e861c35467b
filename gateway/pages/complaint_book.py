"""Putting a line of the Buku Pengaduan right: a category, the unit, or the number at the source; with a reason."""

from typing import Final

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints, reports
from gateway.api.report_shapes import EntryCorrection
from gateway.pages import complaint_frame, step_troubles
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.vocabulary import PROBLEM_CODES

_NAMES: Final = {"field": "kolom", "value": "nilai", "reason": "alasan"}
_FIELDS: Final = {"problem_code": "kode_masalah", "unit": "unit", "source_reference": "nomor_sumber"}


def correct(caller: Caller, reference: str) -> Response:
    """The line as it is, and the form."""
    return _shown(caller, reference, Form({"kunci": new_key()}))


def corrected(caller: Caller, reference: str) -> Response:
    """Puts it right; the line keeps what was written first."""
    form = sent()
    field = form.choice("kolom", tuple(_FIELDS), "Pilih yang hendak dikoreksi.")
    reason = form.need("alasan", "Tulis alasannya.")
    name = _FIELDS.get(field, "nilai")

    def act() -> None:
        body = shaped(EntryCorrection, field=field, value=form.text(name) or None, reason=reason)
        reports.correct_entry(caller, reference, body, checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, _NAMES | {"value": name})
    if status:
        return _shown(caller, reference, form, status, trouble)
    return redirect(url_for("complaint.show", reference=reference, kabar="koreksi"), 303)


def _shown(caller: Caller, reference: str, form: Form, status: int = 200, trouble: str = "") -> Response:
    entry = complaints.show(caller, reference).entry
    problems = [(code, f"{code} {name}") for code, name in PROBLEM_CODES.items()]
    units = [(unit.key, unit.name) for unit in g.tenant.units]
    told = {"entry": entry, "form": form, "trouble": trouble, "problems": problems, "units": units}
    return complaint_frame.page(caller, "complaint_correction.html", status, **told)
