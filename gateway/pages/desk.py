"""What the frame of every page for officers shows: who is signed in, and where they may go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import g, request, url_for

from gateway.accounts import SignedIn
from gateway.pages import terms
from gateway.pages.words import say
from services.common.contracts.rights import RIGHTS

_PLACES: Final = (
    ("inbox.tasks", "Kotak masuk", "register.tasks"),
    ("requests_waiting.overview", "Permintaan", "register.extensions"),
    ("requests_waiting.overview", "Permintaan", "intake.openings"),
    ("book.lines", "Buku Pengaduan", "register.entries"),
    ("entering.enter", "Catat pengaduan", "register.entries"),
    ("reports.overview", "Laporan", "register.reports"),
    ("dashboard.overview", "Dasbor", "register.dashboard"),
    ("procedures.versions", "SOP", "register.sops"),
    ("admin.overview", "Kelola", "register.audit_entries"),
    ("province.comparison", "Perbandingan daerah", "register.comparison"),
)
"""Pages of the navigation: endpoint, name, and the method of a service one needs the right to. The first counts."""


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
    may: Callable[[str], bool]


def desk() -> Desk | None:
    """The desk of who is signed in; None at the door."""
    found: SignedIn | None = g.get("signed_in")
    if found is None:
        return None
    roles = tuple(terms.role(code) for code in found.caller.roles)
    return Desk(found.name, roles, () if found.must_set_up else _places(found), _rights_of(found))


def _rights_of(found: SignedIn) -> Callable[[str], bool]:
    return lambda method: RIGHTS[method].admits(found.caller)


def _places(found: SignedIn) -> tuple[Place, ...]:
    may = _rights_of(found)
    mine = {endpoint: name for endpoint, name, method in reversed(_PLACES) if may(method)}
    module = (request.endpoint or "").partition(".")[0]
    return tuple(
        Place(url_for(endpoint), say(mine[endpoint]), endpoint.partition(".")[0] == module)
        for endpoint in dict.fromkeys(endpoint for endpoint, _, _ in _PLACES)
        if endpoint in mine
    )
