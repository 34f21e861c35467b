"""What a subscriber knows us by, and we the subscriber: made here, shown once, and kept so that it can be used.

The secret of a webhook is needed for every signature, so it is sealed under a key no database has. A password is
RabbitMQ's to check, so nothing of it is kept but the hash RabbitMQ wants.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from nameko.extensions import DependencyProvider

from services.common.contracts.outward.subscriptions import Way
from services.common.runtime.settings import Environment
from services.common.sealing import disclose, enclose
from services.notify.deliveries.addresses import Network, networks
from services.notify.deliveries.signing import spelled

_SIZE, _SALT = 32, 4
_ADDRESS: Final = re.compile(r"(amqps?://[^\s/@?#]+)?/?")


@dataclass(frozen=True, slots=True)
class Listeners:
    """What the notifier needs to know for subscriptions: the key over secrets, networks reached by plain http, and
    where systems outside reach the public broker, if that is known.
    """

    key: bytes = field(repr=False)
    networks: tuple[Network, ...] = ()
    amqp_address: str | None = None

    @classmethod
    def read(cls, env: Environment) -> "Listeners":
        """From DUMAS_OUTWARD_KEY, DUMAS_WEBHOOK_NETWORKS and DUMAS_PUBLIC_AMQP."""
        address = env.text("DUMAS_PUBLIC_AMQP", "")
        if not _ADDRESS.fullmatch(address):
            raise SystemExit("DUMAS_PUBLIC_AMQP must read amqps://dumas.example:5671, without user and virtual host")
        listed = networks(env.text("DUMAS_WEBHOOK_NETWORKS", ""))
        return cls(env.key("DUMAS_OUTWARD_KEY"), listed, address.rstrip("/") or None)

    def kept(self, way: Way, subscription_id: UUID, secret: str) -> bytes:
        """As it lies in the database: sealed, or as `rabbit_password_hashing_sha256` in base64."""
        if way == "webhook":
            return enclose(self.key, secret.encode(), f"subscription|{subscription_id}")
        salt = secrets.token_bytes(_SALT)
        return base64.b64encode(salt + hashlib.sha256(salt + secret.encode()).digest())

    def remembered(self, subscription_id: UUID, secret: str) -> str:
        """For the answer to a request that may come twice: nobody can read it without the key."""
        return base64.b64encode(enclose(self.key, secret.encode(), f"answer|{subscription_id}")).decode()

    def recalled(self, subscription_id: UUID, remembered: str) -> str:
        """The secret again. InvalidTag."""
        return disclose(self.key, base64.b64decode(remembered), f"answer|{subscription_id}").decode()


class ListenerSettings(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Injects what is known for subscriptions."""

    def get_dependency(self, worker_ctx: Any) -> Listeners:
        """The same for every request."""
        known: Listeners = self.container.config["LISTENERS"]
        return known


def fresh(way: Way) -> str:
    """A secret nobody has seen."""
    return spelled(secrets.token_bytes(_SIZE)) if way == "webhook" else secrets.token_urlsafe(_SIZE)
