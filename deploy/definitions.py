"""What RabbitMQ must be told: a user for each process, what it may do, and the exchanges and queues there are.

In the form that `load_definitions`, `rabbitmqctl import_definitions` and the management page take. Passwords are in it
as salted hashes. To tell a broker again adds what is new and takes nothing away that it holds.

Other systems have a virtual host of their own, here or at another broker. Their users and queues are not in this file:
`dumas deliveries` makes them.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, Final

from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS, SERVICES, broker_user, classes
from services.common.runtime import permissions
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.permissions import Grants, exchanges_of, granted
from services.common.runtime.topology import (
    RETRY_DELAYS,
    RPC_EXCHANGE,
    SOURCES,
    bindings_of,
    events_exchange,
    parking,
    retry_exchange,
    retry_queue,
)
from services.notify.deliveries import wanted

Definitions = dict[str, Any]

PUBLIC_VHOST: Final = "dumas-pub"
_PUBLIC_PERMISSIONS: Final = {
    "deliveries": {"configure": "^$", "write": r"^dumas\.(v1|direct)$", "read": "^$"},
    "management": {"configure": r"^(ext|dumas)\.", "write": r"^ext\.", "read": r"^(ext|dumas)\."},
}
"""The one publishes to two exchanges and does nothing else; the other makes queues of other systems and binds them."""


def grants() -> dict[str, Grants]:
    """What each of BROKER_USERS may do."""
    queues = {service.name: queues_of(service) for service in classes()}
    return {
        **{name: permissions.of_service(name, queues[name]) for name in SERVICES},
        "relay": permissions.of_relay(),
        "gateway": permissions.of_client("gateway"),
        "operator": permissions.of_operator(queue for several in queues.values() for queue in several),
    }


def definitions(passwords: Mapping[str, str], vhost: str = "/") -> Definitions:
    """The whole of it, with the password of each of BROKER_USERS."""
    exchanges, queues = _topology()
    rights = grants()
    return {
        "vhosts": [{"name": vhost}],
        "users": [user(broker_user(name), passwords[name]) for name in BROKER_USERS],
        "permissions": [_permission(name, rights[name], vhost) for name in BROKER_USERS],
        "topic_permissions": [row for name in BROKER_USERS for row in _topic_permissions(name, rights[name], vhost)],
        "exchanges": [_exchange(name, vhost) for name in exchanges],
        "queues": [_queue(queue, vhost) for queue in queues],
        "bindings": [row for queue in queues for row in _bindings(queue, vhost)],
    }


def public_definitions(passwords: Mapping[str, str], vhost: str = PUBLIC_VHOST) -> Definitions:
    """What a broker is told where other systems listen, with the password of each of PUBLIC_BROKER_USERS."""
    deliveries, management = PUBLIC_BROKER_USERS
    users = [
        user(broker_user(deliveries), passwords[deliveries]),
        user(broker_user(management), passwords[management], "administrator"),
    ]
    return {
        "vhosts": [{"name": vhost}],
        "users": users,
        "permissions": [
            {"user": broker_user(name), "vhost": vhost, **_PUBLIC_PERMISSIONS[name]} for name in PUBLIC_BROKER_USERS
        ],
        "exchanges": wanted.exchanges(vhost),
    }


def joined(*told: Definitions) -> Definitions:
    """Several as one, for a broker that is all of it."""
    sections = dict.fromkeys(section for each in told for section in each)
    return {section: [row for each in told for row in each.get(section, [])] for section in sections}


def user(name: str, password: str, *tags: str) -> dict[str, Any]:
    """A user as RabbitMQ keeps it."""
    salt = secrets.token_bytes(4)
    digest = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    algorithm = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": digest, "hashing_algorithm": algorithm, "tags": list(tags)}


def _topology() -> tuple[list[str], list[Any]]:
    """The names of all exchanges, and all queues."""
    ours = [queue for service in classes() for queue in queues_of(service)]
    retries = [retry_queue(delay) for delay in RETRY_DELAYS]
    names = [RPC_EXCHANGE.name, *(events_exchange(source).name for source in SOURCES)]
    exchanges = [*names, *(retry_exchange(delay).name for delay in RETRY_DELAYS)]
    return exchanges, [*retries, *(parking(queue.name) for queue in ours), *ours]


def _permission(name: str, rights: Grants, vhost: str) -> dict[str, str]:
    ways = {way: granted(rights, way) for way in ("configure", "write", "read")}
    return {"user": broker_user(name), "vhost": vhost, **ways}


def _topic_permissions(name: str, rights: Grants, vhost: str) -> Iterator[dict[str, str]]:
    for exchange in exchanges_of(rights):
        ways = {way: granted(rights, way, exchange) for way in ("write", "read")}
        yield {"user": broker_user(name), "vhost": vhost, "exchange": exchange, **ways}


def _exchange(name: str, vhost: str) -> dict[str, Any]:
    fixed = {"type": "topic", "durable": True, "auto_delete": False, "internal": False, "arguments": {}}
    return {"name": name, "vhost": vhost, **fixed}


def _queue(queue: Any, vhost: str) -> dict[str, Any]:
    arguments = queue.queue_arguments
    return {"name": queue.name, "vhost": vhost, "durable": True, "auto_delete": False, "arguments": arguments}


def _bindings(queue: Any, vhost: str) -> Iterator[dict[str, Any]]:
    for exchange, key in bindings_of(queue):
        where = {"source": exchange, "destination": queue.name, "destination_type": "queue", "routing_key": key}
        yield {"vhost": vhost, "arguments": {}, **where}
