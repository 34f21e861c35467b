"""The page of a complaint: gathered from the desks, as much of it as can be shown just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from flask import Response, g

from gateway.api import documents, reporter
from gateway.api.document_shapes import ListedDocument
from gateway.api.shapes import ReporterView
from gateway.desks import AWAY
from gateway.pages import catching_up, terms, tracking_session, tracking_status
from gateway.pages.forms import Form
from gateway.pages.tracking_behind import is_behind
from gateway.pages.tracking_late import Late, late
from gateway.pages.tracking_status import DOING, LABELS, Stage
from gateway.pages.words import day, say
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant
from services.common.errors import NotFound

RECEIPT: Final = "tanda_terima"
_BEING_REGISTERED: Final = "Pengaduan Anda sudah aman pada kami dan sedang dicatat. Lihat lagi beberapa saat lagi."
_ENDED: Final = "Pengaduan ini sudah selesai ditangani."
_REFUSED: Final = "Keberatan Anda ditolak oleh pimpinan inspektorat pada {date}. Pengaduan ini tetap selesai."
_WHY: Final = "Penjelasannya ada di bawah, pada bagian Jawaban untuk Anda."
_SENT: Final = "Yang baru Anda kirim sudah ada pada kami dan sedang dicatat. Status barunya sebentar lagi terlihat."
_UNKNOWN: Final = "Perjalanan pengaduan ini sedang tidak dapat ditampilkan. Tidak ada yang hilang; coba lagi nanti."


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a complaint stands, in words."""

    label: str
    now: str
    next: str
    stages: Sequence[Stage]
    late: Late | None = None
    is_behind: bool = False


def complaint(caller: Caller, form: Form | None = None, status: int = 200, notice: str | None = None) -> Response:
    """The page, with what was typed into its message box."""
    view, papers = catching_up.seen(lambda: reporter.show(caller), is_behind), delivered(caller)
    told: dict[str, Any] = {} if notice is None else {"notice": notice}
    if is_behind(view):
        told["standing"] = Standing(say("Sedang diperbarui"), say(_SENT), "", (), is_behind=True)
        view = view.model_copy(update={"state": "unknown", "waits_for_reporter": None, "objection_until": None})
    return tracking_session.page(
        "tracking_complaint.html",
        status,
        form=form or Form({"kunci": str(uuid4())}),
        view=view,
        papers=[paper for paper in papers or () if paper.kind != RECEIPT],
        receipt=next((paper for paper in papers or () if paper.kind == RECEIPT), None),
        papers_are_away=papers is None,
        channel=terms.channel(view.channel),
        mode=terms.mode(view.mode),
        **{"standing": standing(view, g.tenant, datetime.now(UTC)), **told},
    )


def delivered(caller: Caller) -> list[ListedDocument] | None:
    """The documents that stand, for the reporter; None while a desk is away."""
    try:
        found = documents.list_own(caller).documents
    except NotFound:
        return []
    except AWAY:
        return None
    return [paper for paper in found if not (paper.replaced_by or paper.cancelled_at)]


def standing(view: ReporterView, regency: PublicTenant, now: datetime) -> Standing:
    """Where it stands, for its reporter."""
    if view.state == "unknown":
        return Standing(say("Sedang tidak dapat ditampilkan"), say(_UNKNOWN), "", ())
    if view.state == "being_registered":
        return Standing(say(LABELS["received"]), say(_BEING_REGISTERED), "", ())
    is_closed = view.state == "closed"
    found = tracking_status.way(
        view.kind,
        view.passed,
        filed_at=view.filed_at,
        is_closed=is_closed,
        kinds=[step["kind"] for step in regency.steps],
    )
    label = next(stage.label for stage in found if stage.is_now)
    return Standing(
        label=say(label),
        now=_ended(view, label) if is_closed else say(DOING.get(view.kind or "", _BEING_REGISTERED)),
        next=next((say(stage.label) for stage in found if stage.since is None), ""),
        stages=found,
        late=late(view, now),
    )


def _ended(view: ReporterView, label: str) -> str:
    """How it ended: with a refused objection; else in the SOP's words, where they say more than the status."""
    if view.passed and view.passed[-1].kind == "reconsider":
        told = say(_REFUSED).format(date=day(view.passed[-1].ended_at))
        return f"{told} {say(_WHY)}" if view.answers else told
    return view.end if view.end and view.end != label else say(_ENDED)
