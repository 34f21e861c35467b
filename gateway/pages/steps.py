"""Ending a step: choose how it ends, fill in its form, send it. Whatever goes wrong, what was typed stays."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from gateway.api import tasks
from gateway.pages import (
    complaint_frame,
    complaint_people,
    step_before,
    step_faults,
    step_page,
    step_parsing,
    step_task,
    step_troubles,
    step_words,
    typed,
)
from gateway.pages.forms import Form, sent
from gateway.pages.step_fields import StepField
from gateway.pages.step_task import Work
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.results import RESULTS, RETURNED
from services.common.errors import Invalid, StaleVersion, TaskDone

_ADD = "tambah:"


def step(caller: Caller, reference: str, task_id: UUID) -> Response:
    """The step's form; where it can end in several ways, the choice between them first."""
    try:
        work = step_task.found(caller, reference, task_id)
    except TaskDone:
        return _gone(caller, reference, Form())
    outcome = request.args.get("hasil", "")
    if len(work.ways) == 1:
        outcome = work.ways[0].key
    if outcome not in work.task.outcomes:
        return _choose(caller, work, Form(), is_fault="pilih" in request.args)
    near = step_page.around(caller, work)
    uploaded = request.args.get("unggah", "")
    form = step_page.opened(work, near, outcome, uploaded)
    return _shown(caller, work, near, form, news=step_page.news(near, uploaded))


def save(caller: Caller, reference: str, task_id: UUID) -> Response:
    """Ends the step; or shows the form again with another row, a preview, or what is wrong."""
    form = sent()
    try:
        work = step_task.found(caller, reference, task_id)
    except TaskDone:
        return _gone(caller, reference, form)
    action = form.text("aksi")
    if action == "hasil" or form.text("hasil") not in work.task.outcomes:
        return _choose(caller, work, form, is_fault=action != "hasil")
    form = step_page.kept(work, form)
    if action:
        return _again(caller, work, _with_row(work, action, form), preview=action == "pratinjau")
    return _sent(caller, work, form)


def _sent(caller: Caller, work: Work, form: Form) -> Response:
    try:
        return _ended(caller, work, form)
    except TaskDone:
        return _gone(caller, work.task.reference, form)
    except Invalid as reason:
        form.faults.update(step_faults.told(reason))
        return _again(caller, work, form, status=422)
    except StaleVersion:
        return _stale(caller, work, form)
    except step_troubles.KEEPING as trouble:
        return _again(caller, work, form, status=409, trouble=step_troubles.sentence(trouble))


def _ended(caller: Caller, work: Work, form: Form) -> Response:
    kind, task = work.task.kind, work.task
    fields = step_page.asked(work, form.text("hasil"))
    result = step_parsing.result_of(fields, form)
    form.faults.update(_faults(work, form, result))
    if form.faults:
        return _again(caller, work, form, status=422)
    said = {
        "version": typed.number(form.text("versi")) or None,
        "outcome": form.text("hasil"),
        "reason": form.text("alasan") or None,
    }
    body = shaped(tasks.BODIES[kind], **said, result=result)
    tasks.completer(kind)(caller, task.task_id, body, checked_key(form.text("kunci")))
    place = "complaint.show" if work.standing else "forwarding.show"
    return redirect(url_for(place, reference=task.reference, selesai=task.task_id), 303)


def _faults(work: Work, form: Form, result: dict[str, object]) -> dict[str, str]:
    """What can be said without asking the desk."""
    way = next(one for one in work.ways if one.key == form.text("hasil"))
    faults = {}
    if way.needs_reason and not form.text("alasan"):
        faults["alasan"] = say("Tulis alasannya; alasan disimpan bersama langkah ini.")
    if way.is_return is None:
        return faults
    model = (RETURNED if way.is_return else RESULTS)[work.task.kind]
    required = work.step.required if work.step and not way.is_return else ()
    return faults | step_faults.lacking(required, result) | step_faults.faults_in(work.task.kind, model, result)


def _with_row(work: Work, action: str, form: Form) -> Form:
    fields = step_page.asked(work, form.text("hasil"))
    field = next((one for one in fields if action == f"{_ADD}{one.name}"), None)
    return step_parsing.one_more(field, form) if field else form


def _again(
    caller: Caller, work: Work, form: Form, *, status: int = 200, preview: bool = False, trouble: str = ""
) -> Response:
    near = step_page.around(caller, work)
    return _shown(caller, work, near, form, status=status, preview=preview, trouble=trouble)


def _stale(caller: Caller, work: Work, form: Form) -> Response:
    """What others changed meanwhile stands beside what was typed; sent again it counts for the new version."""
    fresh = step_task.found(caller, work.task.reference, work.task.task_id)
    seen = typed.number(form.text("seen")) or 0
    changes = [row for row in fresh.standing.timeline if row.sequence > seen] if fresh.standing else []
    values: MultiDict[str, str] = MultiDict(form.values)
    values["versi"], values["seen"] = str(fresh.task.version), str(fresh.seen)
    near = step_page.around(caller, fresh)
    return _shown(caller, fresh, near, Form(values), status=409, changes=changes, is_stale=True)


def _choose(caller: Caller, work: Work, form: Form, *, is_fault: bool) -> Response:
    if is_fault:
        form.faults["hasil"] = say("Pilih bagaimana langkah ini berakhir.")
    carried = [(name, value) for name in form.values for value in form.all(name) if name not in ("hasil", "aksi")]
    return complaint_frame.page(
        caller,
        "step_choose.html",
        422 if is_fault else 200,
        work=work,
        form=form,
        carried=carried,
        held_by=step_page.held_by(caller, work),
    )


def _gone(caller: Caller, reference: str, form: Form) -> Response:
    """Somebody else was faster; what was typed can still be copied."""
    standing = step_task.standing_of(caller, reference)
    last = (
        next((row for row in reversed(standing.timeline) if row.event == "step_completed"), None) if standing else None
    )
    texts = [text for name in form.values for text in form.all(name) if len(text) > len("2026-11-21") and " " in text]
    told = {"reference": reference, "last": last, "texts": texts, "may_read": standing is not None}
    return complaint_frame.page(caller, "step_done.html", 409, **told, named=complaint_people.names(caller))


def _shown(
    caller: Caller, work: Work, near: step_page.Around, form: Form, status: int = 200, **told: object
) -> Response:
    fields: tuple[StepField, ...] = step_page.asked(work, form.text("hasil"), near)
    way = next(one for one in work.ways if one.key == form.text("hasil"))
    readable = [one for one in fields if one.name in step_words.FOR_REPORTER]
    usual = {"changes": [], "is_stale": False, "preview": False, "trouble": "", "news": ""}
    return complaint_frame.page(
        caller,
        "step.html",
        status,
        **(usual | told),
        work=work,
        near=near,
        form=form,
        fields=fields,
        way=way,
        readable=readable,
        papers=step_page.papers(caller, work),
        before=step_before,
        held_by=step_page.held_by(caller, work),
        rows_of=step_parsing.rows_of,
        result_of=step_page.telling(caller, near),
    )
