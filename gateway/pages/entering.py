"""Entering a complaint that came on paper, by phone or at the counter: one page, then a slip for who reports.

The slips of this sitting are kept sealed under a key that only this browser has, for a day, so that they can be shown
and printed again; the access code stands nowhere else.
"""

from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import segno
from flask import g, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from gateway.api import complaints, filing
from gateway.desks import AWAY
from gateway.drafts import Draft
from gateway.pages import (
    complaint_frame,
    complaint_told,
    cookies,
    entering_faults,
    entering_form,
    receipt_words,
    step_troubles,
)
from gateway.pages.forms import Form, sent
from gateway.pages.step_page import today
from gateway.pages.words import say
from gateway.parts import parts
from gateway.receipts import as_reference, checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS
from services.common.errors import AlreadyFiled, Invalid, KeyReused, NotFound

_KEPT: Final = 30
_BORDER: Final = 2
_ADD, _ANOTHER = "tambah", "lagi"


def enter(caller: Caller) -> Response:
    """The page, and the slip of the complaint entered last, if there was one."""
    form = Form({"kunci": uuid4().hex, "diterima": today(), "cara": "confidential"})
    return _shown(caller, form, last=request.args.get("terakhir", ""))


def save(caller: Caller) -> Response:
    """Enters it once, however often the form is sent."""
    form = sent()
    if form.text("aksi") == _ADD:
        values: MultiDict[str, str] = MultiDict(form.values)
        values.add(f"nama-{len(entering_form.parties(form))}", "")
        return _shown(caller, Form(values))
    try:
        body = entering_form.filing(form)
        answer = filing.by_staff(caller, body, checked_key(form.text("kunci")))
    except Invalid as reason:
        entering_faults.refuse(form, reason)
        return _shown(caller, form, 422)
    except AlreadyFiled as trouble:
        told = say("Nomor ini sudah tercatat sebagai {reference}. Tidak ada yang dicatat lagi.")
        known = trouble.told.get("reference", "")
        form.faults["nomor"] = told.format(reference=known) if known else step_troubles.sentence(trouble)
        return _shown(caller, form, 409)
    except (KeyReused, *AWAY) as trouble:
        return _shown(caller, form, 409, trouble=step_troubles.sentence(trouble))
    return _entered(caller, form, answer.get_json(), body.received_at)


def _entered(caller: Caller, form: Form, receipt: dict[str, Any], said: datetime | None) -> Response:
    """On to the slip, or to the next one; `said` is when the office received it, as the officer wrote."""
    place = url_for("entering.slip", reference=receipt["reference"])
    if form.text("aksi") == _ANOTHER:
        place = url_for("entering.enter", terakhir=receipt["reference"])
    led = make_response(redirect(place, 303))
    kept = {name: receipt[name] for name in ("reference", "access_code", "received_at", "state")}
    keep_slip(caller, led, kept | {"said": said.isoformat() if said else ""})
    return led


def slip(caller: Caller, reference: str) -> Response:
    """What is handed to who reports: reference, access code, and where to look."""
    kept = _draft(caller).content.get("slips", [])
    found = next((one for one in reversed(kept) if one["reference"] == as_reference(reference)), None)
    if found is None:
        raise NotFound("slip")
    place = url_for("tracking.door", tenant=caller.tenant, nomor=found["reference"], _external=True)
    return complaint_frame.page(
        caller,
        "enter_slip.html",
        slip=found,
        received=receipt_words.received(datetime.fromisoformat(found["received_at"]), _said(found)),
        address=url_for("tracking.door", tenant=caller.tenant, _external=True),
        **_square(place),
        notice=request.args.get("kabar", ""),
    )


def _said(slip: dict[str, Any]) -> datetime | None:
    """When the office received it, as the officer wrote."""
    return datetime.fromisoformat(slip["said"]) if slip.get("said") else None


def _square(text: str) -> dict[str, Any]:
    """The QR as one path, and how wide it is with its border."""
    matrix = segno.make(text, error="m", micro=False).matrix
    dark = ((x, y) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit)
    return {"qr": "".join(f"M{x + _BORDER} {y + _BORDER}h1v1h-1z" for x, y in dark), "wide": len(matrix) + 2 * _BORDER}


def _shown(caller: Caller, form: Form, status: int = 200, *, trouble: str = "", last: str = "") -> Response:
    officers = complaints.roster(caller).officers if RIGHTS["assignment.roster"].admits(caller) else ()
    return complaint_frame.page(
        caller,
        "enter.html",
        status,
        form=form,
        trouble=trouble,
        last=last,
        identity=complaint_told.IDENTITY,
        sources=(sources := entering_form.sources(caller)),
        modes=entering_form.modes(sources),
        may_lack=entering_form.may_lack(),
        parties=entering_form.parties(form),
        officers=[(one.id, f"{one.name}, {one.position}") for one in officers if one.kind == "officer"],
        unit_options=[(unit.key, unit.name) for unit in g.tenant.units],
    )


def _owner(caller: Caller) -> str:
    return f"{caller.tenant}/{caller.actor}"


def _draft(caller: Caller) -> Draft:
    drafts = parts().drafts
    return drafts.open(_owner(caller), request.cookies.get(cookies.DRAFT, "")) or drafts.new()


def keep_slip(caller: Caller, answer: Response, receipt: dict[str, Any]) -> None:
    """Have this browser able to show it, for a day; of several of one complaint the last."""
    draft = _draft(caller)
    others = [one for one in draft.content.get("slips", []) if one["reference"] != receipt["reference"]]
    draft.content["slips"] = [*others, receipt][-_KEPT:]
    parts().drafts.save(_owner(caller), draft)
    cookies.keep(answer, cookies.DRAFT, draft.key, cookies.DESK_PATH)
