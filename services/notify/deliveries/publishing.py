"""What is told outside is published by AMQP, once for all who listen, in the order in which it was told.

A binding decides who hears what, so nothing here knows subscribers. What is for one queue alone, a test or something
sent again, goes there by its name. A crash between the broker's confirmation and its being written down publishes
again, with the same ids.
"""

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from amqp.exceptions import AMQPError
from kombu.exceptions import OperationalError
from sqlalchemy import Connection, RowMapping, text

from services.common.contracts.outward.envelope import CONTENT_TYPE, routing_key
from services.common.runtime.confirming import Message, NotConfirmed, Outlet
from services.notify.deliveries.claiming import Owed
from services.notify.deliveries.leading import Leader
from services.notify.deliveries.outcomes import Result
from services.notify.deliveries.public_broker import PublicBroker
from services.notify.deliveries.records import save
from services.notify.deliveries.sending import Answer
from services.notify.deliveries.wanted import ANNOUNCED, DIRECT, queue_of

BATCH: Final = 200
NEWS: Final = timedelta(days=7)
"""What is older would have left every queue again."""
_AGAIN_IN: Final = timedelta(minutes=1)
REPLAY: Final[Mapping[str, object]] = {"dumas-replay": True}
NO_HEADERS: Final[Mapping[str, object]] = {}

_NEXT: Final = text(
    """
    SELECT event_id, tenant, type, channel, mode, body, told_at FROM outward_event
    WHERE published_at IS NULL AND position IS NOT NULL AND subscription_id IS NULL
    ORDER BY position LIMIT :most
    """
)
_PUBLISHED: Final = text("UPDATE outward_event SET published_at = :now WHERE event_id = ANY(CAST(:ids AS uuid[]))")
_OWED: Final = text(
    """
    SELECT d.delivery_id, d.tenant, d.subscription_id, d.event_id, d.is_replay, d.attempts, e.type, e.body, s.subscriber
    FROM delivery AS d JOIN subscription AS s USING (subscription_id) JOIN outward_event AS e USING (event_id)
    WHERE s.way = 'amqp' AND s.state = 'active' AND s.removed_at IS NULL AND d.outcome = 'waiting'
        AND d.next_attempt_at <= :now
    ORDER BY d.is_replay, d.position LIMIT :most
    """
)
_LATER: Final = text(
    """
    UPDATE delivery SET next_attempt_at = :later, attempts = attempts + 1, last_failure = 'no_queue'
    WHERE delivery_id = ANY(CAST(:ids AS uuid[])) AND outcome = 'waiting'
    """
)


class Publisher(Leader):
    """Publishes until stopped."""

    failures: ClassVar[tuple[type[Exception], ...]] = (AMQPError, OperationalError, OSError, NotConfirmed)

    def __init__(self, database_url: str, broker: PublicBroker, stop: threading.Event) -> None:
        super().__init__("publishing", "dumas_deliveries", database_url, stop)
        self._broker = broker

    def lead(self, connection: Connection) -> None:
        """Publish what comes, over one connection."""
        with self._broker.connect() as broker:
            outlet = Outlet(broker)
            self.is_connected = True
            while not self.stop_asked.is_set():
                if not announce(connection, outlet) + address(connection, outlet):
                    outlet.stay_in_touch()
                    self.rest(connection)


def announce(connection: Connection, outlet: Outlet) -> int:
    """Publish the next events for whoever is bound to hear them. How many."""
    now = datetime.now(UTC)
    rows = connection.execute(_NEXT, {"most": BATCH}).mappings().all()
    outlet.publish([_announcement(row) for row in rows if row["told_at"] >= now - NEWS])
    if rows:
        connection.execute(_PUBLISHED, {"ids": [row["event_id"] for row in rows], "now": now})
    return len(rows)


def address(connection: Connection, outlet: Outlet) -> int:
    """Publish to single queues what is owed to them. How many."""
    began = datetime.now(UTC)
    rows = connection.execute(_OWED, {"most": BATCH, "now": began}).mappings().all()
    returned = outlet.publish([_addressed(row) for row in rows])
    lost = [row["delivery_id"] for row in rows if str(row["delivery_id"]) in returned]
    if lost:  # somebody has deleted the queue; it is made again within a minute
        connection.execute(_LATER, {"ids": lost, "later": began + _AGAIN_IN})
    _write_down(connection, [row for row in rows if row["delivery_id"] not in lost], began)
    return len(rows)


def _announcement(row: RowMapping) -> Message:
    key = routing_key(row["tenant"], row["type"], row["channel"], row["mode"])
    return _message(row, ANNOUNCED, key)


def _addressed(row: RowMapping) -> Message:
    queue = queue_of(row["tenant"], row["subscriber"])
    return _message(row, DIRECT, queue, REPLAY if row["is_replay"] else NO_HEADERS, str(row["delivery_id"]))


def _message(
    row: RowMapping, exchange: str, key: str, headers: Mapping[str, object] = NO_HEADERS, delivery: str | None = None
) -> Message:
    return Message(
        exchange=exchange,
        key=key,
        body=row["body"].encode(),
        message_id=str(row["event_id"]),
        type=row["type"],
        content_type=CONTENT_TYPE,
        headers=headers,
        correlation_id=delivery,
    )


def _write_down(connection: Connection, rows: Sequence[RowMapping], began: datetime) -> None:
    now = datetime.now(UTC)
    answer = Answer(round((now - began) / timedelta(milliseconds=1)))
    if rows:
        save(connection, [Result(_owed(row, now), answer, began, "delivered") for row in rows])


def _owed(row: RowMapping, now: datetime) -> Owed:
    return Owed(
        delivery_id=row["delivery_id"],
        tenant=row["tenant"],
        subscription_id=row["subscription_id"],
        event_id=row["event_id"],
        is_replay=row["is_replay"],
        attempts=row["attempts"],
        claimed_until=now,
        body=row["body"],
        url="",
        secret=b"",
        earlier_secret=None,
    )
