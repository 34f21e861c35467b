"""What operators of the platform see: whether the parts are there, and how much work waits in each regency."""

from concurrent.futures import Future
from functools import partial
from typing import Final, Literal

from gateway.api.access_shapes import Operations
from gateway.database import is_reachable
from gateway.desks import AWAY, Desks
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.caller import Caller
from services.common.contracts.counts import Counts
from services.common.contracts.register import Nothing
from services.common.contracts.rights import RIGHTS

_PATIENCE = 3.0
_KNOCKS: Final = tuple(sorted(method for method in RIGHTS if method.endswith(".parked")))
"""A method of each service that is refused to the public. Who refuses is there, and nothing was touched.

The broker lets the gateway send what some caller of its own may ask, and nothing else; so it cannot be one of the
command's.
"""

State = Literal["ok", "away"]


def show(caller: Caller) -> Operations:
    """How the platform does

    Counts only; those of fewer than five are left out, or counted together.
    """
    here = parts()
    states: dict[str, State] = {
        "database": _state(is_reachable(here.engine)),
        "broker": _state(here.desks.is_ready),
        "store": _state(here.store.is_reachable()),
    }
    knocks = {method.partition(".")[0]: partial(_knock, here.desks, method) for method in _KNOCKS}
    states |= {service: _answer(heard) for service, heard in here.desks.together(knocks).items()}
    try:
        counts = here.desks.call("register.counts", caller, Nothing(), Counts, timeout=_PATIENCE)
    except AWAY:
        return Operations(parts=states, regencies=(), missing=("regencies",))
    return Operations(parts=states, regencies=counts.regencies)


def _knock(desks: Desks, method: str) -> Nothing:
    return desks.call(method, public(""), Nothing(), Nothing, timeout=_PATIENCE)


def _answer(heard: "Future[Nothing]") -> State:
    return _state(not isinstance(heard.exception(), AWAY))


def _state(is_there: bool) -> State:
    return "ok" if is_there else "away"
