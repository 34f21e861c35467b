"""The receipt: reference and access code, shown until whoever reported says that they are kept, and then no more.

They stand in no address, title or log. What was written is gone from here; only the office has it.
"""

import time
from typing import Any, Final

from flask import Response, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway import downloads
from gateway.api import documents, reporter
from gateway.api.document_shapes import AsBefore
from gateway.api.shapes import ReporterView
from gateway.desks import AWAY
from gateway.pages import cookies, receipt_words, report_channels, report_draft, show
from gateway.pages.forms import Form, sent
from gateway.pages.report_sending import caller_of, leave_of
from gateway.pages.start_promises import way
from gateway.pages.words import say
from gateway.parts import parts
from services.common.errors import NotFound, NotYetRendered

_PAUSE: Final = 0.8
Kept = dict[str, Any]
_MAKING: Final = "is_being_made"
_GONE: Final = '"cache", "storage"'


def receipt() -> AnyResponse:
    """Shows it, as often as it is asked for."""
    draft = report_draft.found()
    if draft is None or report_draft.RECEIPT not in draft.content:
        return _to_the_start()
    return _page(draft.content[report_draft.RECEIPT], Form(), is_being_made=draft.content.get(_MAKING, False))


def finish() -> AnyResponse:
    """Forgets it, once it was kept elsewhere; then perhaps goes on to the complaint."""
    found, form = _kept(), sent()
    if found is None:
        return _to_the_start()
    if form.text("tersimpan") != "ya":
        form.faults["tersimpan"] = say("Simpan nomor dan kode dulu, lalu centang kotak ini.")
        return _page(found, form, 422)
    place = "tracking.complaint" if form.text("lanjut") else "receipt.done"
    answer = make_response(redirect(url_for(place, tenant=g.tenant.profile.key), 303))
    report_draft.forget(answer)
    if form.text("lanjut"):
        _let_in(answer, found)
    else:
        cookies.forget(answer, cookies.REPORTER, cookies.path_of(g.tenant.profile.key))
    if found["channel"] == report_channels.WBS:
        answer.headers["Clear-Site-Data"] = _GONE
    return answer


def done() -> AnyResponse:
    """Says that nothing is left on this device."""
    return show.page("receipt_done.html")


def evidence() -> AnyResponse:
    """Lets who reported in to add files; the receipt stays where it is."""
    found = _kept()
    if found is None:
        return _to_the_start()
    answer = make_response(redirect(url_for("evidence.files", tenant=g.tenant.profile.key), 303))
    _let_in(answer, found)
    return answer


def text() -> AnyResponse:
    """Reference and code as a text file."""
    found = _kept()
    if found is None:
        return _to_the_start()
    told = receipt_words.text(found, url_for("tracking.door", tenant=g.tenant.profile.key, _external=True)).encode()
    return downloads.saved([told], name="tanda-terima.txt", media_type="text/plain; charset=utf-8", size=len(told))


def pdf() -> AnyResponse:
    """The receipt as a document; it is made when it is first asked for, which takes a moment."""
    draft = report_draft.found()
    if draft is None or report_draft.RECEIPT not in draft.content:
        return _to_the_start()
    try:
        return _document(draft.content[report_draft.RECEIPT])
    except (NotYetRendered, NotFound, *AWAY):
        draft.content[_MAKING] = True
        return report_draft.keep(draft, "receipt.receipt")


def _document(found: Kept) -> Response:
    caller = caller_of(found)
    asked = documents.request_receipt(caller)
    try:
        return documents.fetch_own(caller, asked.kind, asked.document_id, AsBefore())
    except NotYetRendered:
        time.sleep(_PAUSE)  # mostly it is made by then; else the page says that it is on its way
        return documents.fetch_own(caller, asked.kind, asked.document_id, AsBefore())


def _page(found: Kept, form: Form, status: int = 200, is_being_made: bool = False) -> Response:
    channel = report_channels.named(g.tenant, found["channel"])
    view = _standing(found)
    return show.page(
        "receipt.html",
        status,
        form=form,
        receipt=found,
        received_at=receipt_words.received_at(found),
        **receipt_words.files(channel, view),
        view=view,
        is_registered=view is not None and view.state not in ("being_registered", "unknown"),
        way=way(g.tenant),
        is_being_made=is_being_made,
        is_wbs=found["channel"] == report_channels.WBS,
        has_left=request.args.get("baru") == "keluar",
    )


def _standing(found: Kept) -> ReporterView | None:
    """Where the complaint stands; None while it is still on its way to the desk, or the desk is away."""
    try:
        return reporter.show(caller_of(found))
    except (NotFound, *AWAY):
        return None


def _kept() -> Kept | None:
    draft = report_draft.found()
    found: Kept | None = draft.content.get(report_draft.RECEIPT) if draft else None
    return found


def _let_in(answer: Response, found: Kept) -> None:
    token = parts().reporter_tokens.write(leave_of(found))
    cookies.keep(answer, cookies.REPORTER, token, cookies.path_of(g.tenant.profile.key))


def _to_the_start() -> AnyResponse:
    return redirect(url_for("start.start", tenant=g.tenant.profile.key), 303)
