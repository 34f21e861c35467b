"""Whether the process lives, and whether it can serve."""

from typing import Literal

from flask import Response

from gateway.api.shapes import Alive, PartStates
from gateway.database import is_reachable
from gateway.parts import parts
from gateway.table import answer


def alive() -> Alive:
    """The process answers"""
    return Alive()


def ready() -> Response:
    """The parts this process rests on

    The file store is not among them: filing goes on without it.
    """
    states: dict[str, Literal["ok", "away"]] = {
        "database": "ok" if is_reachable(parts().engine) else "away",
        "broker": "ok" if parts().desks.is_ready else "away",
    }
    is_ready = set(states.values()) == {"ok"}
    state = PartStates(state="ready" if is_ready else "not_ready", parts=states)
    return answer(state, 200 if is_ready else 503)
