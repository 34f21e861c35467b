"""A code from the phone besides the password: set up, confirmed with a first code, and given up where one may.

The secret lies sealed in the database under a key of this browser until it is confirmed, so that a wrong code does
not make a new one; so do the recovery codes until they were put away.
"""

import segno
from flask import Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.accounts import demands_factor
from gateway.callers import signed_in
from gateway.drafts import Draft
from gateway.pages import cookies, show
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import SecondFactorKept, SignInDelayed
from services.common.contracts.caller import Caller
from services.common.errors import Invalid

_WRONG = "Kode ini salah atau sudah berganti. Ketik enam angka yang tampil di ponsel Anda sekarang."


def setup(caller: Caller) -> Response:
    """Explains it; when it was begun, shows the secret."""
    draft = _draft(caller)
    return _shown(draft, Form()) if draft and not draft.content.get("is_confirmed") else _explained(caller)


def begin(caller: Caller) -> AnyResponse:
    """Makes a new secret."""
    try:
        made = parts().factors.begin(signed_in(caller))
    except SecondFactorKept:
        return redirect(url_for("profile.overview"), 303)
    draft = parts().drafts.new()
    draft.content = {"secret": made.secret, "uri": made.uri, "recovery": list(made.recovery_codes)}
    parts().drafts.save(_owner(caller), draft)
    answer = make_response(redirect(url_for("second_factor.setup"), 303))
    cookies.keep(answer, cookies.FACTOR, draft.key, cookies.DESK_PATH)
    return answer


def confirm(caller: Caller) -> AnyResponse:
    """Brings it into force by a first code."""
    form, draft = sent(), _draft(caller)
    if draft is None or draft.content.get("is_confirmed"):
        return redirect(url_for("second_factor.setup"), 303)
    code = form.need("kode", "Isi enam angka yang tampil di ponsel Anda.")
    if not form.faults:
        try:
            parts().factors.confirm(signed_in(caller), code, request.cookies[cookies.OFFICER])
        except Invalid:
            form.faults["kode"] = say(_WRONG)
    if form.faults:
        return _shown(draft, form, 422)
    draft.content = {"recovery": draft.content["recovery"], "is_confirmed": True}
    parts().drafts.save(_owner(caller), draft)
    return redirect(url_for("second_factor.recovery"), 303)


def recovery(caller: Caller) -> AnyResponse:
    """Shows the recovery codes until they were put away."""
    draft = _draft(caller)
    if draft is None or not draft.content.get("is_confirmed"):
        return redirect(url_for("profile.overview"), 303)
    return show.page("second_factor_recovery.html", codes=draft.content["recovery"])


def recovery_file(caller: Caller) -> AnyResponse:
    """The same as a text to keep."""
    draft = _draft(caller)
    if draft is None or not draft.content.get("is_confirmed"):
        return redirect(url_for("profile.overview"), 303)
    who = signed_in(caller)
    heading = say("Kode pemulihan Dumas untuk {name} ({id}). Setiap kode hanya berlaku satu kali.")
    text = "\n".join([heading.format(name=who.name, id=caller.actor), "", *draft.content["recovery"], ""])
    headers = {"Content-Disposition": 'attachment; filename="kode-pemulihan.txt"'}
    return Response(text, content_type="text/plain; charset=utf-8", headers=headers)


def put_away(caller: Caller) -> AnyResponse:
    """Shows the recovery codes no longer."""
    if draft := _draft(caller):
        parts().drafts.forget(draft.key)
    answer = make_response(redirect(url_for("inbox.tasks"), 303))
    cookies.forget(answer, cookies.FACTOR, cookies.DESK_PATH)
    return answer


def give_up(caller: Caller) -> AnyResponse:
    """Asks for a last code."""
    return _giving_up(caller, Form())


def gave_up(caller: Caller) -> AnyResponse:
    """Does without from now on."""
    form, found = sent(), parts()
    code = form.need("kode", "Isi enam angka yang tampil di ponsel Anda.")
    try:
        if not form.faults:
            found.factors.give_up(signed_in(caller), code, request.cookies[cookies.OFFICER])
            return redirect(url_for("profile.overview", baru="kode-dihapus"), 303)
    except Invalid:
        form.faults["kode"] = say(_WRONG)
    except SignInDelayed as delay:
        said = say("Terlalu banyak percobaan yang gagal. Tunggu {n} detik, lalu coba lagi.")
        form.faults["kode"] = said.format(n=delay.retry_after)
    return _giving_up(caller, form, 422)


def _giving_up(caller: Caller, form: Form, status: int = 200) -> Response:
    return show.page("second_factor_give_up.html", status, form=form, may=not demands_factor(caller))


def _explained(caller: Caller) -> Response:
    return show.page("second_factor.html", form=Form(), must=demands_factor(caller))


def _shown(draft: Draft, form: Form, status: int = 200) -> Response:
    picture = segno.make(draft.content["uri"], error="m").svg_inline(scale=5, border=3, light="#fff", omitsize=True)
    secret = draft.content["secret"]
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return show.page("second_factor_confirm.html", status, form=form, picture=picture, groups=groups)


def _draft(caller: Caller) -> Draft | None:
    return parts().drafts.open(_owner(caller), request.cookies.get(cookies.FACTOR, ""))


def _owner(caller: Caller) -> str:
    return f"{signed_in(caller).tenant}/{caller.actor}"
