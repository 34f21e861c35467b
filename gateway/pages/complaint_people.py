"""Officers by their names, where the caller may know the roster; else by what they signed in as."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from gateway.api import complaints
from gateway.desks import AWAY
from gateway.pages import terms
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS
from services.common.contracts.tenant import Officer
from services.common.vocabulary import REPORTER, SYSTEMS

Named = Callable[[str | None], str]

_BY_ITSELF: Final = ("register", "system", "clock", "tenggat")
"""Nobody did it: the product, or a time that ran out."""


def names(caller: Caller) -> Named:
    """What says who somebody is; nothing for None."""
    return _named({one.id: one.name for one in _roster(caller)})


def names_and_posts(caller: Caller) -> Named:
    """The same with what somebody is there: their post, or else their roles."""
    return _named({one.id: f"{one.name} ({one.position or terms.roles(one.roles)})" for one in _roster(caller)})


def _named(people: Mapping[str, str]) -> Named:
    def named(code: str | None) -> str:
        if not code:
            return ""
        if code in SYSTEMS or code == REPORTER:
            return terms.role(code)
        if own := people.get(code):
            return own
        if code in _BY_ITSELF:
            return say("Sistem")
        return terms.role(REPORTER) if _is_a_complaint(code) else code

    return named


def _is_a_complaint(code: str) -> bool:
    """Who reports signs in for the complaint, by its id; officers have names."""
    try:
        return str(UUID(code)) == code
    except ValueError:
        return False


def _roster(caller: Caller) -> tuple[Officer, ...]:
    if not RIGHTS["assignment.roster"].admits(caller):
        return ()
    try:
        return complaints.roster(caller).officers
    except AWAY:
        return ()
