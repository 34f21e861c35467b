"""What anybody may know of a regency: its procedure, its figures, who sees what, and how these pages are made."""

import csv
from io import StringIO

from flask import Response, g, make_response

from gateway.pages import dashboard_words, show, terms
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.counts import PublicFigures, YearOf
from services.common.contracts.regencies import PublicTenant


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
    regency: PublicTenant = g.tenant
    asking = YearOf(tenant=regency.profile.key, year=dashboard_words.asked_year())
    return parts().desks.call("register.figures", public(regency.profile.key), asking, PublicFigures)


def _cell(count: int | None) -> str:
    return "tidak ditampilkan" if count is None else str(count)
