"""Sending again what was told before, with the same event ids, and sending a test: by webhook and AMQP alike, as rows
of `delivery`. What waits already is not owed a second time, but tried at once."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, text

from services.common.contracts.caller import Caller
from services.common.contracts.outward.deliveries import Replay, Replayed
from services.common.errors import Invalid, NotFound, SubscriptionRefused
from services.common.runtime.database import Work
from services.notify.outward.subscriptions import held, note

FARTHEST: Final = timedelta(days=30)
_WHICH: Final = {
    "one": "e.event_id = :event_id",
    "given_up": """
        EXISTS (
            SELECT FROM delivery AS g
            WHERE g.subscription_id = s.subscription_id AND g.event_id = e.event_id AND g.outcome = 'given_up'
                AND NOT EXISTS (
                    SELECT FROM delivery AS d WHERE d.subscription_id = s.subscription_id AND d.event_id = e.event_id
                        AND d.outcome = 'delivered' AND d.created_at >= g.created_at))
    """,
    "since": "e.told_at >= :since AND e.told_at < :until AND NOT e.is_test",
}
_SOONER: Final = """
    UPDATE delivery AS d SET next_attempt_at = :now FROM outward_event AS e, subscription AS s
    WHERE s.subscription_id = :subscription_id AND d.subscription_id = s.subscription_id AND d.outcome = 'waiting'
        AND e.event_id = d.event_id AND {which}
"""
_AGAIN: Final = """
    INSERT INTO delivery (tenant, subscription_id, event_id, position, complaint_id, is_replay, created_at,
                          next_attempt_at, attempts, outcome)
    SELECT e.tenant, s.subscription_id, e.event_id, e.position, e.complaint_id, true, :now, :now, 0, 'waiting'
    FROM outward_event AS e JOIN subscription AS s ON s.tenant = e.tenant
    WHERE s.subscription_id = :subscription_id AND e.position IS NOT NULL AND {which} AND may_hear(s, e)
        AND NOT EXISTS (SELECT FROM delivery AS d WHERE d.subscription_id = s.subscription_id
            AND d.event_id = e.event_id AND d.outcome = 'waiting')
    ORDER BY e.position
"""
_STATEMENTS: Final = {
    name: tuple(text(statement.format(which=which)) for statement in (_SOONER, _AGAIN))
    for name, which in _WHICH.items()
}


def replay(work: Work, caller: Caller, request: Replay, now: datetime) -> Replayed:
    """How many are on their way again. NotFound, Invalid, SubscriptionRefused."""
    return work.once(caller, request, request.request_key, Replayed, lambda: _again(work, caller, request, now))


def in_use(work: Work, caller: Caller, subscription_id: UUID) -> RowMapping:
    """A subscription to which something can be sent. NotFound, SubscriptionRefused."""
    row = held(work, caller, subscription_id)
    if row["state"] == "disabled":
        raise SubscriptionRefused("it is switched off. Switch it on first")
    return row


def _again(work: Work, caller: Caller, request: Replay, now: datetime) -> Replayed:
    row = in_use(work, caller, request.subscription_id)
    which, given = _which(request, now)
    given |= {"subscription_id": row["subscription_id"], "now": now}
    count = sum(work.connection.execute(statement, given).rowcount for statement in _STATEMENTS[which])
    if which == "one" and not count:
        raise NotFound("event")
    note(work, caller, "events_replayed", now, row, what=which, events=str(count))
    return Replayed(events=count)


def _which(request: Replay, now: datetime) -> tuple[str, dict[str, Any]]:
    if request.event_id is not None:
        return "one", {"event_id": request.event_id}
    if request.since is None:
        return "given_up", {}
    until = request.until or now
    if request.since < now - FARTHEST:
        raise Invalid({"since": f"At most {FARTHEST.days} days back."})
    if until <= request.since:
        raise Invalid({"until": "This is not after `since`."})
    return "since", {"since": request.since, "until": until}
