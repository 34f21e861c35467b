"""What is to be sent next, and by whom: a delivery is claimed for a while, so that one whose sender died is sent again.

Of a subscription a few are under way at once, and one alone while it fails. Where it wants order, an event waits until
the earlier ones of its complaint were taken or given up. What is sent again goes after what is new.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

LEASE: Final = timedelta(seconds=60)
"""Longer than any request takes."""
AT_ONCE: Final = 4

_CLAIM: Final = text(
    """
    WITH mine AS (
        SELECT s.subscription_id, s.is_ordered,
            CASE WHEN s.failing_since IS NULL THEN CAST(:at_once AS integer) ELSE 1 END AS at_once, (
                SELECT count(*) FROM delivery AS d WHERE d.subscription_id = s.subscription_id
                    AND d.outcome = 'waiting' AND d.claimed_until > :now) AS under_way
        FROM subscription AS s
        WHERE s.way = 'webhook' AND s.state = 'active' AND s.removed_at IS NULL AND EXISTS (
            SELECT FROM delivery AS d
            WHERE d.subscription_id = s.subscription_id AND d.outcome = 'waiting' AND d.next_attempt_at <= :now)
        FOR NO KEY UPDATE OF s SKIP LOCKED
    ), next AS (
        SELECT d.delivery_id, mine.under_way + d.turn AS turn,
            row_number() OVER (ORDER BY mine.under_way + d.turn, d.next_attempt_at) AS place
        FROM mine CROSS JOIN LATERAL (
            SELECT d.delivery_id, d.next_attempt_at, row_number() OVER (ORDER BY d.is_replay, d.position) AS turn
            FROM delivery AS d
            WHERE d.subscription_id = mine.subscription_id AND d.outcome = 'waiting' AND d.next_attempt_at <= :now
                AND (d.claimed_until IS NULL OR d.claimed_until <= :now)
                AND (NOT mine.is_ordered OR d.complaint_id IS NULL OR NOT EXISTS (
                    SELECT FROM delivery AS earlier
                    WHERE earlier.complaint_id = d.complaint_id AND earlier.subscription_id = d.subscription_id
                        AND earlier.outcome = 'waiting' AND earlier.is_replay = d.is_replay
                        AND earlier.position < d.position))
            ORDER BY d.is_replay, d.position
            LIMIT greatest(mine.at_once - mine.under_way, 0)
        ) AS d
    ), due AS (
        SELECT delivery_id FROM next WHERE turn = 1 OR place <= :shared ORDER BY place LIMIT :most
    )
    UPDATE delivery AS d SET claimed_until = :until
    FROM due, outward_event AS e, subscription AS s
    WHERE d.delivery_id = due.delivery_id AND e.event_id = d.event_id AND s.subscription_id = d.subscription_id
        AND d.outcome = 'waiting' AND (d.claimed_until IS NULL OR d.claimed_until <= :now) AND d.next_attempt_at <= :now
    RETURNING d.delivery_id, d.tenant, d.subscription_id, d.event_id, d.is_replay, d.attempts, d.claimed_until,
        e.body, s.url, s.secret, CASE WHEN s.earlier_until > :now THEN s.earlier_secret END AS earlier_secret,
        coalesce((SELECT CAST(t.profile ->> 'sandbox' AS boolean) FROM tenant_copy AS t WHERE t.tenant = d.tenant),
            false) AS is_sandbox
    """
)
"""What makes a delivery due is said twice: what another has claimed since this statement began is seen at the end."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery that is claimed, with all it takes to send it. `attempts` are those before; secrets are sealed."""

    delivery_id: UUID
    tenant: str
    subscription_id: UUID
    event_id: UUID
    is_replay: bool
    attempts: int
    claimed_until: datetime
    body: str
    url: str
    secret: bytes
    earlier_secret: bytes | None
    is_sandbox: bool = False


def claim(connection: Connection, now: datetime, most: int, shared: int, lease: timedelta = LEASE) -> list[Owed]:
    """Deliveries whose time has come, at most so many; a first of each subscription before a second of any.

    Beyond `shared` there is only a first for those that have nothing under way: many that hang leave room for others.
    """
    limits: dict[str, Any] = {"now": now, "until": now + lease, "most": most, "shared": shared, "at_once": AT_ONCE}
    return [Owed(**row) for row in connection.execute(_CLAIM, limits).mappings()]
