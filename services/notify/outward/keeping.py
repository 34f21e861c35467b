"""What the register tells for other systems is kept, put in the order of its complaint, and owed to who listens.

Events of one complaint overtake one another on their way; one that is early waits here, as it does in the register.
The place among all events of the regency is given out in turn, so who reads up to a place misses none before it.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import ToldOutside
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.data import About
from services.common.contracts.outward.envelope import body
from services.common.runtime.database import Work
from services.common.vocabulary import MODES
from services.notify.outward.places import take_turn
from services.notify.outward.tables import AttemptRow, DeliveryRow, OutwardComplaint, OutwardEvent

_SAME: Final = (
    "event_id",
    "tenant",
    "type",
    "complaint_id",
    "reference",
    "sequence",
    "channel",
    "mode",
    "happened_at",
)
EVENTS_OF: Final = "/api/v1/events?reference="

_PLACE: Final = text(
    "UPDATE outward_event SET position = nextval('outward_position'), told_at = :now, mode = :mode"
    " WHERE event_id = :event_id"
)
_OWE: Final = text(
    """
    INSERT INTO delivery (tenant, subscription_id, event_id, position, complaint_id, is_replay, created_at,
                          next_attempt_at, attempts, outcome)
    SELECT e.tenant, s.subscription_id, e.event_id, e.position, e.complaint_id, false, :now, :now, 0, 'waiting'
    FROM outward_event AS e JOIN subscription AS s ON s.tenant = e.tenant
    WHERE e.event_id = ANY(CAST(:ids AS uuid[])) AND s.way = 'webhook' AND s.state = 'active'
        AND s.removed_at IS NULL AND may_hear(s, e)
    ORDER BY e.position
    """
)
_PROTECT: Final = text(
    """
    UPDATE delivery AS d SET outcome = 'withdrawn', ended_at = :now
    FROM outward_event AS e, subscription AS s
    WHERE d.complaint_id = :complaint_id AND d.outcome = 'waiting' AND e.event_id = d.event_id
        AND s.subscription_id = d.subscription_id AND NOT may_hear(s, e)
    """
)


def keep(work: Work, event: ToldOutside, now: datetime) -> None:
    """Keep an event, and tell it with all that waited for it. Heard twice, it changes nothing."""
    row = upsert(OutwardEvent).values(**_row(event)).on_conflict_do_nothing()
    if work.connection.execute(row.returning(OutwardEvent.event_id)).first() is None:
        return
    released, mode = _turn(work, event.complaint_id, event.mode)
    waiting = (OutwardEvent.complaint_id == event.complaint_id, OutwardEvent.sequence > released)
    query = select(OutwardEvent.event_id, OutwardEvent.sequence).where(*waiting).order_by(OutwardEvent.sequence)
    rows = work.connection.execute(query).all()
    ready = [row.event_id for place, row in enumerate(rows, released + 1) if row.sequence == place]
    if ready:
        mine = OutwardComplaint.complaint_id == event.complaint_id
        work.connection.execute(update(OutwardComplaint).where(mine).values(released=released + len(ready)))
        release(work, ready, mode, now)


def release(work: Work, ids: list[UUID], mode: str, now: datetime) -> None:
    """Give events their places, and owe each to those who listen."""
    take_turn(work.connection, work.tenant)
    for event_id in ids:
        work.connection.execute(_PLACE, {"event_id": event_id, "mode": mode, "now": now})
    work.connection.execute(_OWE, {"ids": ids, "now": now})


def protect(work: Work, complaint_id: UUID, mode: str, now: datetime) -> None:
    """The reporter is better protected: what was told before is for fewer from now on."""
    _, best = _turn(work, complaint_id, mode)
    mine = OutwardEvent.complaint_id == complaint_id
    work.connection.execute(update(OutwardEvent).where(mine).values(mode=best))
    work.connection.execute(_PROTECT, {"complaint_id": complaint_id, "now": now})


def forget(work: Work, complaint_id: UUID) -> None:
    """The complaint is no longer kept, nor what was told of it."""
    owed = select(DeliveryRow.delivery_id).where(DeliveryRow.complaint_id == complaint_id)
    work.connection.execute(delete(AttemptRow).where(AttemptRow.delivery_id.in_(owed)))
    for row in (DeliveryRow, OutwardEvent):
        work.connection.execute(delete(row).where(row.complaint_id == complaint_id))


def _turn(work: Work, complaint_id: UUID, mode: str) -> tuple[int, str]:
    """How far the complaint was told, and its best protection. Nobody else tells of it until this work is saved."""
    mine = {"complaint_id": complaint_id, "tenant": work.tenant, "released": 0, "mode": mode}
    work.connection.execute(upsert(OutwardComplaint).values(**mine).on_conflict_do_nothing())
    own = OutwardComplaint.complaint_id == complaint_id
    known = select(OutwardComplaint.released, OutwardComplaint.mode).where(own).with_for_update()
    before = work.connection.execute(known).one()
    best = max(before.mode, mode, key=list(MODES).index)
    if best != before.mode:
        work.connection.execute(update(OutwardComplaint).where(own).values(mode=best))
    return before.released, best


def _row(event: ToldOutside) -> dict[str, Any]:
    about = {name: getattr(event, name) for name in About.model_fields if hasattr(event, name)}
    about |= {"url": f"{EVENTS_OF}{event.reference}", **event.details}
    data = OUTWARD[event.type].data.model_validate(about).model_dump(mode="json")
    written = body(
        event_id=event.event_id, tenant=event.tenant, type_=event.type, happened_at=event.happened_at, data=data
    )
    return {name: getattr(event, name) for name in _SAME} | {"body": written, "is_test": False}
