"""The Buku Pengaduan on a page: its lines with the official columns, the newest first."""

from datetime import UTC, datetime
from typing import Any, Final, Literal

from flask import Response, g, request, url_for

from gateway.api import complaints
from gateway.pages import show, terms
from gateway.pages.forms import Form
from gateway.pages.words import say, zone
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.lists import EntryQuery
from services.common.vocabulary import PROBLEM_CODES

_PER_PAGE: Final = 25
_FILTERS: Final = ("tahun", "status", "kategori", "sumber", "cari")
_STATES: Final[dict[str, Literal["open", "closed"]]] = {"terbuka": "open", "selesai": "closed"}
_YEARS_BACK: Final = 6


def lines(caller: Caller) -> Response:
    """A page of the book, or the part that changes when the page itself asks for it."""
    form = Form({name: request.args.get(name, "") for name in _FILTERS})
    found = complaints.list_register(caller, _query(form))
    template = "parts/book_list.html" if "HX-Request" in request.headers else "book.html"
    return show.page(
        template,
        form=form,
        found=found,
        years=years(),
        states=[("terbuka", say("Terbuka")), ("selesai", say("Selesai"))],
        problems=[(code, f"{code} · {terms.problem(code)}") for code in PROBLEM_CODES],
        channels=[(code, terms.channel(code)) for code in g.tenant.channels or terms.CHANNELS],
        is_narrowed=any(form.text(name) for name in _FILTERS),
        is_first="setelah" not in request.args,
        on=_address(form, setelah=found.next) if found.next else "",
        start=_address(form),
    )


def years() -> list[tuple[str, str]]:
    """The years a book may be of, the newest first."""
    now = datetime.now(UTC).astimezone(zone()).year
    return [(str(year), str(year)) for year in range(now, now - _YEARS_BACK, -1)]


def _query(form: Form) -> EntryQuery:
    year = form.text("tahun")
    return shaped(
        EntryQuery,
        after=request.args.get("setelah") or None,
        limit=_PER_PAGE,
        year=int(year) if year in dict(years()) else None,
        channel=form.text("sumber")[:40] or None,
        problem_code=form.text("kategori")[:10] or None,
        state=_STATES.get(form.text("status")),
        search=form.text("cari")[:60],
    )


def _address(form: Form, **more: Any) -> str:
    asked = {name: form.text(name) for name in _FILTERS} | more
    return url_for("book.lines", **{name: value for name, value in asked.items() if value})
