"""A dispatcher at work on notify's tables, for subscriptions of one regency, at a time the test decides."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.common.contracts.events import ToldOutside
from services.common.runtime.errands import make_engine
from services.common.sealing import enclose
from services.notify.deliveries.addresses import Gate, networks
from services.notify.deliveries.claiming import Owed, claim
from services.notify.deliveries.dispatcher import Dispatcher, Limits
from services.notify.deliveries.sending import Sender
from tests.integration.notify.test_outward import Outward, life
from tests.support.databases import Databases, rows
from tests.support.patience import until

KEY = b"k" * 32
SECRET = "whsec_" + "c2VjcmV0LXVudHVrLXVqaS10aWdhLXB1bHVoLWR1YSE="
LOOPBACK = "127.0.0.0/8"
_OFF = "UPDATE subscription SET state = 'disabled' WHERE state = 'active'"
_LOG = """
    SELECT d.outcome, d.attempts, d.last_status, d.last_failure FROM delivery AS d
    WHERE d.subscription_id = %s ORDER BY d.position, d.is_replay
"""


class Post(Outward):
    """Subscriptions with real receivers, and the time their dispatcher believes it is."""

    def __init__(self, databases: Databases) -> None:
        super().__init__(databases)
        self.url = databases.of_role("deliveries", "dumas_notify").render_as_string(hide_password=False)
        self.ahead = timedelta()
        self.sql(_OFF)  # what other tests have left

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the owner of the tables."""
        return rows(self.owner, query, *values)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def later(self, **span: float) -> None:
        """Time has passed."""
        self.ahead += timedelta(**span)
        self.sql("NOTIFY dumas_deliveries")

    def listener(self, url: str, **changes: Any) -> UUID:
        """A subscription of this address."""
        subscription_id = uuid4()
        sealed = enclose(KEY, SECRET.encode(), f"subscription|{subscription_id}")
        return self.subscribe(subscription_id=subscription_id, url=url, secret=sealed, **changes)

    def complaint(self, count: int = 3) -> list[str]:
        """So many events of one complaint are told; their ids."""
        told: list[ToldOutside] = life(self, uuid4())[:count]
        self.hear(*told)
        return [str(event.event_id) for event in told]

    def log(self, subscription: UUID) -> list[tuple[Any, ...]]:
        """Outcome, tries, last status and failure of each delivery."""
        return self.sql(_LOG, str(subscription))

    def subscription(self, one: UUID, columns: str) -> tuple[Any, ...]:
        return self.sql(f"SELECT {columns} FROM subscription WHERE subscription_id = %s", str(one))[0]

    def await_outcomes(self, subscription: UUID, *outcomes: str) -> None:
        """Until the deliveries stand so."""
        until(lambda: [row[0] for row in self.log(subscription)] == list(outcomes))

    def await_tries(self, subscription: UUID, count: int) -> None:
        """Until so many tries were written down."""
        query = "SELECT count(*) FROM attempt JOIN delivery USING (delivery_id) WHERE subscription_id = %s"
        until(lambda: self.sql(query, str(subscription))[0][0] >= count)

    def claim(self, most: int = 50) -> list[Owed]:
        """As a sender does who then dies."""
        with make_engine(self.url).connect() as connection:
            return claim(connection, self.now(), most, shared=most)

    @contextmanager
    def sending(self, at_once: int = 16, seconds: float = 3.0) -> Iterator[None]:
        """With a dispatcher at work."""
        stop, limits = threading.Event(), Limits(at_once=at_once, clock=self.now, chance=lambda: 0.5)
        dispatcher = Dispatcher(self.url, KEY, Sender(Gate(networks(LOOPBACK)), seconds), stop, limits)
        dispatcher.start()
        try:
            yield
        finally:
            stop.set()
            self.sql("NOTIFY dumas_deliveries")
            dispatcher.join(15)
            assert not dispatcher.is_alive()

    def close(self) -> None:
        self.sql(_OFF)
        super().close()


def environment(post: Post) -> dict[str, str]:
    """Of the process `dumas deliveries`."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "DATABASE_URL": post.url,
        "DUMAS_OUTWARD_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        "DUMAS_WEBHOOK_NETWORKS": LOOPBACK,
    }
