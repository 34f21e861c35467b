"""Declaring that officers or units are reported parties: they find nothing of the complaint from there on."""

from uuid import UUID

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints, interventions
from gateway.api.intervention_shapes import Conflict
from gateway.pages import complaint_frame, step_task, step_troubles
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.pages.step_task import Work
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller

_NAMES = {"officers": "petugas", "units": "unit", "reason": "alasan"}


def declare(caller: Caller, reference: str, task_id: UUID) -> Response:
    """The form for it."""
    return _shown(caller, step_task.found(caller, reference, task_id), Form({"kunci": new_key()}))


def declared(caller: Caller, reference: str, task_id: UUID) -> Response:
    """Declares it. Who shut out themselves is led to the inbox: they cannot see the complaint any more."""
    form, work = sent(), step_task.found(caller, reference, task_id)
    people, units = [one for one in form.all("petugas") if one], [one for one in form.all("unit") if one]
    reason = form.need("alasan", "Tulis alasannya.")
    if not people and not units:
        form.faults["petugas"] = say("Pilih sedikitnya satu petugas atau unit.")

    def act() -> None:
        body = shaped(Conflict, task_id=task_id, kind=work.task.kind, officers=people, units=units, reason=reason)
        interventions.declare_conflict(caller, body, checked_key(form.text("kunci")))

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        return _shown(caller, work, form, status, trouble)
    is_out = caller.actor in people or bool(caller.unit and caller.unit in units)
    if is_out:
        return redirect(url_for("inbox.tasks"), 303)
    return redirect(url_for("complaint.show", reference=reference, kabar="benturan"), 303)


def _shown(caller: Caller, work: Work, form: Form, status: int = 200, trouble: str = "") -> Response:
    roster = sorted(complaints.roster(caller).officers, key=lambda one: one.name) if step_task.is_inside(caller) else []
    officers = [(one.id, f"{one.name}, {one.position}", "") for one in roster if one.kind == "officer"]
    units = [(unit.key, unit.name) for unit in g.tenant.units]
    told = {"work": work, "form": form, "trouble": trouble, "officers": officers, "units": units}
    return complaint_frame.page(caller, "complaint_conflict.html", status, **told)
