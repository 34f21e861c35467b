"""Officers look after their own account: where they are signed in, and the code from their phone."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.accounts import demands_factor
from gateway.callers import signed_in
from gateway.pages import cookies, show
from gateway.parts import parts
from services.common.contracts.caller import Caller

_DONE = {
    "lainnya-diakhiri": "Semua sesi lain telah diakhiri.",
    "sandi-diganti": "Kata sandi Anda telah diganti. Semua sesi lain berakhir.",
    "kode-dihapus": "Kode masuk tidak lagi diminta untuk akun ini.",
}


def overview(caller: Caller) -> Response:
    """The account, its sessions and its second factor."""
    who, found = signed_in(caller), parts()
    sessions = found.door.sessions_of(who, request.cookies[cookies.OFFICER])
    return show.page(
        "profile.html",
        who=who,
        sessions=sessions,
        has_factor=found.factors.is_set(who),
        must_have_factor=demands_factor(caller),
        done=_DONE.get(request.args.get("baru", "")),
    )


def end_others(caller: Caller) -> AnyResponse:
    """Signs out everywhere else."""
    parts().door.end_others(signed_in(caller), request.cookies[cookies.OFFICER])
    return redirect(url_for("profile.overview", baru="lainnya-diakhiri"), 303)
