"""Officers by their names, where the caller may know the roster; else by what they signed in as."""

from collections.abc import Callable, Mapping

from gateway.api import complaints
from gateway.desks import AWAY
from gateway.pages import terms
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS
from services.common.contracts.tenant import Officer
from services.common.vocabulary import REPORTER, SYSTEMS

Named = Callable[[str | None], str]


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
        return people.get(code) or (say("Sistem") if code in ("register", "system", "clock") else code)

    return named


def _roster(caller: Caller) -> tuple[Officer, ...]:
    if not RIGHTS["assignment.roster"].admits(caller):
        return ()
    try:
        return complaints.roster(caller).officers
    except AWAY:
        return ()
