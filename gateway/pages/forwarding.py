"""A forwarding copy, for the unit or agency that got it: the memo, what was expressly sent along, and what it must do.

Nothing else of the complaint is asked for here, not even where it stands.
"""

from typing import Final

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway.api import bundles, documents, interventions, tasks
from gateway.api.document_shapes import ListedDocument
from gateway.desks import AWAY
from gateway.pages import catching_up, complaint_files, complaint_frame
from gateway.pages.complaint_sop import ways_of
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.lists import TaskQuery
from services.common.contracts.register import OpenTask
from services.common.errors import NotFound

_NOTICES: Final = {
    "perpanjangan": "Permintaan perpanjangan diteruskan kepada Inspektorat.",
    "unggah": "Berkas diterima dan sedang diperiksa.",
}


def show(caller: Caller, reference: str) -> Response:
    """The copy, and the steps of it that wait for the caller. Who has just given it back is led to the inbox."""
    try:
        copy = interventions.forwarded(caller, reference)
    except NotFound:
        if "selesai" in request.args:
            return redirect(url_for("inbox.tasks"), 303)
        raise
    ended = request.args.get("selesai", "")
    units = {unit.key: unit.name for unit in g.tenant.units}
    waiting = _waiting(caller, copy.reference, ended)
    notice = say("Langkah selesai. Terima kasih.") if ended else say(_NOTICES.get(request.args.get("kabar", ""), ""))
    return complaint_frame.page(
        caller,
        "forwarded.html",
        copy=copy,
        to=units.get(copy.unit or "") or copy.agency or copy.unit or "",
        waiting=[task for task in waiting if str(task.task_id) != ended],
        is_behind=_has(waiting, ended),
        ways_of=ways_of,
        files=[complaint_files.file(one) for one in copy.attachments],
        papers=[complaint_files.paper(caller, one) for one in _papers(caller, copy.reference)],
        notice=notice,
    )


def bundle(caller: Caller, reference: str) -> Response:
    """The same as files."""
    return bundles.fetch(caller, reference)


def _waiting(caller: Caller, reference: str, ended: str) -> list[OpenTask]:
    """The steps that wait. After one ended the next is waited for: most often it is the caller's too."""

    def look() -> list[OpenTask]:
        found = tasks.list_mine(caller, TaskQuery(limit=200)).tasks
        return [task for task in found if task.reference == reference]

    return catching_up.seen(look, lambda found: bool(ended) and (not found or _has(found, ended)))


def _has(waiting: list[OpenTask], ended: str) -> bool:
    return any(str(task.task_id) == ended for task in waiting)


def _papers(caller: Caller, reference: str) -> tuple[ListedDocument, ...]:
    try:
        return documents.list_all(caller, reference).documents
    except (NotFound, *AWAY):
        return ()
