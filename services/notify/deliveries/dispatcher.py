"""Sends webhooks: claims what is due, lets it be sent, writes down what came of it.

The dispatcher alone talks to the database; each request has a thread that does nothing but ask the receiver. Who is
slow keeps a thread busy and nobody else waiting.
"""

import logging
import random
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Any, Final

import psycopg2
from sqlalchemy import Connection

from services.common.runtime.errands import Worker
from services.notify.deliveries import signing
from services.notify.deliveries.addresses import host_of
from services.notify.deliveries.claiming import LEASE, Owed, claim
from services.notify.deliveries.outcomes import Result, result
from services.notify.deliveries.records import follow_up, save
from services.notify.deliveries.sending import Answer, Sender

log = logging.getLogger(__name__)

_CHANNEL: Final = "dumas_deliveries"
_LOOK_EVERY: Final = 1.0
_FINISHING: Final = 10.0
_REPORT_EVERY: Final = timedelta(minutes=1)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Limits:
    """How much goes on at once, how long a claim holds, and where time and chance come from."""

    at_once: int = 64
    lease: timedelta = LEASE
    clock: Callable[[], datetime] = _now
    chance: Callable[[], float] = field(default_factory=lambda: random.SystemRandom().random)


class Dispatcher(Worker):
    """Sends webhooks until stopped."""

    def __init__(
        self, database_url: str, key: bytes, sender: Sender, stop: threading.Event, limits: Limits | None = None
    ) -> None:
        super().__init__("webhooks", _CHANNEL, database_url, stop)
        self._key, self._sender, self._limits = key, sender, limits or Limits()
        self._pool = ThreadPoolExecutor(self._limits.at_once, "webhook")
        self._done: SimpleQueue[Result] = SimpleQueue()
        self._unsaved: list[Result] = []
        self._under_way = 0
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._counts: Counter[str] = Counter()
        self._reported_at = self._limits.clock()

    def run(self) -> None:
        """As every worker; what was not finished at the end is left to whoever comes after the claim has run out."""
        super().run()
        self._pool.shutdown(wait=False)
        self._bell.close()
        self._ear.close()

    def work(self, connection: Connection) -> None:
        """Send what is due; when asked to stop, finish what is under way, within reason."""
        self.is_connected = True
        while not self.stop_asked.is_set():
            self.settle(connection)
            if not self.begin(connection):
                self._rest(connection)
        self.settle(connection)
        until = time.monotonic() + _FINISHING
        while self._under_way and time.monotonic() < until:
            self._rest(connection)
            self.settle(connection)

    def begin(self, connection: Connection) -> int:
        """Claim what is due and let it be sent. How many."""
        free = self._limits.at_once - self._under_way
        if not free:
            return 0
        shared = free - self._limits.at_once // 2
        claimed = claim(connection, self._limits.clock(), free, shared, self._limits.lease)
        for owed in claimed:
            self._under_way += 1
            self._pool.submit(self._send, owed)
        return len(claimed)

    def settle(self, connection: Connection) -> None:
        """Write down what came of those that are done. Nothing is lost when the database is away."""
        while True:
            try:
                self._unsaved.append(self._done.get_nowait())
            except Empty:
                break
            self._under_way -= 1
        if self._unsaved:
            standing = save(connection, self._unsaved)
            saved, self._unsaved = self._unsaved, []
            self._counts.update("failed" if one.answer.failure else "delivered" for one in saved)
            follow_up(connection, saved, standing, self._limits.clock())
        self._report()

    def _send(self, owed: Owed) -> None:
        at = self._limits.clock()
        try:
            answer = self._asked(owed, at)
        except Exception:  # whatever it is, this delivery waits and the others go on
            log.exception("delivery %s could not be sent", owed.delivery_id)
            answer = Answer(0, failure="internal")
        if answer.failure:
            host, code, status = host_of(owed.url), answer.failure, answer.status or "no answer"
            log.warning("delivery %s to %s failed: %s, %s", owed.delivery_id, host, code, status)
        self._done.put(result(owed, answer, self._limits.clock(), self._limits.chance))
        self._ring()

    def _asked(self, owed: Owed, at: datetime) -> Answer:
        sealed = [secret for secret in (owed.secret, owed.earlier_secret) if secret]
        secrets = [signing.opened(self._key, secret, owed.subscription_id) for secret in sealed]
        headers = signing.headers(secrets, owed.event_id, at, owed.body, is_replay=owed.is_replay)
        return self._sender.send(owed.url, headers, owed.body.encode())

    def _ring(self) -> None:
        with suppress(OSError):  # the dispatcher has been called often enough already, or has gone
            self._bell.send(b"\0")

    def _rest(self, connection: Connection) -> None:
        """Until something is done, something may have come, or a second has passed."""
        listener: Any = connection.connection.dbapi_connection
        if not listener.notifies:  # otherwise one came along with the answer to a query
            ready = select.select([listener, self._ear], [], [], _LOOK_EVERY)[0]
            if listener in ready:
                with suppress(psycopg2.Error):  # the next query finds out, and the worker begins anew
                    listener.poll()
            if self._ear in ready:
                self._ear.recv(4096)
        listener.notifies.clear()

    def _report(self) -> None:
        now = self._limits.clock()
        if self._counts and now - self._reported_at >= _REPORT_EVERY:
            log.info("webhooks: %d delivered, %d failed", self._counts["delivered"], self._counts["failed"])
            self._counts.clear()
            self._reported_at = now
