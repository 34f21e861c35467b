"""More time for a step: asked for with a reason. Who grants it decides on the page of requests that wait."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import interventions
from gateway.api.intervention_shapes import ExtensionRequest
from gateway.pages import complaint_frame, step_task, step_troubles, typed
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.pages.step_task import Work
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.extensions import Extendable

_NAMES = {"amount": "lama", "reason": "alasan", "clock": "jam"}


def ask(caller: Caller, reference: str, task_id: UUID) -> Response:
    """The form for it; where the SOP allows none, that it does not."""
    work = step_task.found(caller, reference, task_id)
    return _asking(caller, work, Form({"kunci": new_key()}))


def asked(caller: Caller, reference: str, task_id: UUID) -> Response:
    """Asks for it."""
    work, form = step_task.found(caller, reference, task_id), sent()
    if not work.task.extendable:
        return _asking(caller, work, form, 409)
    clock = _clock(form, work.task.extendable)
    amount = _amount(form, clock)
    reason = form.need("alasan", "Tulis alasannya; yang memutuskan akan membacanya.")

    def act() -> None:
        given = {"task_id": task_id, "kind": work.task.kind, "clock": form.text("jam")}
        body = shaped(ExtensionRequest, **given, amount=amount, reason=reason)
        interventions.ask_extension(caller, body, checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        return _asking(caller, work, form, status, trouble)
    place = "complaint.show" if work.standing else "forwarding.show"
    return redirect(url_for(place, reference=reference, kabar="perpanjangan"), 303)


def _asking(caller: Caller, work: Work, form: Form, status: int = 200, trouble: str = "") -> Response:
    return complaint_frame.page(caller, "complaint_extension.html", status, work=work, form=form, trouble=trouble)


def _clock(form: Form, among: tuple[Extendable, ...]) -> Extendable | None:
    chosen = form.choice("jam", [one.clock for one in among], "Pilih jangka waktu yang diperpanjang.")
    return next((one for one in among if one.clock == chosen), None)


def _amount(form: Form, clock: Extendable | None) -> int | None:
    amount = typed.number(form.need("lama", "Tulis berapa lama, dengan angka."))
    if amount is None:
        form.faults["lama"] = say("Tulis berapa lama, dengan angka.")
    elif clock and not 1 <= amount <= clock.left:
        form.faults["lama"] = say("Isi angka antara 1 dan {n}.").format(n=clock.left)
    return amount
