"""The page behind a document's QR, for anybody in Bahasa Indonesia; it works without a script and sets no cookie."""

from collections.abc import Callable
from datetime import date
from typing import Final

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from gateway.api import verification as api
from gateway.api.verification_shapes import FileCheck
from gateway.desks import AWAY
from gateway.kinds import BY_CLASS
from gateway.parts import parts
from gateway.problems import Busy, DoorProblem, MalformedUpload, TooLarge, TooManyRequests
from services.common.contracts.documents import Verification
from services.common.documents import KINDS
from services.common.errors import NotFound

LIMITS: Final = ("check_client",)
_PATIENCE = 3.0
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_NOT_KNOWN, _AWAY = 404, 503
_TROUBLE: Final[dict[type[DoorProblem], str]] = {
    TooLarge: "Berkas ini lebih besar dari 25 MB, jadi tidak dapat diperiksa di sini.",
    MalformedUpload: "Tidak ada berkas yang terkirim. Pilih berkasnya dahulu, lalu tekan “Periksa berkas”.",
    Busy: "Banyak berkas sedang diperiksa. Coba lagi beberapa saat lagi.",
    TooManyRequests: "Terlalu banyak berkas diperiksa dari jaringan ini. Coba lagi seperempat jam lagi.",
}


def verify_start() -> Response | Redirect:
    """Asks for the regency and the code, and leads to the document's page."""
    tenant, typed = request.args.get("tenant", ""), request.args.get("code", "")
    code = api.as_typed(typed)
    if code and api.TENANT.fullmatch(tenant):
        return redirect(url_for("verify_page", tenant=tenant, code=code.upper()), 303)
    return _page("verification_start.html", regencies=_regencies(), tenant=tenant, is_wrong=bool(typed))


def verify_page(tenant: str, code: str) -> Response:
    """What a document is, and whether it stands."""
    return _about(tenant, lambda: _shown(tenant, code, api.show(tenant, code)))


def verify_file(tenant: str, code: str) -> Response:
    """The same, with what was found out about a file."""
    return _about(tenant, lambda: _after_check(tenant, code))


def _after_check(tenant: str, code: str) -> Response:
    try:
        parts().admission.admit(LIMITS, False, {"tenant": tenant})
        check = api.check_file(tenant, code)
    except tuple(_TROUBLE) as trouble:
        document, kind = api.show(tenant, code), type(trouble)
        answer = _shown(tenant, code, document, trouble=_TROUBLE[kind])
        answer.status_code = BY_CLASS[kind].status
        if trouble.retry_after is not None:
            answer.headers["Retry-After"] = str(trouble.retry_after)
        return answer
    return _shown(tenant, code, check.document, check)


def _about(tenant: str, shown: Callable[[], Response]) -> Response:
    try:
        return shown()
    except NotFound:
        return _page("verification_missing.html", _NOT_KNOWN, tenant=tenant)
    except AWAY:
        return _page("verification_away.html", _AWAY)


def _shown(
    tenant: str, code: str, document: Verification, check: FileCheck | None = None, trouble: str = ""
) -> Response:
    plain = (api.as_typed(code) or "").upper()
    return _page(
        "verification.html",
        tenant=tenant,
        code=plain,
        document=document,
        check=check,
        trouble=trouble,
        day=_day,
        must_be_signed=document.kind in KINDS and KINDS[document.kind].must_be_signed,
    )


def _regencies() -> list[tuple[str, str]]:
    """Key and name of every regency served; none while the register is away."""
    return sorted(
        ((each.profile.key, each.profile.government) for each in parts().regencies.served(_PATIENCE)),
        key=lambda pair: pair[1],
    )


def _page(name: str, status: int = 200, **told: object) -> Response:
    answer = make_response(render_template(name, **told), status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _day(on: date | None) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}" if on else ""
