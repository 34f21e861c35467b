"""The names and arguments of every exchange and queue. Declared from here alone, by services, relay and operator.

Queues are durable quorum queues. What a handler cannot take after all its retries, or what keeps killing its
process, ends in the queue's parking place `<queue>.parked`, to be looked at and replayed by a person. Delayed
retries wait in `dumas.retry.<seconds>` queues whose messages return, when their time is up, to the queue they are
keyed by. Renaming a service or handler renames its queue and strands what lies in the old one: names are pinned by
`tests/contract`.
"""

from collections.abc import Iterable
from typing import Any

from kombu import Exchange, Queue, binding

from services.common.contracts.events import Event

RPC_EXCHANGE = Exchange("nameko-rpc", type="topic", durable=True)
RETRY_DELAYS = (1, 5, 15, 60, 300, 900)
"""Seconds before each further attempt of an event handler; then the event is parked."""

_REDELIVERIES = 20  # lost connections count as redeliveries too, so this only ends crash loops


def events_exchange(source: str) -> Exchange:
    """The exchange a service's events go to, by nameko's own naming."""
    return Exchange(f"{source}.events", type="topic", durable=True)


def rpc_queue(service: str) -> Queue:
    """The request queue of a service."""
    return Queue(
        f"rpc-{service}",
        exchange=RPC_EXCHANGE,
        routing_key=f"{service}.*",
        durable=True,
        queue_arguments=_arguments(f"rpc-{service}"),
    )


def event_queue_name(service: str, method: str) -> str:
    """The one queue of an event handler, whatever it listens to."""
    return f"evt-{service}.{method}"


def event_queue(service: str, method: str, events: Iterable[type[Event]]) -> Queue:
    """An event handler's queue, bound to every source of every event it listens to."""
    name = event_queue_name(service, method)
    return Queue(
        name,
        bindings=[
            binding(events_exchange(source), routing_key=event.name)
            for event in events
            for source in event.sources
            if source != service
        ],
        durable=True,
        queue_arguments=_arguments(name),
    )


def parking_name(queue: str) -> str:
    """Where messages of a queue are parked."""
    return f"{queue}.parked"


def parking(queue: str) -> Queue:
    """The parking place of a queue."""
    return Queue(parking_name(queue), durable=True, queue_arguments={"x-queue-type": "quorum"})


def retry_exchange(delay: int) -> Exchange:
    """Publish here, keyed by a queue's name, and the message comes back to that queue after `delay` seconds."""
    return Exchange(f"dumas.retry.{delay}", type="topic", durable=True)


def retry_queue(delay: int) -> Queue:
    """Where messages wait `delay` seconds. Dead-lettering keeps their routing key, the name of their queue."""
    return Queue(
        f"dumas.retry.{delay}",
        exchange=retry_exchange(delay),
        routing_key="#",
        durable=True,
        queue_arguments={"x-queue-type": "quorum", "x-message-ttl": delay * 1000, **_dead_letters_surely()},
    )


def _arguments(name: str) -> dict[str, Any]:
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": _REDELIVERIES,
        "x-dead-letter-routing-key": parking_name(name),
        **_dead_letters_surely(),
    }


def _dead_letters_surely() -> dict[str, Any]:
    # Without these two a dead letter is dropped when its target is briefly unreachable.
    return {
        "x-dead-letter-exchange": "",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def declare(channel: Any, queues: Iterable[Queue]) -> None:
    """Declare queues with their bindings and parking places, and the retry queues."""
    for queue in [*queues, *(retry_queue(delay) for delay in RETRY_DELAYS)]:
        queue(channel).declare()
        if not queue.name.startswith("dumas.retry."):
            parking(queue.name)(channel).declare()
