"""More time for a step: asked for with a reason. Who grants it decides on the page of requests that wait."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import interventions
from gateway.api.intervention_shapes import ExtensionRequest
from gateway.pages import complaint_frame, step_task, step_troubles, terms
from gateway.pages.complaint_files import new_key
from gateway.pages.complaint_sop import Extendable
from gateway.pages.forms import Form, sent
from gateway.pages.step_task import Work
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.vocabulary import CLOCK_UNITS

_NAMES = {"amount": "lama", "reason": "alasan", "clock": "jam"}


def ask(caller: Caller, reference: str, task_id: UUID) -> Response:
    """The form for it."""
    work = step_task.found(caller, reference, task_id)
    return _asking(caller, work, Form({"kunci": new_key()}))


def asked(caller: Caller, reference: str, task_id: UUID) -> Response:
    """Asks for it."""
    work, form = step_task.found(caller, reference, task_id), sent()
    amount = form.need("lama", "Tulis berapa lama, dengan angka.")
    reason = form.need("alasan", "Tulis alasannya; yang memutuskan akan membacanya.")

    def act() -> None:
        given = {"task_id": task_id, "kind": work.task.kind, "clock": form.text("jam") or None}
        body = shaped(ExtensionRequest, **given, amount=amount, reason=reason)
        interventions.ask_extension(caller, body, checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        return _asking(caller, work, form, status, trouble)
    place = "complaint.show" if work.standing else "forwarding.show"
    return redirect(url_for(place, reference=reference, kabar="perpanjangan"), 303)


def _asking(caller: Caller, work: Work, form: Form, status: int = 200, trouble: str = "") -> Response:
    known = work.procedure.extensions if work.procedure else ()
    fitting = [one for one in known if one.step in ("", work.task.step)]
    options = [(one.clock, _described(one)) for one in fitting]
    return complaint_frame.page(
        caller, "complaint_extension.html", status, work=work, form=form, trouble=trouble, options=options
    )


def _described(one: Extendable) -> str:
    unit = CLOCK_UNITS.get(one.unit, one.unit)
    who = ", ".join(terms.role(role) for role in one.approved_by)
    told = say("{text} (paling lama {most} {unit} lagi; diputuskan {who})")
    return told.format(text=one.text, most=one.most, unit=unit, who=who)
