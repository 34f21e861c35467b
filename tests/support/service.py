"""A nameko service in a process of its own, as in production; the test process stays unpatched."""

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import URL

from services.common.runtime.client import RpcClient
from services.common.runtime.trust import Issuer, Seal
from tests.support.patience import until
from tests.support.rings import master


@dataclass(frozen=True)
class Keys:
    """The keys of a made-up installation."""

    sealing: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    gateway: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    notify: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def environment(self) -> dict[str, str]:
        """What a service needs of them."""
        known = {"gateway": self.gateway, "notify": self.notify}
        return {
            "DUMAS_SEALING_KEY": base64.b64encode(self.sealing).decode(),
            "DUMAS_VERIFY_KEYS": ",".join(f"{name}:{_public(seed)}" for name, seed in known.items()),
            "DUMAS_SEAL_KEYS": master("k1"),
        }


class Service:
    """A running service; what it logs is in a file."""

    def __init__(self, module: str, class_name: str, environment: Mapping[str, str], log: Path) -> None:
        self._command = (sys.executable, "-m", "tests.support.hasty", module, class_name)
        self._environment = {"PATH": os.environ.get("PATH", os.defpath), **environment}
        self._log = log
        self.amqp_uri = environment["AMQP_URI"]
        self.start()

    def start(self) -> None:
        """Start it, and wait until it consumes."""
        self.spawn()
        until(lambda: self.status is not None or self.is_ready)
        assert self.status is None, self.log

    def spawn(self) -> None:
        """Start it, whatever becomes of it."""
        self._port = free_port()
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment | {"HEALTH_PORT": str(self._port)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def status(self) -> int | None:
        """The status it ended with; None while it runs."""
        return self._process.poll()

    @property
    def is_ready(self) -> bool:
        """Whether it says that it consumes."""
        try:
            return requests.get(f"http://127.0.0.1:{self._port}/readyz", timeout=2).status_code == 200
        except requests.ConnectionError:
            return False

    @property
    def log(self) -> str:
        """All it has logged."""
        return self._log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Ask it to finish and wait until it has. Returns its status."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=30)

    def kill(self) -> None:
        """End it by force."""
        self._process.kill()
        self._process.wait(timeout=10)


@contextmanager
def serving(module: str, class_name: str, *, database: URL, amqp_uri: str, keys: Keys, log: Path) -> Iterator[Service]:
    """A service at work, gone afterwards."""
    address = {"DATABASE_URL": database.render_as_string(hide_password=False), "AMQP_URI": amqp_uri}
    service = Service(module, class_name, address | keys.environment(), log)
    try:
        yield service
    finally:
        service.kill()


@contextmanager
def calling(amqp_uri: str, seal: Seal, issuer: Issuer) -> Iterator[RpcClient]:
    """A client like the gateway's."""
    client = RpcClient(amqp_uri, seal, issuer, "tests", publishers=4)
    try:
        yield client
    finally:
        client.close()


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _public(seed: bytes) -> str:
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()
