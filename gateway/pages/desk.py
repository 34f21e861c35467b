"""What the frame of every page for officers shows: who is signed in, and where they may go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import g, request, url_for

from gateway.accounts import SignedIn
from gateway.pages import report_channels, terms, words
from gateway.pages.words import say
from services.common.contracts.deputies import TITLES
from services.common.contracts.rights import RIGHTS

_ENTERING: Final = "entering.enter"
_PLACES: Final = (
    ("inbox.tasks", "Kotak masuk", "register.tasks"),
    ("requests_waiting.overview", "Permintaan", "register.extensions"),
    ("requests_waiting.overview", "Permintaan", "intake.openings"),
    ("book.lines", "Buku Pengaduan", "register.entries"),
    (_ENTERING, "Catat pengaduan", "register.entries"),
    ("reports.overview", "Laporan", "register.reports"),
    ("dashboard.overview", "Dasbor", "register.dashboard"),
    ("procedures.versions", "SOP", "register.sops"),
    ("admin.overview", "Kelola", "register.audit_entries"),
    ("province.comparison", "Perbandingan daerah", "register.comparison"),
    ("operations.overview", "Keadaan sistem", "register.counts"),
)
"""Pages of the navigation: endpoint, name, and the method of a service one needs the right to. The first counts."""

_UNDER: Final = {"audit": "admin", "workload": "inbox", "importing": "entering", "exporting": "book"}
"""Modules of pages that are reached by the entry of another one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the navigation."""

    address: str
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is. `places` is empty while a second factor must be set up first."""

    name: str
    roles: tuple[str, ...]
    places: tuple[Place, ...]
    standing_in: tuple[str, ...]
    may: Callable[[str], bool]


def desk() -> Desk | None:
    """The desk of who is signed in; None at the door."""
    found: SignedIn | None = g.get("signed_in")
    if found is None:
        return None
    own = tuple(terms.role(code) for code in found.caller.own_roles)
    offices = tuple(f"{TITLES[each.kind]} {terms.roles(each.roles)}" for each in found.standing_in)
    places = () if found.must_set_up else _places(found)
    return Desk(found.name, (*own, *offices), places, standing_in(found), _rights_of(found))


def standing_in(found: SignedIn) -> tuple[str, ...]:
    """A sentence for each office that is another's."""
    said = say("Anda bertindak sebagai {office} sampai {day}.")
    return tuple(
        said.format(office=f"{TITLES[each.kind]} {terms.roles(each.roles)}", day=words.day(each.until_on))
        for each in found.standing_in
    )


def _rights_of(found: SignedIn) -> Callable[[str], bool]:
    return lambda method: RIGHTS[method].admits(found.caller)


def _places(found: SignedIn) -> tuple[Place, ...]:
    may = _rights_of(found)
    mine = {endpoint: name for endpoint, name, method in reversed(_PLACES) if may(method)}
    if not (g.tenant and report_channels.entered_by(g.tenant, found.caller.roles)):
        mine.pop(_ENTERING, None)  # the SOP has others enter what comes to the office
    module = (request.endpoint or "").partition(".")[0]
    return tuple(
        Place(url_for(endpoint), say(mine[endpoint]), _is_under(endpoint.partition(".")[0], module))
        for endpoint in dict.fromkeys(endpoint for endpoint, _, _ in _PLACES)
        if endpoint in mine
    )


def _is_under(place: str, module: str) -> bool:
    """Whether a page belongs to this entry: pages of `admin_data` do to `admin`, as does the audit trail."""
    return place in (module, _UNDER.get(module)) or module.startswith(f"{place}_")
