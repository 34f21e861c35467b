"""Where citizens arrive: the regencies, and a regency's own first page."""

from flask import Response, g

from gateway.pages import report_channels, report_draft, show
from gateway.pages.start_promises import promised, way
from gateway.parts import parts
from services.common.contracts.regencies import PublicTenant


def all_regencies() -> Response:
    """The regencies that are served here."""
    served = for_citizens(parts().regencies.served())
    return show.page("regencies.html", regencies=sorted(served, key=lambda each: each.profile.government))


def for_citizens(served: tuple[PublicTenant, ...]) -> tuple[PublicTenant, ...]:
    """Regencies one may turn to: without those for trying things out, unless there is nothing else."""
    return tuple(each for each in served if not each.profile.sandbox) or served


def start() -> Response:
    """What can be reported here, how, what happens then, and other ways than this one."""
    regency: PublicTenant = g.tenant
    return show.page(
        "start.html",
        regency=regency,
        channels=report_channels.for_citizens(regency),
        other_ways=report_channels.at_the_office(regency),
        way=way(regency),
        promised=promised(regency),
        has_draft=report_draft.has_one(),
    )
