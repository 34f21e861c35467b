"""Carries events from the services' outboxes to the broker. Plain threads, no nameko, psycopg2 un-patched.

One thread a database. It takes a batch of rows, publishes them, waits until the broker has confirmed every one and
only then deletes them: a crash in between publishes them again, with the same ids, which every handler's inbox
knows. A notification wakes it at once; it also looks every second, for notifications are lost with a connection.

Whoever can write to an outbox could announce anything in anybody's name, so a database speaks only for the services
that live in it, and a row only for the regency row-level security let it be written for. What does not fit stays where
it is, set aside for a person to look at, and holds nothing up.
"""

import json
import logging
import select
import threading
import time
from collections.abc import Collection
from typing import Any

import psycopg2
from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import OperationalError

from services.common.runtime.confirming import Message, NotConfirmed, Outlet
from services.common.runtime.topology import SOURCES, declare, declare_exchange, events_exchange

log = logging.getLogger(__name__)

BATCH = 200
_CHANNEL = "dumas_outbox"
_LOOK_EVERY = 1.0
_GATHER = 0.01  # seconds; events that come together are published and deleted together

_ASIDE = "refused:"
"""What the source of a row that was set aside begins with."""

_TAKE = """
    SELECT event_id, source, name, payload, tenant FROM outbox WHERE NOT starts_with(source, %s)
    ORDER BY seq LIMIT %s FOR UPDATE SKIP LOCKED
"""
_SET_ASIDE = "UPDATE outbox SET source = %s || source WHERE event_id = ANY(%s::uuid[])"
_DELETE = "DELETE FROM outbox WHERE event_id = ANY(%s::uuid[])"

Row = tuple[str, str, str, dict[str, Any]]
"""Event id, source, name, payload."""


class Relay(threading.Thread):
    """Relays one database's outbox until stopped."""

    def __init__(self, database_url: str, amqp_uri: str, stop: threading.Event, sources: Collection[str]) -> None:
        """`sources` are the services that announce by this database."""
        super().__init__(name="relay", daemon=True)
        self._url, self._uri, self._stop_asked, self._sources = database_url, amqp_uri, stop, sources
        self.is_connected = False

    def run(self) -> None:
        """Relay, and start anew on any lost connection."""
        while not self._stop_asked.is_set():
            try:
                self._relay()
            except (psycopg2.Error, AMQPError, OperationalError, OSError, NotConfirmed) as reason:
                log.warning("relay interrupted (%s), again in a second", type(reason).__name__)
            self.is_connected = False
            self._stop_asked.wait(1.0)

    def _relay(self) -> None:
        with Connection(self._uri, heartbeat=30, connect_timeout=5) as broker:
            database = psycopg2.connect(self._url, connect_timeout=5)
            try:
                listener = _listen(self._url)
                declare_exchanges(broker.default_channel)
                publisher = Publisher(broker)
                self.is_connected = True
                while not self._stop_asked.is_set():
                    if not relay_batch(database, publisher, self._sources):
                        publisher.stay_in_touch()
                        _wait(listener)
            finally:
                database.close()


def relay_batch(database: Any, publisher: "Publisher", sources: Collection[str]) -> int:
    """Publish the oldest rows of these sources and delete them once confirmed; others are set aside. How many."""
    with database, database.cursor() as cursor:
        cursor.execute(_TAKE, (_ASIDE, BATCH))
        rows = cursor.fetchall()
        fitting: list[Row] = [row[:4] for row in rows if _is_own(row, sources)]
        strange = [row for row in rows if not _is_own(row, sources)]
        if strange:
            cursor.execute(_SET_ASIDE, (_ASIDE, [row[0] for row in strange]))
        if fitting:
            publisher.publish_all(fitting)
            cursor.execute(_DELETE, ([row[0] for row in fitting],))
    for row in strange:
        log.error("event %s was not announced: it speaks for another service or regency; it is set aside", row[0])
    return len(rows)


def _is_own(row: tuple[Any, ...], sources: Collection[str]) -> bool:
    _, source, _, payload, tenant = row
    # Compared here and not by the database, which cannot look into a JSON text that holds an escaped NUL.
    return source in sources and isinstance(payload, dict) and payload.get("tenant") == tenant


class Publisher:
    """Publishes events as their service announces them."""

    def __init__(self, broker: Connection) -> None:
        self._outlet = Outlet(broker)

    def publish_all(self, rows: list[Row]) -> None:
        """Publish (event id, source, name, payload) rows; returns when all are confirmed. NotConfirmed, OSError."""
        self._outlet.publish(_message(*row) for row in rows)

    def stay_in_touch(self) -> None:
        """While there is nothing to publish."""
        self._outlet.stay_in_touch()


def _message(event_id: str, source: str, name: str, payload: dict[str, Any]) -> Message:
    return Message(
        exchange=events_exchange(source).name,
        key=name,
        body=json.dumps(payload).encode(),
        message_id=str(event_id),
        type=name,
        content_type="application/json",
        content_encoding="utf-8",
    )


def declare_exchanges(channel: Any) -> None:
    """The exchanges events are published to, and the retry queues."""
    for source in SOURCES:
        declare_exchange(channel, events_exchange(source).name)
    declare(channel, [])


def _listen(url: str) -> Any:
    listener = psycopg2.connect(url, connect_timeout=5)
    listener.autocommit = True
    with listener.cursor() as cursor:
        cursor.execute(f"LISTEN {_CHANNEL}")
    return listener


def _wait(listener: Any) -> None:
    if select.select([listener], [], [], _LOOK_EVERY)[0]:
        time.sleep(_GATHER)
        listener.poll()
        listener.notifies.clear()
