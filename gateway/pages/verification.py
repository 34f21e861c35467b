"""Verifying a document, for anybody who holds one: the pages behind its QR. Nothing is kept of who asks, or of a file.

While the register is away nobody is told that a document is false, and a page without its crest is still an answer.
"""

from collections.abc import Callable
from typing import Final

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import verification as api
from gateway.api.verification_shapes import FileCheck
from gateway.desks import AWAY
from gateway.pages import show, troubles, verification_words
from gateway.pages.forms import Form
from gateway.pages.table import seen_in
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import Busy, DoorProblem, MalformedUpload, TooLarge, TooManyRequests
from services.common.contracts.documents import Verification
from services.common.documents import KINDS
from services.common.errors import NotFound, UnknownTenant

_PATIENCE: Final = 3.0
_NOT_KNOWN, _UNFIT, _AWAY = 404, 422, 503
_TROUBLE: Final[dict[type[DoorProblem], str]] = {
    TooLarge: "Berkas ini lebih besar dari 25 MB, jadi tidak dapat diperiksa di sini.",
    MalformedUpload: "Tidak ada berkas yang terkirim. Pilih berkasnya dahulu, lalu tekan “Periksa berkas”.",
    Busy: "Banyak berkas sedang diperiksa. Coba lagi beberapa saat lagi.",
    TooManyRequests: "Terlalu banyak berkas diperiksa dari jaringan ini. Coba lagi seperempat jam lagi.",
}


def start() -> AnyResponse:
    """Asks for the regency and the code, and leads to the document's page."""
    form = Form(request.args)
    regency, typed = form.text("daerah"), form.text("kode")
    code = api.as_typed(typed)
    if code and api.TENANT.fullmatch(regency):
        return redirect(url_for("verification.document", regency=regency, code=code.upper()), 303)
    if typed:
        _say_what_is_wrong(form, regency)
    given = Form({"daerah": regency, "kode": typed}, form.faults)
    _as_seen_in(regency)
    return _page("verification_start.html", _UNFIT if typed else 200, form=given, regencies=_regencies())


def document(regency: str, code: str) -> Response:
    """What a document is, and whether it stands."""
    return _about(regency, lambda: _shown(regency, code, api.show(regency, code)))


def check(regency: str, code: str) -> Response:
    """The same, with what was found out about a file."""
    return _about(regency, lambda: _after_check(regency, code))


def _after_check(regency: str, code: str) -> Response:
    try:
        parts().admission.admit(api.LIMITS, False, {"tenant": regency})
        found = api.check_file(regency, code)
    except tuple(_TROUBLE) as trouble:
        answer = _shown(regency, code, api.show(regency, code), trouble=say(_TROUBLE[type(trouble)]))
        answer.status_code = troubles.status_of(trouble)
        if trouble.retry_after is not None:
            answer.headers["Retry-After"] = str(trouble.retry_after)
        return answer
    return _shown(regency, code, found.document, found)


def _about(regency: str, shown: Callable[[], Response]) -> Response:
    _as_seen_in(regency)
    try:
        return shown()
    except NotFound:
        return _page("verification_missing.html", _NOT_KNOWN, regency=regency)
    except AWAY:
        return _page("verification_away.html", _AWAY)


def _shown(
    regency: str, code: str, document: Verification, check: FileCheck | None = None, trouble: str = ""
) -> Response:
    return _page(
        "verification.html",
        regency=regency,
        code=(api.as_typed(code) or "").upper(),
        document=document,
        check=check,
        told=verification_words.told(document),
        of_file=verification_words.of_file(check) if check else None,
        form=Form({}, {"file": trouble} if trouble else {}),
        must_be_signed=document.kind in KINDS and KINDS[document.kind].must_be_signed,
        signature=verification_words.signature(document),
    )


def _as_seen_in(regency: str) -> None:
    """The crest and colour of the regency, where there is one and it is known."""
    try:
        seen_in(regency)
    except (UnknownTenant, *AWAY):
        g.tenant = None


def _say_what_is_wrong(form: Form, regency: str) -> None:
    if not api.TENANT.fullmatch(regency):
        form.faults["daerah"] = say("Pilih daerah yang menerbitkan dokumennya.")
    if api.as_typed(form.text("kode")) is None:
        form.faults["kode"] = say("Kode ini belum lengkap. Kode terdiri atas angka dan huruf, seperti di samping QR.")


def _regencies() -> list[tuple[str, str]]:
    """Key and name of every regency served; none while the register is away."""
    served = parts().regencies.served(_PATIENCE)
    return sorted(((each.profile.key, each.profile.government) for each in served), key=lambda pair: pair[1])


def _page(name: str, status: int = 200, **told: object) -> Response:
    answer = show.page(name, status, **told)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
