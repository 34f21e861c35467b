"""Regencies beside one another, for the province and for operators of the platform: numbers, no names, no content.

Who sees it is who signs in as an operator of the platform; the account of a provincial inspectorate is one. Counts from
which one complaint could be told never reach the gateway.
"""

import csv
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any, Final

from flask import Response, make_response, request, url_for

from gateway.pages import dashboard_words, show
from gateway.pages.dashboard import PATIENCE
from gateway.pages.dashboard_words import Week
from gateway.pages.words import say
from gateway.parts import parts
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.comparison import Comparison, ComparisonQuery, RegencyFigures
from services.common.errors import NotFound

_PER_PAGE: Final = 50
_STAGES: Final = ("verify", "assess", "decide", "sign_letter", "carry_out", "respond")
"""Those every SOP has, so that regencies can be compared by them."""

_BY: Final[Mapping[str, Callable[[RegencyFigures], float]]] = {
    "masuk": lambda each: -(each.received or 0),
    "tepat": lambda each: each.on_time / each.with_deadline if each.with_deadline and each.on_time is not None else 2,
    "selesai": lambda each: -(each.median_days or 0),
    "terlambat": lambda each: -(each.late or 0),
    "tertua": lambda each: -(each.oldest_open_days or 0),
}
"""What the table may be sorted by, the most worrying first; what is left out comes last."""


def comparison(caller: Caller) -> Response:
    """The table of all regencies, or of one province."""
    found, sort = _asked(caller), request.args.get("urut", "")
    rows = sorted(found.regencies, key=_BY[sort]) if sort in _BY else list(found.regencies)
    return show.page(
        "province.html",
        found=found,
        rows=rows,
        sort=sort,
        province=request.args.get("provinsi", ""),
        provinces=_provinces(),
        years=dashboard_words.years(),
        columns=_STAGES,
        words=dashboard_words,
        address=_address,
    )


def comparison_file(caller: Caller) -> Response:
    """The same as CSV, with the signature by which Excel knows UTF-8."""
    found, out = _asked(caller), StringIO()
    rows = csv.writer(out)
    names = (
        "diterima",
        "selesai",
        "berjangka_waktu",
        "tepat_waktu",
        "median_hari",
        "terbuka",
        "terlambat",
        "tertua_hari",
    )
    rows.writerow(["daerah", "provinsi", "tahun", *names, "inspektur_terlapor", *_STAGES, *found.weeks])
    rows.writerows([each.office, each.province, found.year, *_cells(each)] for each in found.regencies)
    answer = make_response("\ufeff" + out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="perbandingan-{found.year}.csv"'
    return answer


def regency(caller: Caller, regency: str) -> Response:
    """One regency: every stage, and every week. NotFound."""
    query = shaped(ComparisonQuery, year=dashboard_words.asked_year(), regency=regency[:40])
    found = parts().desks.call("register.comparison", caller, query, Comparison, timeout=PATIENCE)
    if not found.regencies:
        raise NotFound("regency")
    (row,) = found.regencies
    return show.page(
        "province_regency.html",
        found=found,
        row=row,
        weeks=[Week(*each) for each in zip(found.weeks, row.weeks, strict=True)],
        years=dashboard_words.years(),
        words=dashboard_words,
    )


def definitions(**_: Caller) -> Response:
    """What each number counts, and what is left out."""
    return show.page("province_definitions.html")


def _asked(caller: Caller) -> Comparison:
    query = shaped(
        ComparisonQuery,
        year=dashboard_words.asked_year(),
        province=request.args.get("provinsi", "")[:80],
        after=request.args.get("setelah", "")[:40] or None,
        limit=_PER_PAGE,
    )
    return parts().desks.call("register.comparison", caller, query, Comparison, timeout=PATIENCE)


def _provinces() -> list[tuple[str, str]]:
    """Those there are, to choose among; none while the register is away."""
    return [(each, each) for each in sorted({regency.profile.province for regency in parts().regencies.served()})]


def _address(**other: Any) -> str:
    """This page, with something asked for otherwise."""
    asked: dict[str, Any] = {name: request.args.get(name) or None for name in ("tahun", "provinsi", "urut")}
    return url_for("province.comparison", **(asked | other))


def _cells(row: RegencyFigures) -> list[str]:
    stages = {stage.kind: stage.median_days for stage in row.stages}
    counts = (row.received, row.closed, row.with_deadline, row.on_time, row.median_days, row.open, row.late)
    all_of_it = (*counts, row.oldest_open_days, row.about_head, *(stages.get(kind) for kind in _STAGES), *row.weeks)
    return [say("tidak ditampilkan") if each is None else str(each) for each in all_of_it]
