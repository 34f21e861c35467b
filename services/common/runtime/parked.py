"""Messages no handler could take: looked at, put back the way they came, or dropped.

By the operator's command over all queues, and by each service over its own. While somebody looks, the messages are
held and nobody else sees them; those not acknowledged go back to their places when the connection closes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from kombu import Connection

from services.common.runtime.broker import PUBLISHING, confirmed
from services.common.runtime.topology import RETRY_DELAYS, RPC_EXCHANGE, has_parking, parking_name, retry_exchange

_ATTEMPT, _FAILURE = "x-dumas-attempt", "x-dumas-failure"
_KEPT: Final = 2  # the delivery mode of what a client wanted kept


@dataclass(frozen=True, slots=True)
class Parked:
    """One message with the queue it belongs to; `message` is kombu's."""

    queue: str
    message: Any

    @property
    def headers(self) -> dict[str, Any]:
        """Its headers."""
        return self.message.headers or {}

    @property
    def id(self) -> str:
        """The event's or the request's own; of what has none, a hash of what it says."""
        told = self.message.properties
        found = told.get("message_id") or told.get("correlation_id") or ""
        return found if found.isascii() and found.replace("-", "").isalnum() else _digest(self.message.body)

    @property
    def what(self) -> str:
        """The event, or the method that was asked for; nothing where neither can be told."""
        return str(self.message.properties.get("type") or (self._way()[0] if self._way() else ""))

    @property
    def attempts(self) -> int:
        """How often a handler tried."""
        return int(self.headers.get(_ATTEMPT, 0))

    @property
    def failure(self) -> str:
        """The class of the last error, or why the broker gave up."""
        return str(self.headers.get(_FAILURE) or (self._deaths()[0].get("reason", "") if self._deaths() else ""))

    @property
    def parked_at(self) -> datetime | None:
        """When it came here, as the broker noted."""
        at = self._deaths()[0].get("time") if self._deaths() else None
        return at.replace(tzinfo=at.tzinfo or UTC) if isinstance(at, datetime) else None

    @property
    def tenant(self) -> str:
        """Of an event; a request is sealed."""
        said = self.said()
        return str(said.get("tenant", "")) if isinstance(said, dict) and self.queue.startswith("evt-") else ""

    def said(self) -> Any:
        """The body; None when it is no JSON."""
        try:
            return json.loads(self.message.body)
        except ValueError:
            return None

    def is_forsaken(self) -> bool:
        """Whether nobody waits for it: the broker parks every request whose time is up, also those not to be kept."""
        expired = bool(self._deaths()) and self._deaths()[0].get("reason") == "expired"
        return expired and self.message.properties.get("delivery_mode") != _KEPT

    def put_back(self, amqp_uri: str) -> None:
        """Into its queue, as new. Nobody may put a message there directly: an event comes back as from a first retry,
        a request, which finds its method by its routing key, goes the way it came."""
        target = {"exchange": retry_exchange(RETRY_DELAYS[0]).name, "routing_key": self.queue}
        if self.queue.startswith("rpc-") and self._way():
            target = {"exchange": RPC_EXCHANGE.name, "routing_key": self._way()[0]}
        told = self.message.properties
        kept = {name: told.get(name) for name in ("content_type", "content_encoding", "message_id", "type")}
        with confirmed(amqp_uri).acquire(block=True, timeout=5) as producer:
            producer.publish(self.message.body, delivery_mode=_KEPT, mandatory=True, **kept, **target, **PUBLISHING)

    def _deaths(self) -> list[dict[str, Any]]:
        return self.headers.get("x-death") or []

    def _way(self) -> list[str]:
        """The routing keys it came by."""
        return (self._deaths()[0].get("routing-keys") or []) if self._deaths() else []


@contextmanager
def held(amqp_uri: str, queues: Iterable[str], at_most: int | None = None) -> Iterator[list[Parked]]:
    """What is parked of these queues, the oldest first, of each `at_most`; requests nobody waits for are forgotten."""
    with Connection(amqp_uri, connect_timeout=5) as connection:
        channel = connection.default_channel
        there = [queue for queue in queues if has_parking(channel, queue)]
        yield [one for queue in there for one in _taken(channel, queue, at_most)]


def _taken(channel: Any, queue: str, at_most: int | None) -> Iterator[Parked]:
    count = 0
    while at_most is None or count < at_most:
        found = channel.basic_get(parking_name(queue))
        if found is None:
            return
        one = Parked(queue, channel.message_to_python(found))
        if one.is_forsaken():
            one.message.ack()
        else:
            count += 1
            yield one


def _digest(body: Any) -> str:
    return hashlib.sha256(body if isinstance(body, bytes) else str(body).encode()).hexdigest()[:32]
