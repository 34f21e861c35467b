"""RabbitMQ's management API, as much of it as keeping the queues of other systems takes.

Each request has a time limit and is made once; whoever asks tries again. The broker is believed, but not at length:
an answer that is longer than any broker's definitions is none.
"""

import json
import ssl
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from urllib3 import PoolManager, Timeout, make_headers

from services.notify.deliveries.wanted import Definitions

_TIMES: Final = Timeout(connect=5, read=20)
_LARGEST: Final = 64 * 1024 * 1024
_SAID: Final = 300  # characters of a refusal; the broker names what it refuses, not what was in it


class Refused(Exception):
    """The broker does not do it; the message says why, as it does."""


@dataclass(frozen=True)
class Management:
    """`url` is `http(s)://user:password@host:port`."""

    url: str = field(repr=False)
    trust: ssl.SSLContext | None = None
    _pool: PoolManager = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pool = PoolManager(num_pools=1, maxsize=1, timeout=_TIMES, retries=False, ssl_context=self.trust)
        object.__setattr__(self, "_pool", pool)

    def definitions(self) -> Definitions:
        """Users, permissions, queues, bindings of the whole broker. Refused, HTTPError."""
        found: Definitions = self._ask("GET", "definitions")
        return found

    def add(self, definitions: Definitions) -> None:
        """Make what is not there, change what can be changed. Refused, HTTPError."""
        self._ask("POST", "definitions", told=definitions)

    def bindings(self, vhost: str, queue: str) -> list[dict[str, Any]]:
        """Of a queue, each with the `properties_key` it is removed by. Refused, HTTPError."""
        found: list[dict[str, Any]] = self._ask("GET", "queues", vhost, queue, "bindings")
        return found

    def unbind(self, binding: dict[str, Any]) -> None:
        """Take away one of `bindings`."""
        between = ("e", binding["source"], "q", binding["destination"])
        # This key is written as the address wants it already.
        self._ask("DELETE", "bindings", binding["vhost"], *between, ready=binding["properties_key"])

    def delete(self, *path: str) -> None:
        """`users`, name; `queues`, vhost, name; `permissions`, vhost, user. Nothing happens where it is not there."""
        self._ask("DELETE", *path)

    def close_connections(self, user: str) -> None:
        """Whoever has signed in as this user must do so again."""
        self._ask("DELETE", "connections", "username", user)

    def _ask(self, method: str, *path: str, told: Any = None, ready: str = "") -> Any:
        address = urlsplit(self.url)
        place = address._replace(netloc=address.netloc.rpartition("@")[2]).geturl().rstrip("/")
        parts = [*(quote(part, safe="") for part in path), *([ready] if ready else [])]
        headers = make_headers(basic_auth=f"{unquote(address.username or '')}:{unquote(address.password or '')}")
        answer = self._pool.request(
            method,
            f"{place}/api/{'/'.join(parts)}",
            body=None if told is None else json.dumps(told),
            headers=headers | {"Content-Type": "application/json"},
            preload_content=False,
            redirect=False,
        )
        try:
            return _read(method, path[0], answer.status, answer.read(_LARGEST + 1))
        finally:
            answer.release_conn()


def _read(method: str, what: str, status: int, body: bytes) -> Any:
    if status == 404 and method == "DELETE":
        return None
    if not 200 <= status < 300 or len(body) > _LARGEST:
        raise Refused(f"{method} {what}: {status} {body[:_SAID].decode(errors='replace')}")
    return json.loads(body) if body else None
