"""What came of tries is written down, of many at once in one statement; then what follows from it for subscriptions.

A sender that was so slow that another took over writes its try down, and changes what becomes of the delivery only if
it was taken. What was withdrawn meanwhile stays withdrawn.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from services.common.runtime.errands import transaction
from services.notify.deliveries.disabling import disable
from services.notify.deliveries.outcomes import Result, health
from services.notify.deliveries.schedule import is_back, why_disabled

_SAVE: Final = text(
    """
    WITH r AS (
        SELECT * FROM jsonb_to_recordset(CAST(:tried AS jsonb)) AS r(
            delivery_id uuid, claimed_until timestamptz, at timestamptz, milliseconds integer, status integer,
            failure text, answer text, outcome text, next_attempt_at timestamptz)
    ), tries AS (
        INSERT INTO attempt (tenant, delivery_id, at, milliseconds, status, failure, answer)
        SELECT d.tenant, d.delivery_id, r.at, r.milliseconds, r.status, r.failure, r.answer
        FROM r JOIN delivery AS d USING (delivery_id)
    ), outcomes AS (
        UPDATE delivery AS d SET attempts = d.attempts + 1, outcome = r.outcome, claimed_until = NULL,
            next_attempt_at = coalesce(r.next_attempt_at, d.next_attempt_at),
            ended_at = CASE WHEN r.outcome <> 'waiting' THEN r.at END, last_status = r.status, last_failure = r.failure
        FROM r
        WHERE d.delivery_id = r.delivery_id AND d.outcome = 'waiting'
            AND (r.outcome = 'delivered' OR d.claimed_until = r.claimed_until)
    )
    UPDATE subscription AS s SET last_delivered_at = coalesce(f.delivered_at, s.last_delivered_at),
        failing_since = CASE WHEN f.delivered_at IS NULL THEN coalesce(s.failing_since, f.failing_from)
            ELSE f.failing_from END
    FROM jsonb_to_recordset(CAST(:fared AS jsonb))
        AS f(subscription_id uuid, delivered_at timestamptz, failing_from timestamptz)
        JOIN subscription AS before USING (subscription_id)
    WHERE s.subscription_id = f.subscription_id
    RETURNING s.subscription_id, s.tenant, s.failing_since, before.failing_since AS was_failing_since
    """
)
_RESUME: Final = text(
    """
    UPDATE delivery SET next_attempt_at = :now
    WHERE subscription_id = :subscription_id AND outcome = 'waiting' AND attempts > 0 AND next_attempt_at > :now
        AND (last_status IS NULL OR last_status IN (502, 504))
    """
)
"""What failed for want of an answer; what the receiver did answer to waits for its time."""


def save(connection: Connection, results: Sequence[Result]) -> Sequence[Row[Any]]:
    """Write results down, all or none, on a connection in autocommit. Gives how the subscriptions stand."""
    fared = (asdict(its) for its in health(results))
    rows = connection.execute(_SAVE, {"tried": _json(_row(one) for one in results), "fared": _json(fared)})
    return rows.all()


def follow_up(connection: Connection, results: Sequence[Result], standing: Iterable[Row[Any]], now: datetime) -> None:
    """Resume with who is back; switch off who is gone or failed for long. What is missed is done after the next try."""
    gone = {its.subscription_id for its in health(results) if its.is_gone}
    for row in standing:
        if is_back(row.was_failing_since, row.failing_since, now):
            connection.execute(_RESUME, {"subscription_id": row.subscription_id, "now": now})
        if because := why_disabled(row.failing_since, now, is_gone=row.subscription_id in gone):
            with transaction(connection, row.tenant):
                disable(connection, row.subscription_id, because, now)


def _row(one: Result) -> dict[str, Any]:
    answer = one.answer
    return {
        "delivery_id": one.owed.delivery_id,
        "claimed_until": one.owed.claimed_until,
        "at": one.at,
        "milliseconds": answer.milliseconds,
        "status": answer.status,
        "failure": answer.failure,
        "answer": answer.text,
        "outcome": one.outcome,
        "next_attempt_at": one.next_attempt_at,
    }


def _json(rows: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(rows), default=str)
