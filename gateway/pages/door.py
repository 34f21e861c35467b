"""Officers sign in and out, with a code from their phone where one is needed."""

from typing import Any, Final

from flask import Response, g, make_response, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from gateway.accounts import PASSWORD, PLATFORM
from gateway.api import signin
from gateway.api.access_shapes import Session, SignIn
from gateway.callers import signed_in
from gateway.pages import cookies, show, writings
from gateway.pages.forms import Form, sent
from gateway.pages.table import seen_in
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import CodeNeeded, SignInDelayed
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant
from services.common.errors import SignInFailed

_BETWEEN: Final = "password and code"
_WRONG: Final = "Daerah, nama pengguna, atau kata sandi tidak cocok."
_WRONG_CODE: Final = "Kode ini salah, sudah dipakai, atau sudah berganti. Ketik enam angka yang tampil sekarang."


def sign_in() -> Response:
    """Asks for name and password."""
    tenant, _, name = request.cookies.get(cookies.KNOWN_AS, "").partition("/")
    asked = request.args.get("daerah", "")
    return _asked(Form({"daerah": asked or tenant, "nama": name if asked in ("", tenant) else "", "ke": _back()}))


def enter() -> AnyResponse:
    """Let in, ask for the code, or say what does not fit."""
    form = sent()
    if "lanjut" in form.values:
        return _with_code(form)
    form.need("daerah", "Pilih daerah Anda.")
    form.need("nama", "Isi nama pengguna Anda.")
    if not form.values.get("sandi"):
        form.faults["sandi"] = say("Isi kata sandi Anda.")
    said = {name: form.text(name) for name in ("daerah", "nama", "ke")}
    return _asked(form, 422) if form.faults else _tried(form, said | {"sandi": form.values["sandi"]})


def sign_out(caller: Caller) -> AnyResponse:
    """End the session, and have the browser forget what it kept for it."""
    parts().door.sign_out(signed_in(caller), request.cookies[cookies.OFFICER])
    answer = redirect(url_for("door.sign_in", daerah=signed_in(caller).tenant), 303)
    for name in (cookies.OFFICER, cookies.WRITTEN, cookies.KNOWN_AS, cookies.FACTOR):
        cookies.forget(answer, name, cookies.DESK_PATH)
    return answer


def own_path(address: str) -> str:
    """The address if it is one of ours, else nothing: nobody is led to another site by a link to our door."""
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_ours and address.isprintable() else ""


def _tried(form: Form, said: dict[str, str], code: str | None = None) -> AnyResponse:
    try:
        body = SignIn(tenant=said["daerah"], username=said["nama"], password=said["sandi"], code=code or None)
        return _let_in(signin.sign_in(body), said.get("ke", ""))
    except CodeNeeded:
        return _code_asked(said, parts().waiting.seal(_BETWEEN, said), Form())
    except SignInDelayed as delay:
        form.faults["sandi" if code is None else "kode"] = say(
            "Terlalu banyak percobaan yang gagal. Tunggu {n} detik, lalu coba lagi."
        ).format(n=delay.retry_after)
        answer = _refused(form, said, code, 429)
        answer.headers["Retry-After"] = str(delay.retry_after)
        return answer
    except (SignInFailed, ValidationError):
        form.faults["sandi" if code is None else "kode"] = say(_WRONG) if code is None else say(_WRONG_CODE)
        return _refused(form, said, code, 401)


def _with_code(form: Form) -> AnyResponse:
    said = parts().waiting.open(_BETWEEN, form.text("lanjut"))
    if said is None:
        again = Form({"daerah": form.text("daerah"), "nama": form.text("nama"), "ke": own_path(form.text("ke"))})
        again.faults["sandi"] = say("Waktu untuk mengisi kode habis. Isi kata sandi Anda sekali lagi.")
        return _asked(again, 422)
    if not (code := form.need("kode", "Isi kode dari ponsel Anda.").replace(" ", "")):
        return _code_asked(said, form.text("lanjut"), form, 422)
    return _tried(form, said, code)


def _refused(form: Form, said: dict[str, str], code: str | None, status: int) -> Response:
    return _asked(form, status) if code is None else _code_asked(said, form.text("lanjut"), form, status)


def _let_in(session: Session, back: str) -> AnyResponse:
    me = session.me
    answer: AnyResponse = redirect(_after(session, own_path(back)), 303)
    kept = make_response(answer)
    cookies.keep(kept, cookies.OFFICER, session.token, cookies.DESK_PATH)
    cookies.keep(kept, cookies.KNOWN_AS, f"{me.tenant}/{me.id}", cookies.DESK_PATH)
    return kept


def _after(session: Session, back: str) -> str:
    if PASSWORD in session.must_set_up:
        return url_for("own_password.change")
    if session.must_set_up:
        return url_for("second_factor.setup")
    if writings.kept_for(session.me.tenant, session.me.id):
        return url_for("written.kept", ke=back or None)
    return back or url_for("province.comparison" if session.me.tenant == PLATFORM else "inbox.tasks")


def _asked(form: Form, status: int = 200) -> Response:
    regencies = _served()
    if form.text("daerah") in {each.profile.key for each in regencies}:
        seen_in(form.text("daerah"))
    told: dict[str, Any] = {"regencies": regencies, "is_operator": form.text("daerah") == PLATFORM}
    return show.page("sign_in.html", status, form=form, kept=bool(request.cookies.get(cookies.WRITTEN)), **told)


def _code_asked(said: dict[str, str], sealed: str, form: Form, status: int = 200) -> Response:
    if said["daerah"] != PLATFORM and g.tenant is None:
        seen_in(said["daerah"])
    return show.page("sign_in_code.html", status, form=form, said=said, sealed=sealed)


def _served() -> list[PublicTenant]:
    """The regencies there are; none while the register is away, and the key of one's own is typed then."""
    return sorted(parts().regencies.served(), key=lambda each: each.profile.office)


def _back() -> str:
    return own_path(request.args.get("ke", ""))
