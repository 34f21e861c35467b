"""Publishing with pipelined confirms: one wait for a whole batch instead of one for each message."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kombu import Connection


class NotConfirmed(Exception):
    """The broker refused at least one message of the batch; the whole batch is tried again."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is published, kept by the broker. With a `correlation_id` it is told of where no queue takes it."""

    exchange: str
    key: str
    body: bytes
    message_id: str
    type: str
    content_type: str
    content_encoding: str | None = None
    headers: Mapping[str, object] = field(default_factory=dict)
    correlation_id: str | None = None


class Outlet:
    """A channel of its own. After any exception it is of no more use, nor is the connection."""

    def __init__(self, broker: Connection) -> None:
        self._broker = broker
        self._channel = broker.channel()
        self._channel.confirm_select()
        self._tag = 0
        self._pending: set[int] = set()
        self._refused = False
        self._returned: set[str] = set()
        self._channel.events["basic_ack"] = {self._on_ack}
        self._channel.events["basic_nack"] = {self._on_nack}
        self._channel.events["basic_return"] = {self._on_return}

    def publish(self, messages: Iterable[Message]) -> set[str]:
        """Returns when all are confirmed: the correlation ids of those no queue took. NotConfirmed, OSError."""
        for one in messages:
            self._send(one)
        while self._pending:
            self._broker.drain_events(timeout=10)
        if self._refused:
            raise NotConfirmed
        returned, self._returned = self._returned, set()
        return returned

    def stay_in_touch(self) -> None:
        """While there is nothing to send: the broker's heartbeats count only when they are read."""
        with suppress(TimeoutError):
            self._broker.drain_events(timeout=0.01)
        self._broker.heartbeat_check()

    def _send(self, one: Message) -> None:
        self._tag += 1
        self._pending.add(self._tag)
        message = self._channel.prepare_message(
            one.body,
            content_type=one.content_type,
            content_encoding=one.content_encoding,
            headers=dict(one.headers),
            properties={
                "delivery_mode": 2,
                "message_id": one.message_id,
                "type": one.type,
                **({"correlation_id": one.correlation_id} if one.correlation_id else {}),
            },
        )
        # py-amqp's public publish waits for each confirm; this one does not (covered by a test).
        self._channel._basic_publish(
            message, exchange=one.exchange, routing_key=one.key, mandatory=one.correlation_id is not None
        )

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._pending = {t for t in self._pending if t > tag} if multiple else self._pending - {tag}

    def _on_nack(self, tag: int, multiple: bool) -> None:
        self._refused = True
        self._on_ack(tag, multiple)

    def _on_return(self, _reason: Exception, _exchange: str, _key: str, message: Any) -> None:
        self._returned.add(message.properties["correlation_id"])
