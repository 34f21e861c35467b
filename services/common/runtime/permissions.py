"""What each process may do at the broker, computed from the topology: one RabbitMQ user per process, and no more.

RabbitMQ asks for `configure` to declare or delete, for `write` to publish to an exchange or to bind a queue, for
`read` to consume from a queue or to bind to an exchange; on topic exchanges, which all of ours are, also whether the
routing key may be written or bound to. So a service can neither consume nor bind what is another's, nor send another
requests, nor announce events (the relay does), nor put anything into another's queue: nobody may use the default
exchange, and a retry is keyed by the service's own queues. It may send requests to itself, for those that were parked
go the way they came; who signed them is checked again. Queues and exchanges come with the broker's definitions
(`deploy.definitions`).

What remains: RabbitMQ does not ask for the routing key when a queue dead-letters. notify is the one service that
declares a queue, for answers; whoever took it over could have that queue dead-letter into the retries under another
queue's name, and so put an event of his own there. All services can publish answers, which are sealed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from services.common.contracts.rights import RIGHTS
from services.common.runtime.topology import (
    REPLY_ID,
    RETRY_DELAYS,
    RPC_EXCHANGE,
    SOURCES,
    bindings_of,
    events_exchange,
    parking_name,
    reply_queue,
    retry_exchange,
)
from services.common.runtime.trust import MAY_ISSUE


@dataclass(frozen=True, slots=True)
class Grant:
    """One right: to `configure`, `write` or `read` what has a name, or a routing key at an exchange, like `pattern`."""

    way: str
    pattern: str
    exchange: str = ""


Grants = frozenset[Grant]

NOTHING: Final = "^$"
_RPC: Final = RPC_EXCHANGE.name


def of_service(name: str, queues: Iterable[Any]) -> Grants:
    """A service consumes its own queues, binds them as they must be, answers, and has its own events come back.

    It also looks after what is parked of its own, and sends requests among that to itself again.
    """
    grants = {Grant("write", re.escape(_RPC)), Grant("write", REPLY_ID, _RPC)}
    for queue in queues:
        own = re.escape(queue.name)
        grants |= {Grant("read", own), Grant("write", own)}
        for exchange, key in bindings_of(queue):
            grants |= {Grant("read", re.escape(exchange)), Grant("read", re.escape(key), exchange)}
        grants.add(Grant("read", re.escape(parking_name(queue.name))))
        if queue.name.startswith("rpc-"):
            grants |= {Grant("write", re.escape(method), _RPC) for method in RIGHTS if method.startswith(f"{name}.")}
        else:
            grants |= _returning(own, RETRY_DELAYS)
    return frozenset(grants) | (of_client(name) if name in MAY_ISSUE else frozenset())


def of_client(name: str) -> Grants:
    """Who signs for callers asks the services, by those methods only that such callers may call."""
    methods = [method for method, right in RIGHTS.items() if right.kinds & MAY_ISSUE[name]]
    return _asking(name, methods)


def of_relay() -> Grants:
    """The relay announces every service's events, and that is all."""
    exchanges = [events_exchange(source).name for source in SOURCES]
    return frozenset(
        grant
        for exchange in exchanges
        for grant in (Grant("write", re.escape(exchange)), Grant("write", "[a-z_]+", exchange))
    )


def of_operator(queues: Iterable[Any]) -> Grants:
    """The operator's command asks services, and takes what is parked to put it back the way it came."""
    names = [queue.name for queue in queues]
    parked = frozenset(Grant("read", re.escape(parking_name(name))) for name in names)
    back = frozenset(grant for name in names for grant in _returning(re.escape(name), RETRY_DELAYS[:1]))
    return _asking("operator", RIGHTS) | parked | back


def granted(grants: Grants, way: str, exchange: str = "") -> str:
    """The grants of one way as one regular expression; of names, or of routing keys at an exchange."""
    patterns = sorted(grant.pattern for grant in grants if (grant.way, grant.exchange) == (way, exchange))
    return f"^({'|'.join(patterns)})$" if patterns else NOTHING


def exchanges_of(grants: Grants) -> list[str]:
    """The exchanges at which routing keys are limited."""
    return sorted({grant.exchange for grant in grants if grant.exchange})


def _asking(name: str, methods: Iterable[str]) -> Grants:
    own = re.escape(reply_queue(name, "").name) + REPLY_ID
    names = {Grant(way, own) for way in ("configure", "write", "read")}
    asked = {Grant("write", re.escape(method), _RPC) for method in methods}
    return frozenset(
        {*names, *asked, Grant("write", re.escape(_RPC)), Grant("read", re.escape(_RPC)), Grant("read", REPLY_ID, _RPC)}
    )


def _returning(key: str, delays: Iterable[int]) -> Grants:
    exchanges = [retry_exchange(delay).name for delay in delays]
    return frozenset(
        grant
        for exchange in exchanges
        for grant in (Grant("write", re.escape(exchange)), Grant("write", key, exchange))
    )
