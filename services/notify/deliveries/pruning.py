"""What is over goes: tries and ended deliveries after thirty days, events after ninety, secrets that were replaced."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, text

from services.common.runtime.errands import Rounds, make_engine

LOG_KEPT: Final = timedelta(days=30)
EVENTS_KEPT: Final = timedelta(days=90)
BATCH: Final = 1000

_DELIVERIES: Final = text(
    """
    WITH over AS (
        DELETE FROM delivery WHERE delivery_id IN (
            SELECT delivery_id FROM delivery WHERE ended_at < :log_before LIMIT :most FOR UPDATE SKIP LOCKED)
        RETURNING delivery_id
    ), theirs AS (DELETE FROM attempt USING over WHERE attempt.delivery_id = over.delivery_id)
    SELECT count(*) FROM over
    """
)
_EVENTS: Final = text(
    """
    WITH over AS (
        DELETE FROM outward_event WHERE event_id IN (
            SELECT event_id FROM outward_event AS e WHERE told_at < :events_before
                AND NOT EXISTS (SELECT FROM delivery AS d WHERE d.event_id = e.event_id)
            LIMIT :most FOR UPDATE SKIP LOCKED)
        RETURNING event_id
    )
    SELECT count(*) FROM over
    """
)
_SECRETS: Final = text(
    "UPDATE subscription SET earlier_secret = NULL, earlier_until = NULL WHERE earlier_until <= :now"
)


def prune(connection: Connection, now: datetime) -> bool:
    """Remove some of what is over. Whether there may be more. The connection is in autocommit."""
    given = {"now": now, "log_before": now - LOG_KEPT, "events_before": now - EVENTS_KEPT, "most": BATCH}
    connection.execute(_SECRETS, given)
    removed = [int(connection.execute(each, given).scalar_one()) for each in (_DELIVERIES, _EVENTS)]
    return BATCH in removed


class Pruner(Rounds):
    """Prunes once a minute until stopped."""

    def __init__(self, database_url: str, stop: threading.Event, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__("pruner", make_engine(database_url), stop)
        self._now = clock or (lambda: datetime.now(UTC))

    def portion(self, connection: Connection) -> bool:
        """Some of what is over."""
        return prune(connection, self._now())
