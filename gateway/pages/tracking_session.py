"""Who looks after a complaint: let in for half an hour, which begins anew with every page, for eight hours at most.

The token lies in a cookie of this regency's pages alone, which ends with the browser.
"""

from typing import Any, Final

from flask import Response, g, make_response, redirect, request, url_for

from gateway.callers import REPORTERS, identify
from gateway.pages import cookies, show
from gateway.pages.forms import Form
from gateway.pages.receipt_words import received
from gateway.pages.words import say
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.errors import NotSignedIn

_NOTICES: Final = {
    "masuk": "Pengaduan Anda terbuka. Pesan yang tadi Anda tulis masih ada; kirim bila sudah sesuai.",
    "pesan": "Pesan Anda sudah terkirim.",
    "lengkap": "Terima kasih. Kelengkapan Anda sudah kami terima, dan pengaduan berjalan lagi.",
    "keberatan": "Keberatan Anda sudah kami terima. Pengaduan ini akan dibuka kembali.",
    "rahasia": "Identitas Anda sekarang dirahasiakan.",
    "anonim": "Identitas Anda sudah dihapus. Mulai sekarang kami hanya dapat menghubungi Anda lewat halaman ini.",
    "izin": "Persetujuan Anda sudah dicatat.",
    "tanda-terima": "Tanda terima sedang dibuat. Muat ulang halaman ini beberapa detik lagi, lalu unduh.",
    "berkas": "Berkas Anda sudah kami terima. Hasil pemeriksaannya terlihat di bawah.",
    "data": "Permintaan Anda sudah kami terima. Kami menjawabnya dalam 3 × 24 jam.",
    "keluar": "Anda sudah keluar. Isi pengaduan tidak lagi terbuka di peramban ini.",
}


def reporter() -> Caller:
    """Who looks after a complaint of this regency. NotSignedIn, also in another regency than the complaint's."""
    caller = identify(REPORTERS, token=request.cookies.get(cookies.REPORTER, ""))
    if caller.tenant != tenant():
        raise NotSignedIn
    return caller


def let_in(answer: Response, token: str) -> Response:
    """Keep the token with the browser."""
    cookies.keep(answer, cookies.REPORTER, token, cookies.path_of(tenant()))
    return answer


def leave(answer: Response) -> Response:
    """Forget the token, and have the browser forget the pages."""
    cookies.forget(answer, cookies.REPORTER, cookies.path_of(tenant()))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def page(template: str, status: int = 200, **told: Any) -> Response:
    """A page of the complaint; the half hour begins anew where this browser was let in."""
    answer = show.page(
        template, status, **{"notice": notice(request.args.get("baru", "")), "received": received, **told}
    )
    token = request.cookies.get(cookies.REPORTER, "")
    try:
        found, renewed = parts().reporter_tokens.read(token), parts().reporter_tokens.renew(token)
    except NotSignedIn:
        return answer
    return let_in(answer, renewed) if found.tenant == tenant() else answer


def notice(done: str) -> str:
    """What was just done, said once after it; the address says no more than which of these it was."""
    return say(_NOTICES[done]) if done in _NOTICES else ""


def done(what: str, endpoint: str = "tracking.complaint", **by: Any) -> Response:
    """Lead on after something was done, with its notice; `by` tells the page what must have arrived first."""
    return make_response(redirect(url_for(endpoint, tenant=tenant(), baru=what, **by), 303))


def complaint() -> Response:
    """Lead to the complaint's page."""
    return make_response(redirect(url_for("tracking.complaint", tenant=tenant()), 303))


def door(form: Form, status: int = 200, has_ended: bool = False) -> Response:
    """Asks for reference and access code. What was being written when the half hour ended waits in the form."""
    return page("tracking_door.html", status, form=form, has_ended=has_ended)


def tenant() -> str:
    """The key of the regency of this page."""
    key: str = g.tenant.profile.key
    return key
