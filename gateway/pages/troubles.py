"""What a person is told when something cannot be done: a page with a sentence, and what to do. Never a code or a trace.

What was typed in a form is kept by the browser's way back; forms that can be long offer to go on (see `resuming`).
"""

import logging
from typing import Final

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway import problems
from gateway.kinds import BY_CLASS
from gateway.pages import show, writings
from gateway.pages.words import say
from gateway.parts import parts
from services.common import errors
from services.common.runtime.client import CallTimedOut, ServiceFailed

log = logging.getLogger(__name__)

TOLD: Final = (errors.Refusal, problems.DoorProblem, CallTimedOut, ServiceFailed)
"""What becomes a page."""

_LATER: Final = "Layanan sedang bermasalah. Tidak ada yang hilang; coba lagi beberapa saat lagi."
_SENTENCES: Final[dict[type[Exception], str]] = {
    errors.NotFound: "Halaman ini tidak ditemukan, atau Anda tidak berwenang melihatnya.",
    errors.UnknownTenant: "Tidak ada daerah dengan alamat ini. Periksa kembali alamatnya.",
    errors.NotYourRole: "Anda tidak berwenang melakukan ini. Mintalah kepada administrator kantor Anda.",
    errors.StaleVersion: "Pengaduan ini telah diubah orang lain sejak Anda membukanya.",
    errors.TaskDone: "Langkah ini telah diselesaikan orang lain.",
    errors.NoLongerKept: "Yang tertulis di sini tidak lagi disimpan, karena masa simpannya sudah berakhir.",
    errors.NotYetRendered: "Dokumen ini masih dibuat. Coba lagi beberapa detik lagi.",
    errors.NotYetChecked: "Berkas ini masih diperiksa. Coba lagi sebentar lagi.",
    errors.AlreadyFiled: "Nomor di sumber ini sudah dipakai pengaduan lain. Cari nomornya di Buku Pengaduan.",
    errors.SubscriptionRefused: "Langganan ini sedang mati, atau sudah ada. Buka langganannya dan periksa.",
    errors.KeptApart: "Berkas ini tidak lolos pemeriksaan dan tidak dapat diunduh.",
    problems.OtherSite: "Formulir ini tidak dikirim dari halaman kami. Buka halamannya kembali, lalu kirim dari sana.",
    problems.TooLarge: "Berkas atau tulisan ini terlalu besar.",
    problems.TooManyRequests: "Terlalu banyak permintaan dari jaringan ini. Coba lagi beberapa menit lagi.",
    problems.SignInDelayed: "Terlalu banyak percobaan masuk yang gagal. Tunggu sebentar, lalu coba lagi.",
    problems.NoSuchPage: "Tidak ada halaman di alamat ini.",
    problems.WrongMethod: "Halaman ini tidak dapat dibuka dengan cara ini.",
    problems.TooSlow: _LATER,
    problems.Busy: _LATER,
    problems.StoreAway: "Penyimpanan berkas sedang bermasalah. Coba lagi beberapa saat lagi.",
    CallTimedOut: _LATER,
    ServiceFailed: _LATER,
    errors.Unavailable: _LATER,
}
_UNKNOWN_STATUS: Final = {CallTimedOut: 504, ServiceFailed: 500}


def page(trouble: Exception, who: tuple[str, ...]) -> AnyResponse:
    """The page for it; who must sign in first is led there."""
    if isinstance(trouble, errors.NotSignedIn):
        return _to_the_door(who)
    if isinstance(trouble, problems.PasswordNeeded):
        return redirect(url_for("own_password.change"), 303)
    if isinstance(trouble, problems.SecondFactorNeeded):
        return redirect(url_for("second_factor.setup"), 303)
    status = status_of(trouble)
    if status >= 500:
        log.warning("%s on page %s, correlation %s", type(trouble).__name__, request.url_rule, g.get("correlation_id"))
    answer = show.page("trouble.html", status, sentence=sentence(trouble), code=status)
    wait = getattr(trouble, "retry_after", None)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def sentence(trouble: Exception) -> str:
    """What a person is told."""
    found = next((_SENTENCES[cls] for cls in type(trouble).__mro__ if cls in _SENTENCES), None)
    if found:
        return say(found)
    return say("Ini tidak dapat dilakukan.") if status_of(trouble) < 500 else say(_LATER)


def status_of(trouble: Exception) -> int:
    """The status of the page."""
    kind = BY_CLASS.get(type(trouble))
    return kind.status if kind else _UNKNOWN_STATUS.get(type(trouble), 500)


def _to_the_door(who: tuple[str, ...]) -> AnyResponse:
    if "reporter" in who and g.tenant is not None:
        return redirect(url_for("tracking.door", tenant=g.tenant.profile.key), 303)
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    door = url_for("door.sign_in", ke=back or None)
    # A part of a page cannot show the door: the browser is told to go there as a whole.
    answer = Response(headers={"HX-Redirect": door}) if "HX-Request" in request.headers else redirect(door, 303)
    try:
        if writings.is_worth_keeping(request):
            parts().admission.admit(("draft_client",), False, {})
            writings.keep(answer, request)
    except problems.DoorProblem as trouble:
        return page(trouble, ())  # not the door: the way back from there does not lead to what was written
    return answer
