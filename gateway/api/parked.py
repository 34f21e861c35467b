"""Messages that no handler of a service could take: operators of the platform look at them and settle them.

Each service is asked for its own. Nothing of what a message says comes here: its envelope, and what went wrong.
"""

from functools import partial

from gateway.api.access_shapes import ParkedSeen
from gateway.desks import AWAY
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.parked import ParkedList, ParkedOf, ParkedQueue, ParkedSettled, SettleParked
from services.common.contracts.rights import RIGHTS
from services.common.errors import NotFound

_PATIENCE = 10.0
_SERVICES = tuple(sorted({method.partition(".")[0] for method in RIGHTS}))


def look(caller: Caller, query: ParkedOf) -> ParkedSeen:
    """What no handler could take

    Without a queue: how many messages of each. With one: the messages, by their envelopes.
    """
    if query.queue is None:
        return _counted(caller)
    found = parts().desks.call(f"{_service(query.queue)}.parked", caller, query, ParkedList, timeout=_PATIENCE)
    return ParkedSeen(**dict(found))


def settle(caller: Caller, body: SettleParked) -> ParkedSettled:
    """Try parked messages again, or drop them

    One, or all of a queue. Who drops says why; the audit trail keeps it.
    """
    method = f"{_service(body.queue)}.settle_parked"
    return parts().desks.call(method, caller, body, ParkedSettled, timeout=3 * _PATIENCE)


def _counted(caller: Caller) -> ParkedSeen:
    desks = parts().desks
    asked = {
        service: partial(desks.call, f"{service}.parked", caller, ParkedOf(), ParkedList, timeout=_PATIENCE)
        for service in _SERVICES
    }
    queues: list[ParkedQueue] = []
    away: list[str] = []
    for service, heard in desks.together(asked).items():
        if isinstance(heard.exception(), AWAY):
            away.append(service)
        else:
            queues += heard.result().queues
    return ParkedSeen(queues=tuple(queues), missing=tuple(away))


def _service(queue: str) -> str:
    """Whose queue it is. NotFound."""
    service = queue.partition("-")[2].partition(".")[0]
    if service not in _SERVICES:
        raise NotFound("queue")
    return service
