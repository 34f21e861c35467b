"""Connections to the broker, for processes with nameko and without. Nothing here imports eventlet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from kombu import Connection
from kombu.pools import producers

PUBLISHING = {"timeout": 5, "confirm_timeout": 5, "retry": True, "retry_policy": {"max_retries": 2, "interval_max": 1}}
"""Every publish ends, also when the broker is blocked or frozen."""


@cache
def confirmed(amqp_uri: str) -> Any:
    """Producers whose publishes wait for the broker's confirm. `with confirmed(uri).acquire(...) as producer:`"""
    return producers[_connection(amqp_uri, is_confirmed=True)]


@cache
def unconfirmed(amqp_uri: str) -> Any:
    """Producers for what may be lost with its connection: replies to callers who will ask again."""
    return producers[_connection(amqp_uri, is_confirmed=False)]


def _connection(amqp_uri: str, *, is_confirmed: bool) -> Connection:
    # Made once a process: a new one looks for other AMQP libraries, which costs more than publishing.
    return Connection(
        amqp_uri, transport_options={"confirm_publish": is_confirmed, "read_timeout": 10, "write_timeout": 10}
    )


class ComesBackSoon:
    """For kombu's ConsumerMixin: tries a lost broker again every two seconds at most, for ever.

    Stock: ever longer pauses, up to half a minute after the broker is back.
    """

    create_connection: Callable[[], Any]
    on_connection_error: Callable[[Exception, float], None]

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """An open connection."""
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, None, 0.2, 0.4, 2.0)
            yield connection
