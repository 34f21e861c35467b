"""What a subscription was sent, and how often it was tried; what is about an officer is not shown to that officer."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, select, tuple_
from sqlalchemy.orm import aliased

from services.common.contracts.caller import Caller
from services.common.contracts.outward.deliveries import Attempt, Deliveries, Delivery, DeliveryInFull, DeliveryQuery
from services.common.errors import Invalid, NotFound
from services.common.runtime.database import Work
from services.notify.models import ShutOut
from services.notify.outward.subscriptions import demand
from services.notify.outward.tables import AttemptRow, DeliveryRow, OutwardEvent, SubscriptionRow

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_EARLIER: Final = aliased(DeliveryRow)
_HOLDS: Final = (
    *(SubscriptionRow.subscription_id == DeliveryRow.subscription_id, SubscriptionRow.is_ordered),
    *(SubscriptionRow.way == "webhook", _EARLIER.subscription_id == DeliveryRow.subscription_id),
    *(_EARLIER.complaint_id == DeliveryRow.complaint_id, _EARLIER.is_replay == DeliveryRow.is_replay),
    *(_EARLIER.position < DeliveryRow.position, _EARLIER.outcome == "waiting", DeliveryRow.outcome == "waiting"),
)
"""As `deliveries.claiming` puts it."""
_WAITS_FOR: Final = (
    select(_EARLIER.event_id)
    .where(*_HOLDS)
    .order_by(_EARLIER.position)
    .limit(1)
    .correlate(DeliveryRow)
    .scalar_subquery()
    .label("waits_for")
)
_COLUMNS: Final = (
    *(DeliveryRow.delivery_id, DeliveryRow.event_id, DeliveryRow.outcome, DeliveryRow.is_replay),
    *(DeliveryRow.created_at, DeliveryRow.next_attempt_at, DeliveryRow.attempts),
    *(DeliveryRow.last_status, DeliveryRow.last_failure),
    *(OutwardEvent.type, OutwardEvent.reference, OutwardEvent.is_test, _WAITS_FOR),
)


def deliveries(work: Work, caller: Caller, query: DeliveryQuery) -> Deliveries:
    """A page of the log. NotFound, Invalid."""
    demand(work, caller, query.subscription_id)
    key = (DeliveryRow.created_at, DeliveryRow.delivery_id)
    found = _of(caller, query.subscription_id).where(*_wanted(query))
    if query.after:
        found = found.where(tuple_(*key) < tuple_(*_place(query.after)))
    found = found.order_by(*(column.desc() for column in key)).limit(query.limit + 1)
    rows = work.connection.execute(found).mappings().all()
    page = rows[: query.limit]
    return Deliveries(
        deliveries=tuple(_shown(row) for row in page),
        next=_key(page[-1]) if len(rows) > query.limit else None,
    )


def delivery(work: Work, caller: Caller, subscription_id: UUID, delivery_id: UUID) -> DeliveryInFull:
    """One delivery with its tries and the event. NotFound."""
    demand(work, caller, subscription_id)
    found = _of(caller, subscription_id).add_columns(OutwardEvent.body).where(DeliveryRow.delivery_id == delivery_id)
    row = work.connection.execute(found).mappings().first()
    if row is None:
        raise NotFound("delivery")
    tries = select(AttemptRow.at, AttemptRow.milliseconds, AttemptRow.status, AttemptRow.failure, AttemptRow.answer)
    mine = tries.where(AttemptRow.delivery_id == delivery_id).order_by(AttemptRow.at)
    made = work.connection.execute(mine).mappings()
    return DeliveryInFull(delivery=_shown(row), tries=tuple(Attempt(**one) for one in made), body=row["body"])


def not_about(caller: Caller) -> list[ColumnElement[bool]]:
    """What holds of an event an officer may see: its complaint is not about the officer, nor the officer's unit."""
    if caller.kind != "officer":
        return []
    mine = (ShutOut.who == caller.actor) & ~ShutOut.is_unit | (ShutOut.who == caller.unit) & ShutOut.is_unit
    return [~select(ShutOut.who).where(ShutOut.complaint_id == OutwardEvent.complaint_id, mine).exists()]


def _of(caller: Caller, subscription_id: UUID) -> Select[*tuple[Any, ...]]:
    same = OutwardEvent.event_id == DeliveryRow.event_id
    joined: Select[*tuple[Any, ...]] = select(*_COLUMNS).join(OutwardEvent, same)
    return joined.where(DeliveryRow.subscription_id == subscription_id, *not_about(caller))


def _wanted(query: DeliveryQuery) -> list[ColumnElement[bool]]:
    conditions = {
        DeliveryRow.outcome: query.outcome,
        OutwardEvent.type: query.type,
        OutwardEvent.reference: query.reference,
    }
    same = [column == value for column, value in conditions.items() if value is not None]
    since = [DeliveryRow.created_at >= query.since] if query.since else []
    return [*same, *since, *([DeliveryRow.created_at < query.until] if query.until else [])]


def _shown(row: RowMapping) -> Delivery:
    told = {name: row[name] for name in Delivery.model_fields if name != "next_attempt_at"}
    is_tried = row["outcome"] == "waiting" and row["waits_for"] is None
    return Delivery(**told, next_attempt_at=row["next_attempt_at"] if is_tried else None)


def _key(row: RowMapping) -> str:
    return f"{(row['created_at'] - _EPOCH) // _TICK}.{row['delivery_id'].hex}"


def _place(after: str) -> tuple[datetime, UUID]:
    ticks, _, one = after.partition(".")
    try:
        return _EPOCH + int(ticks) * _TICK, UUID(one)
    except (ValueError, OverflowError):
        raise Invalid({"after": "Not a cursor. Use the `next` of the page before."}) from None
