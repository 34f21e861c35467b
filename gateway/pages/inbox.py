"""The tasks that wait for who is signed in, and in the office all that is open; the most urgent first."""

from typing import Any, Final, cast

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import tasks as api
from gateway.pages import show, terms
from gateway.pages.forms import Form
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.lists import Scope, TaskQuery
from services.common.contracts.register import TaskCounts
from services.common.contracts.rights import RIGHTS

_SCOPES: Final[dict[str, tuple[Scope, str]]] = {
    "saya": ("mine", "Tugas saya"),
    "segera": ("due_soon", "Jatuh tempo ≤ 2 hari kerja"),
    "terlambat": ("late", "Terlambat"),
    "pelapor": ("reporter", "Menunggu pelapor"),
    "semua": ("open", "Semua terbuka"),
}
_OF_THE_OFFICE: Final = ("pelapor", "semua")
_PER_PAGE: Final = 25
_FILTERS: Final = ("langkah", "sumber", "cari")


def tasks(caller: Caller) -> AnyResponse:
    """The list, as a whole page, or as the part that changes when the page itself asks for it.

    Who has no tasks at all, such as the keeper of identities, is led to what does wait.
    """
    if not RIGHTS["register.tasks"].admits(caller):
        return redirect(url_for("requests_waiting.overview"), 303)
    is_inside = RIGHTS["register.entries"].admits(caller)
    scope = _scope(is_inside)
    form = Form({name: request.args.get(name, "") for name in _FILTERS})
    found = api.list_mine(caller, _query(scope, form, is_inside))
    template = "parts/inbox_list.html" if "HX-Request" in request.headers else "inbox.html"
    return show.page(
        template,
        form=form,
        found=found,
        scope=scope,
        counters=_counters(found.counts, scope) if found.counts else [],
        steps=_steps(),
        channels=_channels() if is_inside else [],
        is_narrowed=any(form.text(name) for name in _FILTERS),
        is_first="setelah" not in request.args,
        on=_address(scope, form, setelah=found.next) if found.next else "",
        start=_address(scope, form),
        clear=_address(scope, Form()),
    )


def _scope(is_inside: bool) -> str:
    asked = request.args.get("daftar", "saya")
    return asked if asked in _SCOPES and (is_inside or asked not in _OF_THE_OFFICE) else "saya"


def _query(scope: str, form: Form, is_inside: bool) -> TaskQuery:
    return TaskQuery(
        after=request.args.get("setelah") or None,
        limit=_PER_PAGE,
        scope=_SCOPES[scope][0],
        step=form.text("langkah")[:60] or None,
        channel=(form.text("sumber")[:40] or None) if is_inside else None,
        search=form.text("cari")[:60],
        with_counts=True,
    )


def _counters(counts: TaskCounts, scope: str) -> list[dict[str, object]]:
    numbers = {name: cast(int | None, getattr(counts, of)) for name, (of, _) in _SCOPES.items()}
    return [
        {
            "name": say(_SCOPES[name][1]),
            "count": count,
            "address": url_for("inbox.tasks", daftar=name if name != "saya" else None),
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


def _address(scope: str, form: Form, **more: Any) -> str:
    asked: dict[str, Any] = {"daftar": scope if scope != "saya" else ""}
    asked |= {name: form.text(name) for name in _FILTERS} | more
    return url_for("inbox.tasks", **{name: value for name, value in asked.items() if value})
