"""SOP versions of a regency, and hypothetical complaints through them."""

from gateway.parts import parts
from gateway.reading import shaped
from services.common.contracts.calendars import CalendarOf, CalendarYear
from services.common.contracts.caller import Caller
from services.common.contracts.procedures import BySop, RetireSop, Simulate, Simulation, SopDefinition, Sops
from services.common.contracts.register import Nothing


def versions(caller: Caller) -> Sops:
    """The versions of my regency's SOP"""
    return parts().desks.call("register.sops", caller, Nothing(), Sops)


def calendar(caller: Caller, query: CalendarOf) -> CalendarYear:
    """A year of my regency's working calendar

    With the layer every holiday comes from. All times are counted by it; what rests on a provisional year may move.
    """
    return parts().desks.call("register.calendar", caller, query, CalendarYear)


def definition(caller: Caller, sop: str) -> SopDefinition:
    """A published SOP as data"""
    return parts().desks.call("register.definition", caller, shaped(BySop, sop=sop), SopDefinition)


def retire(caller: Caller, body: RetireSop) -> Sops:
    """Retire a version, or take it back into use

    Running complaints keep it; new ones come in under the newest version that is not retired.
    """
    return parts().desks.call("register.retire_sop", caller, body, Sops)


def simulate(caller: Caller, body: Simulate) -> Simulation:
    """Simulate a complaint

    Takes a hypothetical complaint through a published SOP or a draft, and returns every step with its due date and
    the SOP's clocks. Nothing is kept.
    """
    return parts().desks.call("register.simulate", caller, body, Simulation)
