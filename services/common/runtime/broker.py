"""Connections to the broker, for processes with nameko and without. Nothing here imports eventlet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kombu import Connection

PUBLISHING = {"timeout": 5, "confirm_timeout": 5, "retry": True, "retry_policy": {"max_retries": 2, "interval_max": 1}}
"""Every publish ends, also when the broker is blocked or frozen."""


def confirmed(amqp_uri: str) -> Connection:
    """A connection (pooled by kombu) on which publishes wait for the broker's confirm."""
    return Connection(amqp_uri, transport_options={"confirm_publish": True, "read_timeout": 10, "write_timeout": 10})


def unconfirmed(amqp_uri: str) -> Connection:
    """A connection for what may be lost with its connection: replies to callers who will ask again."""
    return Connection(amqp_uri, transport_options={"confirm_publish": False, "read_timeout": 10, "write_timeout": 10})


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
