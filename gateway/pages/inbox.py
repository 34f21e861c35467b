"""The tasks that wait for who is signed in, and in the office all that is open; the most urgent first."""

from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import uuid4

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import tasks as api
from gateway.pages import complaint_people, handing, show, terms
from gateway.pages.forms import Form
from gateway.pages.words import say
from gateway.parts import parts
from gateway.reading import shaped
from gateway.saved_filters import MOST
from services.common.contracts.caller import Caller
from services.common.contracts.handling import NOBODY
from services.common.contracts.lists import Scope, TaskQuery
from services.common.contracts.register import TaskCounts
from services.common.contracts.rights import RIGHTS

_SCOPES: Final[dict[str, tuple[Scope, str]]] = {
    "peran": ("mine", "Menunggu peran saya"),
    "saya": ("handled", "Tugas saya"),
    "bebas": ("free", "Belum dipegang"),
    "segera": ("due_soon", "Jatuh tempo ≤ 2 hari kerja"),
    "terlambat": ("late", "Terlambat"),
    "pelapor": ("reporter", "Menunggu pelapor"),
    "semua": ("open", "Semua terbuka"),
}
_FIRST: Final = "peran"
_OF_THE_OFFICE: Final = ("pelapor", "semua")
_PER_PAGE: Final = 25
_FILTERS: Final = ("langkah", "sumber", "pemegang", "cari")


def tasks(caller: Caller) -> AnyResponse:
    """The list, as a whole page, or as the part that changes when the page itself asks for it.

    Who has no tasks at all, such as the keeper of identities, is led to what does wait.
    """
    if not RIGHTS["register.tasks"].admits(caller):
        return redirect(url_for("requests_waiting.overview"), 303)
    return shown(caller, Form())


def shown(caller: Caller, sent: Form, status: int = 200) -> AnyResponse:
    """The list its address asks for; with a form of it as it was sent."""
    is_inside = RIGHTS["register.entries"].admits(caller)
    scope, form = _scope(is_inside), Form({name: request.args.get(name, "") for name in _FILTERS})
    found = api.list_mine(caller, _query(scope, form, is_inside))
    return show.page(
        "parts/inbox_list.html" if "HX-Request" in request.headers else "inbox.html",
        status,
        **_handing(caller, is_inside=is_inside),
        **_kept(caller, scope),
        form=form,
        sent=sent,
        found=found,
        scope=scope,
        counters=_counters(found.counts, scope) if found.counts else [],
        steps=_steps(),
        channels=_channels() if is_inside else [],
        sees_workload=RIGHTS["register.workload"].admits(caller),
        is_narrowed=any(form.text(name) for name in _FILTERS),
        is_first="setelah" not in request.args,
        here=address(request.args),
        on=address(asked(), setelah=found.next) if found.next else "",
        start=address(asked()),
        clear=address({"daftar": scope}),
    )


def _handing(caller: Caller, *, is_inside: bool) -> dict[str, Any]:
    """What is needed to see who holds what, and to hand it over."""
    named, holders = complaint_people.names(caller), handing.holders(caller)
    people = [(NOBODY, say("Belum dipegang")), *handing.people(holders, named)]
    return {
        "named": named,
        "handlers": people if is_inside else [],
        "to": handing.choices(caller, holders, named),
        "reasons": handing.reasons(),
        "may_hand": lambda task: handing.may_hand(caller, task),
        "key": str(uuid4()),
    }


def _kept(caller: Caller, scope: str) -> dict[str, Any]:
    kept = parts().filters.of(caller)
    is_narrowed = scope != _FIRST or any(request.args.get(name) for name in _FILTERS)
    return {"kept": [(one.name, address(one.asked)) for one in kept], "may_keep": is_narrowed and len(kept) < MOST}


def asked() -> dict[str, str]:
    """The present list, as fields of its address."""
    given = {name: request.args.get(name, "").strip() for name in ("daftar", *_FILTERS)}
    return {name: value[:60] for name, value in given.items() if value}


def address(fields: Mapping[str, Any], **more: Any) -> str:
    """Where a list is; what is no field of a list's address is left out."""
    known = {name: value for name in ("daftar", *_FILTERS, "setelah") if (value := {**fields, **more}.get(name))}
    if known.get("daftar") == _FIRST:
        del known["daftar"]
    return url_for("inbox.tasks", **known)


def _scope(is_inside: bool) -> str:
    wanted = request.args.get("daftar", _FIRST)
    return wanted if wanted in _SCOPES and (is_inside or wanted not in _OF_THE_OFFICE) else _FIRST


def _query(scope: str, form: Form, is_inside: bool) -> TaskQuery:
    return shaped(
        TaskQuery,
        after=request.args.get("setelah") or None,
        limit=_PER_PAGE,
        scope=_SCOPES[scope][0],
        step=form.text("langkah")[:60] or None,
        channel=(form.text("sumber")[:40] or None) if is_inside else None,
        handler=(form.text("pemegang")[:40] or None) if is_inside else None,
        search=form.text("cari")[:60],
        with_counts=True,
    )


def _counters(counts: TaskCounts, scope: str) -> list[dict[str, object]]:
    numbers = {name: cast(int | None, getattr(counts, of)) for name, (of, _) in _SCOPES.items()}
    return [
        {
            "name": say(_SCOPES[name][1]),
            "count": count,
            "address": address({"daftar": name}),
            "is_here": name == scope,
            "warns": name == "terlambat" and count > 0,
        }
        for name, count in numbers.items()
        if count is not None
    ]


def _steps() -> list[tuple[str, str]]:
    """Steps of the SOP in force, as the procedure numbers them."""
    return [
        (step["key"], f"{step['number']} · {step['title']}" if step["number"] else step["title"])
        for step in g.tenant.steps
    ]


def _channels() -> list[tuple[str, str]]:
    known = g.tenant.channels or terms.CHANNELS
    return [(code, terms.channel(code)) for code in known]
