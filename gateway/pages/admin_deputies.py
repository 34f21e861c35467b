"""Who stands in for whom: the administrator records a Plt. or Plh., ends one, and sees all there ever were.

The order itself is signed outside; here stands its number. What is recorded holds at once, for open sessions too.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import deputies
from gateway.deputies import Line
from gateway.deputising import Known, Unfit, Wish, lendable
from gateway.pages import show, terms, typed
from gateway.pages.admin_deputy_words import FAULTS, KINDS, WRONG_CODE
from gateway.pages.admin_paging import part_of
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import SignInDelayed
from services.common.contracts.caller import Caller
from services.common.contracts.deputies import TITLES, DeputyKind
from services.common.errors import Invalid, NotYourRole
from services.common.vocabulary import ADMIN, CUSTODIAN, SECOND_FACTOR_ROLES

_FIELDS: Final[Mapping[str, str]] = {
    "holder": "pejabat",
    "officer": "pelaksana",
    "roles": "peran",
    "from_on": "mulai",
    "until_on": "sampai",
}
_DONE: Final = {"dicatat": "Penugasan telah dicatat dan berlaku pada tanggalnya.", "diakhiri": "Penugasan diakhiri."}
_LONGEST: Final = 120
_SHORTEST: Final = 3


def overview(caller: Caller) -> Response:
    """The list, and for administrators the form."""
    return _shown(caller, Form({"jenis": "plh"}))


def record(caller: Caller) -> AnyResponse:
    """Records one."""
    if not caller.has_any((ADMIN,)):
        raise NotYourRole(ADMIN)
    form = sent()
    wish, code = _wish(form), form.need("kode", "Isi kode dari ponsel Anda.").replace(" ", "")
    status = 422
    if wish and not form.faults:
        try:
            deputies.enter(caller, wish, code)
            return redirect(url_for("admin_deputies.overview", baru="dicatat"), 303)
        except Unfit as unfit:
            form.faults.update({_FIELDS[name]: say(FAULTS[fault]) for name, fault in unfit.faults.items()})
        except Invalid:
            form.faults["kode"] = say(WRONG_CODE)
        except SignInDelayed as delay:
            said, status = say("Terlalu banyak percobaan yang gagal. Tunggu {n} detik, lalu coba lagi."), 429
            form.faults["kode"] = said.format(n=delay.retry_after)
    return _shown(caller, form, status)


def end(caller: Caller, deputy_id: UUID) -> AnyResponse:
    """Ends one before its time."""
    deputies.end(caller, deputy_id)
    return redirect(url_for("admin_deputies.overview", baru="diakhiri"), 303)


def _wish(form: Form) -> Wish | None:
    kind = form.choice("jenis", tuple(KINDS), "Pilih Plt. atau Plh.")
    holder = form.need("pejabat", "Pilih pejabat yang digantikan.")
    officer = form.need("pelaksana", "Pilih siapa yang menggantikan.")
    days = {name: _day(form, name) for name in ("mulai", "sampai")}
    basis = form.need("dasar", "Isi nomor surat perintahnya.")
    if basis and not _SHORTEST <= len(basis) <= _LONGEST:
        form.faults["dasar"] = say("Isi nomor surat perintahnya, 3 sampai 120 huruf.")
    if form.faults or days["mulai"] is None or days["sampai"] is None:
        return None
    named: DeputyKind = "plt" if kind == "plt" else "plh"
    return Wish(holder, officer, named, tuple(form.all("peran")), days["mulai"], days["sampai"], basis)


def _day(form: Form, name: str) -> date | None:
    if (found := typed.day(form.text(name))) is None:
        form.faults[name] = say("Isi tanggalnya, misalnya 2026-11-30.")
    return found


def _shown(caller: Caller, form: Form, status: int = 200) -> Response:
    found = parts().deputies
    lines, people, today = found.listed(caller), found.people(caller), found.today(deputies.zone_of(caller))
    return show.page(
        "admin_deputies.html",
        status,
        form=form,
        part=part_of(lines, lambda line: _place(line, today)),
        people=people,
        states={line.deputy_id: line.state(today) for line in lines},
        offices={line.deputy_id: f"{TITLES[line.kind]} {terms.roles(line.roles)}" for line in lines},
        is_steward=caller.has_any((ADMIN,)),
        kinds=[(code, say(name), say(hint)) for code, (name, hint) in KINDS.items()],
        holders=_offered(each for each in people.values() if lendable(each)),
        officers=_offered(each for each in people.values() if _may_act(each, caller)),
        coded=terms.roles(role for role in _lent(people.values()) if role in SECOND_FACTOR_ROLES),
        roles=_roles(people.values()),
        today=today,
        done=_DONE.get(request.args.get("baru", "")),
    )


def _place(line: Line, today: date) -> str:
    """Keys sort what is in force or coming before what is over, and the newest day first."""
    return f"{int(line.state(today) == 'past')}{date.max.toordinal() - line.from_on.toordinal():07}{line.deputy_id}"


def _offered(people: Iterable[Known]) -> list[tuple[str, str]]:
    return [(each.id, f"{each.name} – {terms.roles(each.roles)}") for each in people]


def _may_act(each: Known, caller: Caller) -> bool:
    """Who is offered as a deputy: nobody whom the rules would refuse whatever else is chosen."""
    return each.is_open and each.id != caller.actor and CUSTODIAN not in each.roles


def _lent(people: Iterable[Known]) -> list[str]:
    return sorted({role for each in people for role in lendable(each)})


def _roles(people: Iterable[Known]) -> list[tuple[str, str, str]]:
    """Every role that somebody could lend."""
    return [(role, terms.role(role), "") for role in _lent(people)]
