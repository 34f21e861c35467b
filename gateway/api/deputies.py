"""Who stands in for whom: Plt. where a post is vacant, Plh. where its holder is away."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from gateway.api.deputy_shapes import Deputies, Deputy, NewDeputy
from gateway.callers import signed_in
from gateway.deputies import Line
from gateway.deputising import FAULTS, Unfit, Wish
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.register import Page
from services.common.errors import Invalid


def listed(caller: Caller, query: Page) -> Deputies:
    """Who stands in for whom

    Present, coming and past, the newest day first. For the head of the office and the administrator.
    """
    lines, today = parts().deputies.listed(caller), parts().deputies.today(zone_of(caller))
    start = next((n for n, line in enumerate(lines, 1) if str(line.deputy_id) == query.after), 0)
    if query.after and not start:
        raise Invalid({"after": "Not a cursor. Use the `next` of the page before."})
    shown = lines[start : start + query.limit]
    has_more = len(lines) > start + query.limit
    return Deputies(
        deputies=tuple(_shown(line, today) for line in shown),
        next=str(shown[-1].deputy_id) if has_more else None,
    )


def record(caller: Caller, body: NewDeputy) -> Deputy:
    """Record that an officer stands in for another

    The officer then has these roles of the holder besides the own, on these days, and papers name the officer with
    `Plt.` or `Plh.` before the office. Complaints about the holder stay closed to who stands in. For the administrator,
    with a fresh code; both officers are told by mail.
    """
    try:
        return enter(caller, _wish(body), body.code.get_secret_value())
    except Unfit as unfit:
        raise Invalid({name: FAULTS[code] for name, code in unfit.faults.items()}) from None


def end(caller: Caller, deputy_id: UUID) -> Deputy:
    """End it before its time

    At once, for sessions that are open too. For the administrator.
    """
    line = parts().deputies.end(signed_in(caller), deputy_id)
    return _shown(line, parts().deputies.today(zone_of(caller)))


def enter(caller: Caller, wish: Wish, code: str) -> Deputy:
    """Record it. Unfit tells what is wrong by codes; Invalid by `code`."""
    zone = zone_of(caller)
    line = parts().deputies.record(signed_in(caller), wish, zone, code)
    return _shown(line, parts().deputies.today(zone))


def zone_of(caller: Caller) -> str:
    """The zone whose days count."""
    return parts().regencies.get(caller.tenant).profile.time_zone


def _wish(body: NewDeputy) -> Wish:
    return Wish(**{name: getattr(body, name) for name in Wish.__slots__})


def _shown(line: Line, today: date) -> Deputy:
    return Deputy(**asdict(line), state=line.state(today))
