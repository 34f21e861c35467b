"""What the public broker should hold for a system that listens by AMQP: a user, two queues, and its scope as bindings.

Pure, in the form of RabbitMQ's definitions. The names of a regency and of a system hold no dot, so no two systems
share a name, and none is called as anything of ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any, Final
from uuid import UUID

from services.common.contracts.outward.envelope import routing_key

Definitions = dict[str, list[dict[str, Any]]]

ANNOUNCED: Final = "dumas.v1"
"""Where every event is published once; a binding takes out what its queue may hear."""
DIRECT: Final = "dumas.direct"
"""Where what is for one queue alone is published, with its name as the key."""
PREFIX: Final = "ext."

_DAY: Final = 24 * 60 * 60 * 1000  # milliseconds
_QUORUM: Final = {"x-queue-type": "quorum", "x-max-length": 100_000, "x-overflow": "drop-head"}
_QUEUE: Final = _QUORUM | {
    "x-message-ttl": 7 * _DAY,
    "x-dead-letter-exchange": "",
    # Written out, because the default differs between versions: none, and 20.
    "x-delivery-limit": 50,
    # A second consumer waits until the first goes, so that a complaint's events stay in order.
    "x-single-active-consumer": True,
}
_DEAD: Final = _QUORUM | {"x-message-ttl": 30 * _DAY}
_LIMITS: Final = {"max-connections": 10, "max-channels": 50}
_NOTHING: Final = "^$"


@dataclass(frozen=True, slots=True)
class Listener:
    """A subscription by AMQP, as its row says. `secret` is the broker's hash of the password."""

    subscription_id: UUID
    tenant: str
    subscriber: str
    state: str
    types: tuple[str, ...]
    channels: tuple[str, ...]
    all_channels: bool
    protected: bool
    secret: str = field(repr=False)
    changed_at: datetime
    removed_at: datetime | None

    @property
    def queue(self) -> str:
        """The name of its queue."""
        return queue_of(self.tenant, self.subscriber)


def queue_of(tenant: str, subscriber: str) -> str:
    """The queue, and the user, of a subscriber by AMQP."""
    return f"{PREFIX}{tenant}.{subscriber}"


def dead(queue: str) -> str:
    """Where goes what was refused, or not taken in time."""
    return f"{queue}.dead"


def exchanges(vhost: str) -> list[dict[str, Any]]:
    """The two that are published to."""
    kept = {"vhost": vhost, "durable": True, "auto_delete": False, "internal": False, "arguments": {}}
    return [{"name": ANNOUNCED, "type": "topic", **kept}, {"name": DIRECT, "type": "direct", **kept}]


def wanted(one: Listener, vhost: str) -> Definitions:
    """All there should be for one that was not removed. Who is switched off keeps the queue, and may not enter."""
    name, is_on = one.queue, one.state != "disabled"
    return {
        "users": [_user(one)],
        "permissions": [_permission(name, vhost)] if is_on else [],
        "topic_permissions": [
            {"user": name, "vhost": vhost, "exchange": ANNOUNCED, "write": _NOTHING, "read": _NOTHING}
        ]
        if is_on
        else [],
        "exchanges": exchanges(vhost),
        "queues": [
            _queue(dead(name), vhost, _DEAD),
            _queue(name, vhost, _QUEUE | {"x-dead-letter-routing-key": dead(name)}),
        ],
        "bindings": list(_bindings(one, vhost)) if is_on else [],
    }


def _user(one: Listener) -> dict[str, Any]:
    algorithm = "rabbit_password_hashing_sha256"
    return {
        "name": one.queue,
        "password_hash": one.secret,
        "hashing_algorithm": algorithm,
        "tags": [],
        "limits": _LIMITS,
    }


def _permission(name: str, vhost: str) -> dict[str, Any]:
    read = rf"^{re.escape(name)}(\.dead)?$"
    return {"user": name, "vhost": vhost, "configure": _NOTHING, "write": _NOTHING, "read": read}


def _queue(name: str, vhost: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "vhost": vhost, "durable": True, "auto_delete": False, "arguments": arguments}


def _bindings(one: Listener, vhost: str) -> Iterator[dict[str, Any]]:
    types = one.types or ("*.*",)
    channels = ("*",) if one.all_channels else one.channels
    mode = "*" if one.protected else "open"
    keys = (routing_key(one.tenant, type_, channel, mode) for type_, channel in product(types, channels))
    for source, key in (*((ANNOUNCED, key) for key in keys), (DIRECT, one.queue)):
        whither = {"destination": one.queue, "destination_type": "queue", "routing_key": key, "arguments": {}}
        yield {"source": source, "vhost": vhost, **whither}
