"""The gateway's configuration: its own database, the broker, the store, and three keys nobody else needs together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.limits import DEFAULTS, Rules, rules
from gateway.signing.servers import Server, servers
from services.common.runtime.settings import Environment, Store

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Complete once `read` has returned."""

    database_url: str = field(repr=False)
    amqp_uri: str = field(repr=False)
    store: Store
    sealing_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)
    receipt_key: bytes = field(repr=False)
    factor_key: bytes = field(repr=False)
    threads: int = 16
    calls_per_service: int = 64
    limits: Rules = DEFAULTS
    trusted_proxies: int = 0
    bsre: Mapping[str, Server] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, env: Environment) -> "GatewaySettings":
        """From DATABASE_URL, AMQP_URI, S3_…, DUMAS_SEALING_KEY, DUMAS_SIGNING_KEY, DUMAS_RECEIPT_KEY,
        DUMAS_FACTOR_KEY.

        WEB_THREADS sizes the pools, CALLS_PER_SERVICE bounds what waits for one service, TRUSTED_PROXIES is how many
        web servers stand before the gateway and are believed about the client's address and https, DUMAS_LIMITS
        changes the table in `gateway.limits`, DUMAS_BSRE says where documents are signed by BSrE. Ends the program
        with one message when something is missing or a key has another length than 32 bytes.
        """
        settings = cls(
            database_url=env.text("DATABASE_URL"),
            amqp_uri=env.text("AMQP_URI"),
            store=Store.read(env),
            sealing_key=env.key("DUMAS_SEALING_KEY"),
            signing_key=env.key("DUMAS_SIGNING_KEY"),
            receipt_key=env.key("DUMAS_RECEIPT_KEY"),
            factor_key=env.key("DUMAS_FACTOR_KEY"),
            threads=env.number("WEB_THREADS", 16),
            calls_per_service=env.number("CALLS_PER_SERVICE", 64),
            limits=rules(env.text("DUMAS_LIMITS", "")),
            trusted_proxies=env.number("TRUSTED_PROXIES", 0),
            bsre=servers(env.text("DUMAS_BSRE", "")),
        )
        env.require()
        for name in ("sealing_key", "signing_key", "receipt_key", "factor_key"):
            if len(getattr(settings, name)) != KEY_BYTES:
                raise SystemExit(f"DUMAS_{name.upper()} must be {KEY_BYTES} bytes, written in base64.")
        return settings
