"""The names and arguments of every exchange and queue. Declared from here alone, by services, relay and operator.

Queues are durable quorum queues. What a handler cannot take after all its retries, or what keeps killing its
process, ends in the queue's parking place `<queue>.parked`, to be looked at and replayed by a person. Delayed
retries wait in `dumas.retry.<seconds>` queues whose messages return, when their time is up, to the queue they are
keyed by. Renaming a service or handler renames its queue and strands what lies in the old one: names are pinned by
`tests/contract`.

kombu declares what it consumes from unless told not to, and declaring needs a permission no service has
(`permissions`). So everything here is marked `no_declare`, and `declare` does it.
"""

from collections.abc import Iterable
from typing import Any

from amqp.exceptions import NotFound
from kombu import Exchange, Queue, binding

from services.common.contracts.events import ALL, Event

RPC_EXCHANGE = Exchange("nameko-rpc", type="topic", durable=True, no_declare=True)
RETRY_DELAYS = (1, 5, 15, 60, 300, 900)
"""Seconds before each further attempt of an event handler; then the event is parked."""

REPLY_ID = "[0-9a-f]{32}"
"""What the id of a client looks like, and so the routing key of an answer. (`uuid4().hex`)"""

SOURCES = tuple(sorted({source for event in ALL.values() for source in event.sources}))
"""The services that announce events."""

_LOOKS = 1_000_000
_REDELIVERIES = 20  # lost connections count as redeliveries too, so this only ends crash loops


def events_exchange(source: str) -> Exchange:
    """The exchange a service's events go to, by nameko's own naming."""
    return Exchange(f"{source}.events", type="topic", durable=True, no_declare=True)


def rpc_queue(service: str) -> Queue:
    """The request queue of a service."""
    return Queue(
        f"rpc-{service}",
        exchange=RPC_EXCHANGE,
        routing_key=f"{service}.*",
        durable=True,
        no_declare=True,
        queue_arguments=_arguments(f"rpc-{service}"),
    )


def reply_queue(client: str, client_id: str) -> Queue:
    """Where answers to one client wait. The only queue that is declared by who consumes from it."""
    return Queue(
        f"rpc.reply-{client}-{client_id}",
        exchange=RPC_EXCHANGE,
        routing_key=client_id,
        queue_arguments={"x-expires": 60_000},
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
            if source != service or event.comes_back
        ],
        durable=True,
        no_declare=True,
        queue_arguments=_arguments(name),
    )


def parking_name(queue: str) -> str:
    """Where messages of a queue are parked."""
    return f"{queue}.parked"


def parking(queue: str) -> Queue:
    """The parking place of a queue."""
    # Every look at a message and back counts as a delivery, and from RabbitMQ 4 on a queue drops it after twenty.
    arguments = {"x-queue-type": "quorum", "x-delivery-limit": _LOOKS}
    return Queue(parking_name(queue), durable=True, no_declare=True, queue_arguments=arguments)


def retry_exchange(delay: int) -> Exchange:
    """Publish here, keyed by a queue's name, and the message comes back to that queue after `delay` seconds."""
    return Exchange(f"dumas.retry.{delay}", type="topic", durable=True, no_declare=True)


def retry_queue(delay: int) -> Queue:
    """Where messages wait `delay` seconds. Dead-lettering keeps their routing key, the name of their queue."""
    return Queue(
        f"dumas.retry.{delay}",
        exchange=retry_exchange(delay),
        routing_key="#",
        durable=True,
        no_declare=True,
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


def bindings_of(queue: Queue) -> list[tuple[str, str]]:
    """Exchange and routing key of every binding of a queue."""
    own = [(queue.exchange.name, queue.routing_key)] if queue.exchange and queue.exchange.name else []
    return own + [(bound.exchange.name, bound.routing_key) for bound in queue.bindings]


def declare(channel: Any, queues: Iterable[Queue]) -> None:
    """Have these queues with their exchanges, bindings and parking places, and the retry queues.

    What is there is looked at, which needs no permission; what is missing is declared. A process with a user of its
    own may not: AccessRefused, when the broker was not given the definitions of this version (`dumas broker`).
    """
    ours, waiting = list(queues), [retry_queue(delay) for delay in RETRY_DELAYS]
    exchanges = {exchange for queue in (*ours, *waiting) for exchange, _ in bindings_of(queue)}
    for name in sorted({RPC_EXCHANGE.name, *exchanges}):
        declare_exchange(channel, name)
    for queue in waiting:
        if _declare_queue(channel, queue):
            _bind(channel, queue)
    for queue in ours:
        _declare_queue(channel, parking(queue.name))
        _declare_queue(channel, queue)
        _bind(channel, queue)  # each time: a handler may listen to more than it did


def has_parking(channel: Any, queue: str) -> bool:
    """Whether the parking place of a queue is there; not where its service was never started."""
    return _is_there(channel, "queue_declare", queue=parking_name(queue))


def declare_exchange(channel: Any, name: str) -> None:
    """Have an exchange; all of ours are durable topic exchanges."""
    if not _is_there(channel, "exchange_declare", exchange=name, type="topic"):
        channel.exchange_declare(exchange=name, type="topic", durable=True, auto_delete=False)


def _declare_queue(channel: Any, queue: Queue) -> bool:
    """Have a queue, without its bindings. Whether it was made now."""
    if _is_there(channel, "queue_declare", queue=queue.name):
        return False
    channel.queue_declare(queue=queue.name, durable=True, auto_delete=False, arguments=queue.queue_arguments)
    return True


def _bind(channel: Any, queue: Queue) -> None:
    for exchange, key in bindings_of(queue):
        channel.queue_bind(queue=queue.name, exchange=exchange, routing_key=key)


def _is_there(channel: Any, look: str, **named: Any) -> bool:
    # Looking for what is not there closes the channel, so each look has one of its own.
    looking = channel.connection.channel()
    try:
        getattr(looking, look)(passive=True, **named)
    except NotFound:
        return False
    finally:
        looking.close()
    return True
