"""Versions of the regency's SOP: which holds, every step of one, what differs between two, taking one out of use."""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import procedures as api
from gateway.pages import procedures_words, show
from gateway.pages.forms import Form, sent
from gateway.pages.procedures_reading import Reading
from gateway.pages.words import say
from gateway.parts import parts
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.procedures import CompareSops, RetireSop, SopChanges, SopEntry, Sops
from services.common.errors import Invalid, NotFound

_DONE: Final = {"pensiun": "Versi itu tidak lagi dipakai untuk pengaduan baru.", "pakai": "Versi itu dipakai kembali."}


def versions(caller: Caller) -> Response:
    """All of them, the newest first; an administrator may take one out of use."""
    return _listed(api.versions(caller), Form())


def retire(caller: Caller) -> AnyResponse:
    """Take no new complaint in under a version, or do so again."""
    form = sent()
    is_retired = form.text("pakai") != "ya"
    wish = shaped(RetireSop, sop=form.text("sop"), is_retired=is_retired)
    try:
        api.retire(caller, wish)
    except Invalid:
        form.faults["sop"] = say("Ini satu-satunya versi yang dipakai. Terbitkan versi lain sebelum menariknya.")
        return _listed(api.versions(caller), form, 422)
    return redirect(url_for("procedures.versions", baru="pensiun" if is_retired else "pakai"), 303)


def version(caller: Caller, sop: str) -> Response:
    """Every step of one version."""
    entry, others = _entry(caller, sop)
    reading = Reading(api.definition(caller, sop).definition)
    return show.page("procedure_version.html", entry=entry, others=others, sop=reading, words=procedures_words)


def changes(caller: Caller, sop: str) -> Response:
    """What this version has that another had not, and the reverse."""
    entry, others = _entry(caller, sop)
    before = next((each for each in others if each.sop == request.args.get("dari")), None)
    if before is None:
        raise NotFound("SOP")
    asked = CompareSops(before=before.sop, after=entry.sop)
    found = parts().desks.call("register.compare_sops", caller, asked, SopChanges)
    titles = Reading(api.definition(caller, sop).definition).place
    rows = [(_path(each.where, titles), each) for each in found.changes]
    return show.page("procedure_changes.html", before=before, after=entry, rows=rows)


def _listed(found: Sops, form: Form, status: int = 200) -> Response:
    done = _DONE.get(request.args.get("baru", ""))
    return show.page("procedure_versions.html", status, sops=found.sops, form=form, done=done)


def _entry(caller: Caller, sop: str) -> tuple[SopEntry, list[SopEntry]]:
    """The version, and the others. NotFound."""
    found = api.versions(caller).sops
    entry = next((each for each in found if each.sop == sop), None)
    if entry is None:
        raise NotFound("SOP")
    return entry, [each for each in found if each.sop != sop]


def _path(where: str, place: Any) -> str:
    """`steps.telaah.roles` as words: a step, an end or a clock by its name, the rest by what it is."""
    names = where.split(".")
    told = [procedures_words.part(names[0])]
    told += [place(name) if at == 0 else procedures_words.part(name) for at, name in enumerate(names[1:])]
    return " › ".join(told)
