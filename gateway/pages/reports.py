"""The Buku Pengaduan in print and reports of half a year: ordered, watched while they are made, downloaded, signed."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from flask import Response, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import reports as api
from gateway.api.document_shapes import AsBefore
from gateway.api.report_shapes import ReportOrder, ReportSignature
from gateway.pages import show
from gateway.pages.book import years
from gateway.pages.forms import Form, sent
from gateway.pages.words import day, say, zone
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.documents import Document
from services.common.contracts.rights import RIGHTS
from services.common.errors import Invalid, NotYetRendered

_PDF: Final = "application/pdf"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ORDERS: Final = {
    "buku-pdf": ("buku_pengaduan", _PDF),
    "buku-xlsx": ("buku_pengaduan", _SHEET),
    "semester": ("laporan_semester", _PDF),
}


def overview(caller: Caller) -> Response:
    """What can be ordered, and what was; or the list alone when the page itself asks for it."""
    return _shown(caller, Form({"kunci": str(uuid4())}))


def order(caller: Caller) -> AnyResponse:
    """Has a book or a report made."""
    form = sent()
    chosen = form.choice("bentuk", tuple(_ORDERS), "Pilih apa yang dibuat.")
    form.need("tahun", "Pilih tahun.")
    if chosen == "semester":
        form.choice("semester", ("1", "2"), "Pilih semester.")
    if not form.faults:
        try:
            api.order(caller, _body(form), checked_key(form.text("kunci")))
            return redirect(url_for("reports.overview", dipesan=1), 303)
        except (ValidationError, Invalid):
            form.faults["tahun"] = say("Masa ini belum mulai, atau tidak ada. Pilih tahun lain.")
    return _shown(caller, form, 422)


def fetch(caller: Caller, document_id: UUID) -> AnyResponse:
    """The file; while it is being made, the list."""
    try:
        return api.fetch(caller, document_id, AsBefore(unsigned=request.args.get("asli") == "1"))
    except NotYetRendered:
        return redirect(url_for("reports.overview"), 303)


def sign(caller: Caller, document_id: UUID) -> AnyResponse:
    """Has it signed by the regency's own key."""
    api.sign(caller, document_id, body=ReportSignature(), key=checked_key(sent().text("kunci")))
    return redirect(url_for("reports.overview", ditandatangani=1), 303)


def _body(form: Form) -> ReportOrder:
    kind, media_type = _ORDERS[form.text("bentuk")]
    half = form.text("semester") if kind == "laporan_semester" else ""
    said = {"kind": kind, "media_type": media_type, "year": form.text("tahun"), "half": int(half) if half else None}
    return ReportOrder.model_validate(said)


def _shown(caller: Caller, form: Form, status: int = 200) -> Response:
    found = api.list_all(caller).reports
    template = (
        "parts/reports_list.html" if "HX-Request" in request.headers and request.method == "GET" else "reports.html"
    )
    return show.page(
        template,
        status,
        form=form,
        reports=found,
        is_busy=any(_is_busy(each) for each in found),
        may_sign=RIGHTS["register.sign_report"].admits(caller),
        orders=[
            ("buku-pdf", say("Buku Pengaduan (PDF)"), say("Satu tahun, untuk dicetak")),
            ("buku-xlsx", say("Buku Pengaduan (XLSX)"), say("Satu tahun, untuk diolah")),
            ("semester", say("Laporan semester (PDF)"), say("Angka setengah tahun, untuk ditandatangani Inspektur")),
        ],
        years=years(),
        halves=[("1", say("Semester 1 (Januari–Juni)")), ("2", say("Semester 2 (Juli–Desember)"))],
        not_over=_not_over(),
        sheet=_SHEET,
        new_key=lambda: str(uuid4()),
        notice=_notice(),
    )


def _not_over() -> str:
    """That the present half year is reported as far as it has come, and that such a report has a number too."""
    now = datetime.now(UTC).astimezone(zone())
    said = say(
        "Semester {half} tahun {year} belum selesai: laporannya memuat angka sampai dengan hari ini, {day}, dan tetap "
        "memakai satu nomor laporan."
    )
    return said.format(half=1 if now.month <= 6 else 2, year=now.year, day=day(now))


def _is_busy(document: Document) -> bool:
    signature = document.signature
    return document.size is None or (signature is not None and signature.signed_at is None)


def _notice() -> str:
    if "dipesan" in request.args:
        return say("Permintaan diterima. Dokumen sedang dibuat; Anda boleh meninggalkan halaman ini.")
    return say("Penandatanganan sedang dikerjakan.") if "ditandatangani" in request.args else ""
