"""What anybody may know of a regency: its procedure, its figures, who sees what, and how these pages are made."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import Final

from flask import Response, current_app, g, make_response

from gateway.pages import dashboard_words, show, terms
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.counts import PublicFigures, YearOf
from services.common.contracts.regencies import PublicTenant

_KEEPING: Final = "dumas_figures"


def procedure() -> Response:
    """The SOP in steps: who, in what time, on what basis."""
    return show.page("procedure.html", regency=g.tenant)


def figures() -> Response:
    """How many complaints there were in a year, and how soon they were closed."""
    return show.page("figures.html", told=_figures(), years=dashboard_words.years(), channel=terms.channel)


def figures_file() -> Response:
    """The same as CSV, with the signature by which Excel knows UTF-8."""
    told, out = _figures(), StringIO()
    rows = csv.writer(out)
    rows.writerow(["tahun", "bulan", "diterima", "selesai"])
    rows.writerows([told.year, each.month, _cell(each.received), _cell(each.closed)] for each in told.months)
    answer = make_response("\ufeff" + out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="pengaduan-{told.tenant}-{told.year}.csv"'
    return answer


def privacy() -> Response:
    """What is kept of a reporter, for how long, and who sees it."""
    return show.page("privacy.html", regency=g.tenant)


def accessibility() -> Response:
    """For whom these pages were made, and how to tell us where they fall short."""
    return show.page("accessibility.html", regency=g.tenant)


def _figures() -> PublicFigures:
    """Asked for once a day: they change with the month, and who looks often shall not keep the register busy."""
    regency: PublicTenant = g.tenant
    key, year, day = regency.profile.key, dashboard_words.asked_year(), datetime.now(UTC).date()
    kept: dict[tuple[str, int], tuple[date, PublicFigures]] = current_app.extensions.setdefault(_KEEPING, {})
    if (known := kept.get((key, year))) and known[0] == day:
        return known[1]
    told = parts().desks.call("register.figures", public(key), YearOf(tenant=key, year=year), PublicFigures)
    kept[key, year] = day, told
    return told


def _cell(count: int | None) -> str:
    return "tidak ditampilkan" if count is None else str(count)
