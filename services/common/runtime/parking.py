"""What every service offers operators of the platform: a look at what is parked of its own queues, and to settle it.

Each looks after its own: it may read its own parking places and send back into its own queues, so that neither the
public door nor any other process needs a right to all of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from nameko.extensions import DependencyProvider

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited
from services.common.contracts.parked import (
    ParkedList,
    ParkedMessage,
    ParkedOf,
    ParkedQueue,
    ParkedSettled,
    SettleParked,
)
from services.common.errors import NotFound
from services.common.runtime.entrypoints import queues_of, rpc
from services.common.runtime.parked import Parked, held

_AT_MOST: Final = 1000
"""So many of a queue are looked at; who has more than that parked settles the queue as a whole, more than once."""


@dataclass(frozen=True, slots=True)
class OwnParking:
    """The parking places of one service."""

    amqp_uri: str
    queues: tuple[str, ...]

    def of(self, queue: str) -> tuple[str]:
        """This queue, if it is the service's. NotFound."""
        if queue not in self.queues:
            raise NotFound("queue")
        return (queue,)


class Parking(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Injected into a service as `parking`."""

    def get_dependency(self, worker_ctx: Any) -> OwnParking:
        """The service's own."""
        names = tuple(queue.name for queue in queues_of(self.container.service_cls))
        return OwnParking(self.container.config["AMQP_URI"], names)


class KeepsParking:
    """A service whose parked messages operators may settle."""

    work: Callable[[str], Any]
    parking: Any = Parking()

    @rpc
    def parked(self, caller: Caller, request: ParkedOf) -> ParkedList:
        """How much is parked, or the messages of one queue."""
        if request.queue is None:
            with held(self.parking.amqp_uri, self.parking.queues, _AT_MOST) as messages:
                return _counted(messages)
        with held(self.parking.amqp_uri, self.parking.of(request.queue), _AT_MOST) as messages:
            return _listed(messages, request)

    @rpc
    def settle_parked(self, caller: Caller, request: SettleParked) -> ParkedSettled:
        """Try again, or drop. The trail is told before anything is done, so that nothing goes untold."""
        with held(self.parking.amqp_uri, self.parking.of(request.queue), _AT_MOST) as messages:
            chosen = [one for one in messages if request.message in (None, one.id)]
            if chosen:
                with self.work(caller.tenant) as work:
                    work.announce(_told(caller, request, chosen))
            for one in chosen:
                if request.way == "retry":
                    one.put_back(self.parking.amqp_uri)
                one.message.ack()
        return ParkedSettled(count=len(chosen))


def _counted(messages: list[Parked]) -> ParkedList:
    counts: dict[str, int] = {}
    for one in messages:
        counts[one.queue] = counts.get(one.queue, 0) + 1
    return ParkedList(queues=tuple(ParkedQueue(queue=queue, count=count) for queue, count in sorted(counts.items())))


def _listed(messages: list[Parked], request: ParkedOf) -> ParkedList:
    """By their ids, so that a page goes on where the last ended although some were settled between."""
    after = request.after or ""
    left = sorted((one for one in messages if one.id > after), key=lambda one: one.id)
    shown = left[: request.limit]
    return ParkedList(
        messages=tuple(_shown(one) for one in shown), next=shown[-1].id if len(left) > len(shown) else None
    )


def _shown(one: Parked) -> ParkedMessage:
    named = ("id", "what", "tenant", "parked_at", "attempts", "failure")
    return ParkedMessage(**{name: getattr(one, name) for name in named})


def _told(caller: Caller, request: SettleParked, chosen: list[Parked]) -> Audited:
    action = "parked_retried" if request.way == "retry" else "parked_dropped"
    kinds = " ".join(sorted({re.sub(r"[^A-Za-z0-9_.]", "", one.what) for one in chosen}))[:80]
    why = {"reason": request.reason} if request.reason else {}
    now, count = datetime.now(UTC), str(len(chosen))
    return audited(caller, action, now, complaint_id=None, subject=request.queue, messages=count, kinds=kinds, **why)
