"""The reporter's files: what has arrived and how it stands, one more at a time, and each back again.

The form works in every browser; a small script sends the same form with progress, and shows the page that answers.
"""

from typing import Final, cast
from uuid import UUID

from flask import Response, g, request

from gateway import arrival
from gateway.api import attachments, reporter
from gateway.api.shapes import AsSent, ReporterView
from gateway.pages import evidence_words, report_draft, tracking_session, troubles
from gateway.pages.forms import Form
from gateway.parts import parts
from gateway.problems import TooLarge
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant

_LIMITS: Final = ("upload_reporter",)
_ANSWER: Final = "lengkapi"
_PIECE: Final = 64 * 1024
_DRAINED: Final = 8


def files(caller: Caller) -> Response:
    """What has arrived, and the form for one more."""
    return _shown(caller, Form())


def add(caller: Caller) -> Response:
    """Take one file. The form is not read here: the file streams through to the store."""
    regency: PublicTenant = g.tenant
    try:
        parts().admission.admit(_LIMITS, False, {"caller": caller})
        attachments.add_own(caller)
    except troubles.TOLD as trouble:
        if isinstance(trouble, TooLarge):
            _drain(regency.profile.attachments.max_bytes)
        told = evidence_words.refused(trouble, regency.profile.attachments)
        return _shown(caller, Form({}, {"berkas": told}), troubles.status_of(trouble))
    return tracking_session.done("berkas", "evidence.files", **_came_from())


def fetch(caller: Caller, attachment_id: UUID) -> Response:
    """One file back: the copy the office reads, or with `asli` as it was sent."""
    return attachments.fetch_own(caller, attachment_id, AsSent(original="asli" in request.args))


def kinds(view: ReporterView, regency: PublicTenant) -> list[str]:
    """What a file can be here: what the channel asks for and is not there yet comes first."""
    asked = regency.channels.get(view.channel, {}).get("attachments_required", ())
    known = [*view.missing_files, *asked, "evidence"]
    return [kind for kind in dict.fromkeys(known) if kind in evidence_words.KINDS]


def _shown(caller: Caller, form: Form, status: int = 200) -> Response:
    view, regency = reporter.show(caller), cast(PublicTenant, g.tenant)
    rules = regency.profile.attachments
    return tracking_session.page(
        "evidence.html",
        status,
        form=form,
        view=view,
        words=evidence_words,
        kinds=kinds(view, regency),
        came_from=_came_from(),
        types=evidence_words.types(rules),
        accept=",".join(rules.types),
        most=rules.max_bytes,
        has_receipt=_has_receipt(view.reference),
        is_full=sum(file.state in ("checking", "accepted") for file in view.attachments) >= rules.max_count,
    )


def _came_from() -> dict[str, str]:
    """What an address says of the page to go back to, where that is not the complaint's."""
    return {"dari": _ANSWER} if request.args.get("dari") == _ANSWER else {}


def _has_receipt(reference: str) -> bool:
    """Whether this browser still shows the receipt of this complaint, which has to be kept yet."""
    draft = report_draft.found()
    return draft is not None and draft.content.get(report_draft.RECEIPT, {}).get("reference") == reference


def _drain(most: int) -> None:
    """Read on for a while: a browser that is still sending would tell of a broken connection, and not of our answer."""
    with arrival.upload(request, arrival.FORM_SECONDS):
        for _ in range(most * _DRAINED // _PIECE):
            if not request.stream.read(_PIECE):
                return
