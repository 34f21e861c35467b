"""The queues of systems that listen by AMQP are kept as their subscriptions say.

The rows are what is wanted, the broker is what there is; the difference is made up at every change, and every minute
whatever was changed by hand. A name that was never a subscription's is left alone, for the broker may serve others
too. What a subscriber may hear is widened before it is narrowed, so that nothing between is lost.
"""

import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from sqlalchemy import Connection, text
from urllib3.exceptions import HTTPError

from services.notify.deliveries import difference
from services.notify.deliveries.leading import Leader
from services.notify.deliveries.management import Refused
from services.notify.deliveries.public_broker import PublicBroker
from services.notify.deliveries.wanted import Definitions, Listener, dead, wanted

log = logging.getLogger(__name__)

REPAIR_EVERY: Final = 60.0
GRACE: Final = 60.0
"""How many seconds who signed in with the password before may stay."""
_GATHER: Final = 0.2
_LATELY: Final = timedelta(minutes=10)

_ROWS: Final = text(
    """
    SELECT subscription_id, tenant, subscriber, state, types, channels, all_channels, protected,
        encode(secret, 'escape') AS secret, changed_at, removed_at
    FROM subscription WHERE way = 'amqp' ORDER BY tenant, subscriber, created_at
    """
)
_ACTIVATE: Final = text(
    """
    UPDATE subscription SET state = 'active'
    WHERE subscription_id = :subscription_id AND state = 'preparing' AND changed_at = :changed_at
        AND removed_at IS NULL
    """
)


def listeners(connection: Connection) -> list[Listener]:
    """All that are, and that were."""
    rows = connection.execute(_ROWS).mappings()
    return [Listener(**{**row, "types": tuple(row["types"]), "channels": tuple(row["channels"])}) for row in rows]


class Provisioner(Leader):
    """Keeps the public broker as it should be, until stopped."""

    failures: ClassVar[tuple[type[Exception], ...]] = (HTTPError, Refused, OSError)
    pause: ClassVar[float] = 5.0

    def __init__(self, database_url: str, broker: PublicBroker, stop: threading.Event, grace: float = GRACE) -> None:
        super().__init__("queues", "dumas_deliveries", database_url, stop)
        self._management, self._vhost, self._grace = broker.management(), broker.vhost, grace
        self._closing: dict[str, float] = {}
        self._strangers: set[str] = set()

    def lead(self, connection: Connection) -> None:
        """Look at the rows, and at the broker when they have changed or a minute has passed."""
        self._closing = _unfinished(listeners(connection), self._grace)
        seen, again_at = None, 0.0
        while not self.stop_asked.is_set():
            rows = listeners(connection)
            if rows != seen or time.monotonic() >= again_at:
                self.reconcile(connection, rows)
                seen, again_at = rows, time.monotonic() + REPAIR_EVERY
            self._close()
            self.is_connected = True
            self.rest(connection)
            self.stop_asked.wait(_GATHER)  # every event wakes us, and few are ours

    def reconcile(self, connection: Connection, rows: list[Listener]) -> None:
        """Make up the difference. One that cannot be helped holds up no other; it is tried again. HTTPError."""
        held = self._management.definitions()
        self._tell_of_strangers(held, rows)
        in_use = {row.queue: row for row in rows if row.removed_at is None}
        for queue in {row.queue for row in rows} - in_use.keys():
            self._remove(queue, held)
        for row in in_use.values():
            try:
                self._provide(row, held)
            except Refused as reason:
                log.error("queue %s is not as it should be: %s", row.queue, reason)
                continue
            if row.state == "preparing":
                connection.execute(_ACTIVATE, {"subscription_id": row.subscription_id, "changed_at": row.changed_at})

    def _provide(self, row: Listener, held: Definitions) -> None:
        queue, should = row.queue, wanted(row, self._vhost)
        for permission in difference.forbidden(should, held, queue):
            self._management.delete("permissions", permission["vhost"], queue)
            self._closing[queue] = time.monotonic()
        if missing := difference.lacking(should, held):
            log.info("queue %s: %s", queue, ", ".join(f"{len(rows)} {name}" for name, rows in missing.items()))
            self._management.add(missing)
            if "users" in missing and difference.is_held("users", queue, held):
                self._closing.setdefault(queue, time.monotonic() + self._grace)
        for name in difference.other_than_wanted(should, held):
            log.error("queue %s has other arguments than it should; delete it once it is empty", name)
        for one in {row["destination"] for row in difference.unwanted_bindings(should, held, queue, self._vhost)}:
            self._narrow(one, should)

    def _narrow(self, queue: str, should: Definitions) -> None:
        # Listed anew: by its own key a binding is removed, and that is not in the definitions.
        own = [row for row in self._management.bindings(self._vhost, queue) if row["source"]]
        for row in difference.unwanted_bindings(should, {"bindings": own}, queue, self._vhost):
            log.info("queue %s: no longer %s", queue, row["routing_key"])
            self._management.unbind(row)

    def _remove(self, queue: str, held: Definitions) -> None:
        if difference.is_held("users", queue, held):
            self._management.delete("users", queue)
            self._management.close_connections(queue)
        for name in (queue, dead(queue)):
            if difference.is_held("queues", name, held, vhost=self._vhost):
                log.info("queue %s is removed", name)
                self._management.delete("queues", self._vhost, name)

    def _close(self) -> None:
        for queue in [queue for queue, at in self._closing.items() if at <= time.monotonic()]:
            self._management.close_connections(queue)
            del self._closing[queue]

    def _tell_of_strangers(self, held: Definitions, rows: list[Listener]) -> None:
        found = difference.strangers(held, self._vhost, (row.queue for row in rows))
        for name in sorted(found - self._strangers):
            log.warning("%s at the public broker is no subscriber's; it is left as it is", name)
        self._strangers = found


def _unfinished(rows: list[Listener], grace: float) -> dict[str, float]:
    """Whose connections may not have been closed when an earlier process ended."""
    lately, now = datetime.now(UTC) - _LATELY, time.monotonic()
    recent = [row for row in rows if row.changed_at >= lately and row.removed_at is None]
    return {row.queue: now if row.state == "disabled" else now + grace for row in recent}
