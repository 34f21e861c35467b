"""The page of one complaint: the SOP's steps, what waits now and for whom, and everything that is known of it."""

from uuid import UUID

from flask import g, request
from werkzeug.wrappers import Response

from gateway.pages import (
    complaint_actions,
    complaint_files,
    complaint_frame,
    complaint_parts,
    complaint_told,
    complaint_way,
    handing,
    report_channels,
    step_signing,
)
from gateway.pages.complaint_parts import Whole
from gateway.pages.forms import Form
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.tasks import Product

_NOTICES = {
    "pesan": "Pesan terkirim kepada pelapor.",
    "perpanjangan": "Permintaan perpanjangan diteruskan kepada yang berwenang.",
    "putusan": "Putusan atas perpanjangan tersimpan.",
    "benturan": "Benturan kepentingan tercatat; langkahnya kini menunggu penggantinya.",
    "koreksi": "Koreksi tercatat; baris semula tetap tersimpan.",
    "tahan": "Penahanan pemusnahan tersimpan.",
    "identitas": "Permintaan diteruskan kepada penjaga identitas.",
    "tanda-tangan": "Tanda tangan diproses; sebentar lagi terlihat di bagian Dokumen.",
    "batal": "Dokumen dibatalkan. Nomornya tetap terpakai.",
    "unggah": "Berkas diterima dan sedang diperiksa.",
    "pemegang": "Pemegang langkah ini tersimpan.",
    "tanpa-pemegang": "Pilih dahulu kepada siapa langkah ini diserahkan. Belum ada yang berubah.",
    "dokumen": "Dokumen sedang dibuat; sebentar lagi dapat diunduh.",
}


def show(caller: Caller, reference: str) -> Response:
    """Everything that is known of it, and to the caller."""
    return shown(caller, reference, Form())


def shown(caller: Caller, reference: str, form: Form, status: int = 200) -> Response:
    """The page, with a form on it as it was sent."""
    ended = _ended()
    whole = complaint_parts.whole(caller, reference, ended)
    waiting = complaint_actions.waiting(caller, whole)
    return complaint_frame.page(
        caller,
        "complaint.html",
        status,
        whole=whole,
        entry=whole.standing.entry,
        way=complaint_way.rows(whole),
        clocks=complaint_way.clocks(whole),
        waiting=waiting,
        others=complaint_actions.others(caller, whole),
        files=complaint_files.shown(caller, whole),
        results=_results(whole),
        form=form,
        may_replace_code=bool(report_channels.entered_by(g.tenant, caller.roles)),
        **_news(whole, waiting),
        has_ended_step=ended is not None,
        key=complaint_files.new_key(),
        new_key=complaint_files.new_key,
        no_form=Form(),
        reasons=handing.reasons(),
    )


def _news(whole: Whole, waiting: list[complaint_actions.Waiting]) -> dict[str, object]:
    """What was just done, and what is still to be done after it."""
    done = request.args.get("kabar", "")
    still = step_signing.left(whole, waiting) if done == step_signing.SIGNED else None
    return {"notice": say(_NOTICES[done]) if done in _NOTICES else "", "still": still}


def _results(whole: Whole) -> list[tuple[Product, str, str, list[tuple[str, str]]]]:
    """What every step brought forth: its title, how it ended, and what was filled in."""
    found = []
    telling = complaint_told.Telling(whole.named, whole.content.attachments if whole.content else ())
    for product in whole.products:
        step = whole.procedure.step(product.step) if whole.procedure else None
        ways = {way.key: way.label for way in step.ways} if step else {}
        outcome = ways.get(product.outcome, product.outcome)
        found.append((product, step.title if step else product.step, outcome, complaint_told.result(telling, product)))
    return found


def _ended() -> UUID | None:
    try:
        return UUID(request.args.get("selesai", ""))
    except ValueError:
        return None
