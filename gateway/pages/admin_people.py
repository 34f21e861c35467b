"""The people of a regency: who holds which role, how each account stands, and what the administrator does with one.

Who there is, with which name, roles and unit, is the officers' file's alone, so that a stolen session cannot make
itself an officer. What is done here holds at once and stays when the file is applied again.
"""

from typing import Final

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.account_states import ACTS, AccountState, Act, is_idle, is_out_of_reach
from gateway.api import complaints
from gateway.callers import signed_in
from gateway.pages import admin_setup, admin_words, show, terms
from gateway.pages.admin_paging import part_of
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import SignInDelayed
from gateway.stewards import NEED_CODE
from services.common.contracts.caller import Caller
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid, NotFound, NotYourRole
from services.common.vocabulary import ADMIN

_WRONG: Final = "Kode ini salah, sudah dipakai, atau sudah berganti. Ketik enam angka yang tampil sekarang."


def people(caller: Caller) -> Response:
    """Who holds which role, and which role nobody holds."""
    officers, regency = complaints.roster(caller).officers, g.tenant
    held = {role for officer in officers for role in officer.roles}
    is_steward = caller.has_any((ADMIN,))
    return show.page(
        "admin_people.html",
        part=part_of(officers, lambda each: each.id),
        empty=[terms.role(role) for role in admin_setup.roles_of(regency) if role not in held],
        unit={each.key: each.name for each in regency.units},
        states=parts().stewards.states(caller) if is_steward else {},
        is_steward=is_steward,
    )


def person(caller: Caller, officer: str) -> Response:
    """One officer: how the account stands, and what may be done with it. NotYourRole, NotFound."""
    who, state = _of(caller, officer)
    done = admin_words.act_at(request.args.get("baru", ""))
    return show.page(
        "admin_person.html",
        who=who,
        state=state,
        is_own=officer == caller.actor,
        unit={each.key: each.name for each in g.tenant.units}.get(who.unit or "", who.unit),
        acts=[(admin_words.ACTS[act], is_out_of_reach(act, state)) for act in ACTS if not is_idle(act, state)],
        done=admin_words.ACTS[done].done if done else "",
    )


def ask(caller: Caller, officer: str, act: str) -> Response:
    """Asks why, and for the code where one is needed."""
    known = _act(act)
    who, state = _of(caller, officer)
    _demand(caller, known, state)
    return _asked(who, known, Form())


def do(caller: Caller, officer: str, act: str) -> AnyResponse:
    """Does it; a password that was given is shown here, once."""
    known = _act(act)
    who, state = _of(caller, officer)
    _demand(caller, known, state)
    form = sent()
    reason = form.choice("alasan", admin_words.ACTS[known].reasons, "Pilih alasannya.")
    code = form.need("kode", "Isi kode dari ponsel Anda.").replace(" ", "") if known in NEED_CODE else ""
    if form.faults:
        return _asked(who, known, form, 422)
    try:
        password = parts().stewards.do(signed_in(caller), officer, known, reason, code)
    except Invalid:
        form.faults["kode"] = say(_WRONG)
        return _asked(who, known, form, 422)
    except SignInDelayed as delay:
        said = say("Terlalu banyak percobaan yang gagal. Tunggu {n} detik, lalu coba lagi.")
        form.faults["kode"] = said.format(n=delay.retry_after)
        return _asked(who, known, form, 429)
    if password:
        return show.page("admin_password.html", who=who, password=password)
    return redirect(url_for("admin_people.person", officer=officer, baru=act), 303)


def _asked(who: Officer, act: Act, form: Form, status: int = 200) -> Response:
    told = {"words": admin_words.ACTS[act], "reasons": admin_words.reasons(act), "needs_code": act in NEED_CODE}
    return show.page("admin_person_act.html", status, who=who, form=form, is_grave=act != "unlock", **told)


def _act(path: str) -> Act:
    if (found := admin_words.act_at(path)) is None:
        raise NotFound("page")
    return found


def _of(caller: Caller, officer: str) -> tuple[Officer, AccountState]:
    """The officer by the roster, and the account. NotYourRole, NotFound."""
    if not caller.has_any((ADMIN,)):
        raise NotYourRole(ADMIN)
    who = next((each for each in complaints.roster(caller).officers if each.id == officer), None)
    if who is None:
        raise NotFound("account")
    return who, parts().stewards.state(caller, officer)


def _demand(caller: Caller, act: Act, state: AccountState) -> None:
    if state.id == caller.actor or is_out_of_reach(act, state):
        raise NotYourRole(ADMIN)
