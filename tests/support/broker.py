"""The broker as an operator or another service sees it: publish an event, look into a queue."""

from typing import Any

from kombu import Connection

from deploy.services import classes
from services.common.contracts.events import Event
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.relay import Publisher, declare_exchanges
from services.common.runtime.topology import declare, parking_name


def declare_all(amqp_uri: str) -> None:
    """Every queue of every service, as on an installation where each has been started once."""
    with Connection(amqp_uri) as broker:
        declare_exchanges(broker.default_channel)
        declare(broker.default_channel, [queue for service in classes() for queue in queues_of(service)])


def publish(amqp_uri: str, source: str, *events: Event) -> None:
    """Publish events as the relay does, in the name of a service."""
    rows = [(str(event.event_id), source, event.name, event.model_dump(mode="json")) for event in events]
    with Connection(amqp_uri) as broker:
        declare_exchanges(broker.default_channel)
        Publisher(broker).publish_all(rows)


def send_raw(amqp_uri: str, key: str, body: bytes, *, exchange: str = "", **properties: Any) -> None:
    """Put bytes into a queue, or send them by way of an exchange, whatever they are."""
    with Connection(amqp_uri) as broker, broker.Producer() as producer:
        given = {"content_type": "application/json", "content_encoding": "utf-8", **properties}
        producer.publish(body, exchange=exchange, routing_key=key, **{"delivery_mode": 2, **given})


def depth(amqp_uri: str, queue: str) -> int:
    """How many messages wait in a queue."""
    with Connection(amqp_uri) as broker:
        return int(broker.default_channel.queue_declare(queue, passive=True).message_count)


def take(amqp_uri: str, queue: str) -> Any:
    """The first message of a queue, for good."""
    with Connection(amqp_uri) as broker:
        channel = broker.default_channel
        return channel.message_to_python(channel.basic_get(queue, no_ack=True))


def parked(amqp_uri: str, queue: str) -> int:
    """How many messages of a queue are parked."""
    return depth(amqp_uri, parking_name(queue))


def empty(amqp_uri: str, *queues: str) -> None:
    """Forget what is in queues and in their parking places."""
    with Connection(amqp_uri) as broker:
        for queue in queues:
            for name in (queue, parking_name(queue)):
                broker.default_channel.queue_purge(name)


def remove(amqp_uri: str, queue: str) -> None:
    """Delete a queue."""
    with Connection(amqp_uri) as broker:
        broker.default_channel.queue_delete(queue)
