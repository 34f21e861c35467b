"""Another password of one's own; after one that was given, this page comes before all others."""

from typing import Final

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.accounts import PASSWORD
from gateway.callers import signed_in
from gateway.own_password import SHORTEST
from gateway.pages import cookies, show
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import SignInDelayed
from services.common.contracts.caller import Caller
from services.common.errors import Invalid

_FIELDS: Final = {"now": "lama", "new": "baru"}


def change(caller: Caller) -> Response:
    """Asks for the old one and the new one, twice."""
    return _asked(caller, Form())


def save(caller: Caller) -> AnyResponse:
    """Replaces it; all other sessions end."""
    form = sent()
    # Blanks belong to a password, so it is taken as it was typed.
    now, new, again = (form.values.get(name, "") for name in ("lama", "baru", "ulang"))
    _look(form, now, new, again)
    if not form.faults:
        try:
            parts().passwords.change(signed_in(caller), now, new, request.cookies[cookies.OFFICER])
        except Invalid as reason:
            sentences = {
                "now": say("Ini bukan kata sandi Anda yang sekarang."),
                "new": say("Pilih kata sandi lain: paling sedikit {n} huruf, dan bukan yang lama.").format(n=SHORTEST),
            }
            form.faults.update({_FIELDS[name]: sentences[name] for name in reason.fields})
        except SignInDelayed as delay:
            said = say("Terlalu banyak percobaan yang gagal. Tunggu {n} detik, lalu coba lagi.")
            form.faults["lama"] = said.format(n=delay.retry_after)
    if form.faults:
        return _asked(caller, form, 422)
    return redirect(url_for("profile.overview", baru="sandi-diganti"), 303)


def _look(form: Form, now: str, new: str, again: str) -> None:
    if not now:
        form.faults["lama"] = say("Isi kata sandi Anda yang sekarang.")
    if len(new) < SHORTEST:
        form.faults["baru"] = say("Kata sandi baru paling sedikit {n} huruf, angka, atau tanda.").format(n=SHORTEST)
    elif new != again:
        form.faults["ulang"] = say("Kedua kata sandi baru tidak sama. Ketik sekali lagi.")


def _asked(caller: Caller, form: Form, status: int = 200) -> Response:
    must = PASSWORD in signed_in(caller).must_set_up
    return show.page("own_password.html", status, form=form, must=must, shortest=SHORTEST)
