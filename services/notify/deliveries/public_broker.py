"""Where other systems listen: the public virtual host of a broker, ours or another, and how it is reached."""

import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from kombu import Connection

from services.common.runtime.settings import Environment
from services.notify.deliveries.management import Management


@dataclass(frozen=True, slots=True)
class PublicBroker:
    """`uri` for publishing, `management_url` for looking after queues; `authorities`: a file with the CAs of both."""

    uri: str = field(repr=False)
    management_url: str = field(repr=False)
    authorities: str | None = None

    @classmethod
    def read(cls, env: Environment) -> "PublicBroker | None":
        """From PUBLIC_AMQP_URI, PUBLIC_AMQP_MANAGEMENT, PUBLIC_AMQP_CA; None without the first two."""
        given = [env.text(name, "") for name in ("PUBLIC_AMQP_URI", "PUBLIC_AMQP_MANAGEMENT")]
        if not any(given):
            return None
        authorities = env.text("PUBLIC_AMQP_CA", "") or None
        return cls(env.text("PUBLIC_AMQP_URI"), env.text("PUBLIC_AMQP_MANAGEMENT"), authorities)

    @property
    def vhost(self) -> str:
        """The virtual host, of which other systems know no other."""
        return unquote(urlsplit(self.uri).path[1:]) or "/"

    def connect(self) -> Connection:
        """A connection to publish on; by amqps only with a certificate that somebody vouches for."""
        return Connection(self.uri, heartbeat=30, connect_timeout=5, **self._secured())

    def management(self) -> Management:
        """The API."""
        return Management(self.management_url, ssl.create_default_context(cafile=self.authorities))

    def _secured(self) -> dict[str, Any]:
        address = urlsplit(self.uri)
        if address.scheme != "amqps":
            return {}
        checked = {"cert_reqs": ssl.CERT_REQUIRED, "ca_certs": self.authorities, "server_hostname": address.hostname}
        return {"ssl": checked}
