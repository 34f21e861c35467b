"""Configuration, read once from the environment, typed and complete.

Every value may instead be given as `<NAME>_FILE`, the path of a file that holds it (container secrets). All missing
names are listed in one message. Nothing connects here.
"""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SERVICES = ("intake", "register", "review", "assignment", "followup", "notify")


class Environment:
    """Reads names from the environment and remembers which were missing."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values
        self.missing: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        """The value of `name`, or the content of the file `<name>_FILE` names, or the default."""
        if self._values.get(name):
            return self._values[name]
        if path := self._values.get(f"{name}_FILE"):
            return Path(path).read_text(encoding="utf-8").strip()
        if default is None:
            self.missing.append(name)
            return ""
        return default

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        return int(self.text(name, str(default)))

    def key(self, name: str) -> bytes:
        """Secret bytes, written in base64."""
        return base64.b64decode(self.text(name))

    def require(self) -> None:
        """End the program with the list of all names that are missing."""
        if self.missing:
            raise SystemExit(f"Set these before starting: {', '.join(sorted(self.missing))}")


@dataclass(frozen=True, slots=True)
class Store:
    """Where attachments lie: any S3."""

    endpoint: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    bucket: str
    is_secure: bool

    @classmethod
    def read(cls, env: Environment) -> "Store":
        """From S3_ENDPOINT (host:port), S3_ACCESS_KEY, S3_SECRET_KEY, S3_BUCKET, S3_SECURE (0 or 1)."""
        return cls(
            endpoint=env.text("S3_ENDPOINT"),
            access_key=env.text("S3_ACCESS_KEY"),
            secret_key=env.text("S3_SECRET_KEY"),
            bucket=env.text("S3_BUCKET", "dumas"),
            is_secure=env.text("S3_SECURE", "0") == "1",
        )


@dataclass(frozen=True, slots=True)
class Mail:
    """The SMTP relay, and where readers of a mail find the product. An empty host means that no mail is sent."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    use_tls: bool
    sender: str
    public_url: str

    @classmethod
    def read(cls, env: Environment) -> "Mail":
        """From SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_TLS (0 or 1), SMTP_SENDER, DUMAS_PUBLIC_URL."""
        return cls(
            host=env.text("SMTP_HOST", ""),
            port=env.number("SMTP_PORT", 25),
            user=env.text("SMTP_USER", ""),
            password=env.text("SMTP_PASSWORD", ""),
            use_tls=env.text("SMTP_TLS", "0") == "1",
            sender=env.text("SMTP_SENDER", "Dumas <dumas@localhost>"),
            public_url=env.text("DUMAS_PUBLIC_URL", "").rstrip("/"),
        )


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What every nameko service needs."""

    service: str
    database_url: str = field(repr=False)
    amqp_uri: str = field(repr=False)
    sealing_key: bytes = field(repr=False)
    verify_keys: str
    max_workers: int
    health_port: int

    @classmethod
    def read(cls, service: str, env: Environment) -> "ServiceSettings":
        """From DATABASE_URL, AMQP_URI, DUMAS_SEALING_KEY, DUMAS_VERIFY_KEYS, MAX_WORKERS, HEALTH_PORT."""
        return cls(
            service=service,
            database_url=env.text("DATABASE_URL"),
            amqp_uri=env.text("AMQP_URI"),
            sealing_key=env.key("DUMAS_SEALING_KEY"),
            verify_keys=env.text("DUMAS_VERIFY_KEYS"),
            max_workers=env.number("MAX_WORKERS", 16),
            health_port=env.number("HEALTH_PORT", 0),
        )
