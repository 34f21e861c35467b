"""What anybody may know of a regency: its procedure, its figures, who sees what, and how these pages are made."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Final

from flask import Response, g, make_response, request

from gateway.pages import show, terms
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.counts import PublicFigures, YearOf
from services.common.contracts.regencies import PublicTenant

_FIRST_YEAR: Final = 2020
_YEARS: Final = 5


def procedure() -> Response:
    """The SOP in steps: who, in what time, on what basis."""
    regency: PublicTenant = g.tenant
    return show.page("procedure.html", regency=regency, who=_by_name)


def figures() -> Response:
    """How many complaints there were in a year, and how soon they were closed."""
    return show.page("figures.html", told=_figures(), years=_years(), channel=terms.channel)


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
    regency: PublicTenant = g.tenant
    asked = request.args.get("tahun", "")
    year = int(asked) if asked.isdecimal() and int(asked) in _years() else datetime.now(UTC).year
    asking = YearOf(tenant=regency.profile.key, year=year)
    return parts().desks.call("register.figures", public(regency.profile.key), asking, PublicFigures)


def _years() -> list[int]:
    """Years one may ask for, the newest first."""
    now = datetime.now(UTC).year
    return list(range(now, max(_FIRST_YEAR, now - _YEARS) - 1, -1))


def _by_name(role: str) -> str:
    regency: PublicTenant = g.tenant
    return regency.roles.get(role) or terms.role(role)


def _cell(count: int | None) -> str:
    return "tidak ditampilkan" if count is None else str(count)
