"""The feed: what was told, in order, for who rather asks than is sent to.

Places are given out in turn within a regency (`keeping`), each visible before the next is given. So whatever was read
up to a place, nothing is added before it afterwards.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select, text

from services.common.contracts.caller import Caller
from services.common.contracts.outward.feed import LATEST, ByEvent, EventQuery, Events, Told
from services.common.errors import Invalid, NotFound
from services.common.runtime.database import Work
from services.common.vocabulary import CHANNELS
from services.notify.outward.log import not_about
from services.notify.outward.tables import OutwardEvent

_LARGEST: Final = 2**63 - 1
_GIVEN: Final = text("SELECT last_value FROM pg_sequences WHERE sequencename = 'outward_position'")
_NEVER_GIVEN: Final = (
    "This is after the newest event there is: the cursor is from another Dumas, or from before data were restored. "
    "Begin anew without `after` and drop the ids you have, or with `latest`."
)
_HEARD: Final = """
    CASE WHEN outward_event.subscription_id IS NULL AND NOT EXISTS (
        SELECT FROM subscription AS s WHERE s.subscriber = :me AND s.removed_at IS NULL AND s.state <> 'disabled')
    THEN outward_event.mode = 'open' AND outward_event.channel = ANY(CAST(:own AS text[]))
    ELSE EXISTS (
        SELECT FROM subscription AS s WHERE s.subscriber = :me AND s.removed_at IS NULL
            AND (s.state <> 'disabled' OR s.subscription_id = outward_event.subscription_id)
            AND may_hear(s, outward_event)) END
"""
"""What its subscriptions hear together; who has none in use hears openly filed complaints of the own channels."""


def events(work: Work, caller: Caller, query: EventQuery) -> Events:
    """A page of the feed. Invalid."""
    until: int = work.connection.execute(select(func.coalesce(func.max(OutwardEvent.position), 0))).scalar_one() or 0
    if query.after == LATEST:
        return Events(events=(), cursor=str(until), has_more=False)
    after = _place(query.after)
    if after > until:
        _demand_given(work, after)
    between = (OutwardEvent.position > after, OutwardEvent.position <= until)
    found = _heard(caller).where(*between, *_wanted(query)).order_by(OutwardEvent.position).limit(query.limit + 1)
    rows = work.connection.execute(found).all()
    page, has_more = rows[: query.limit], len(rows) > query.limit
    cursor = page[-1].position if has_more else max(after, until)
    return Events(events=tuple(_told(row) for row in page), cursor=str(cursor), has_more=has_more)


def event(work: Work, caller: Caller, request: ByEvent) -> Told:
    """One event. NotFound."""
    mine = (OutwardEvent.event_id == request.event_id, OutwardEvent.position.is_not(None))
    row = work.connection.execute(_heard(caller).where(*mine)).first()
    if row is None:
        raise NotFound("event")
    return _told(row)


def _heard(caller: Caller) -> Select[*tuple[Any, ...]]:
    columns = (OutwardEvent.event_id, OutwardEvent.type, OutwardEvent.position, OutwardEvent.body)
    query: Select[*tuple[Any, ...]] = select(*columns)
    if caller.kind != "system":
        return query.where(*not_about(caller))
    own = sorted(set(caller.roles) & CHANNELS.keys())
    return query.where(text(_HEARD).bindparams(me=caller.actor, own=own))


def _wanted(query: EventQuery) -> list[ColumnElement[bool]]:
    types = [OutwardEvent.type.in_(query.types)] if query.types else []
    reference = [OutwardEvent.reference == query.reference] if query.reference else []
    return [*types, *reference, *([OutwardEvent.told_at >= query.since] if query.since else [])]


def _place(after: str | None) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdecimal() and int(after) <= _LARGEST):
        raise Invalid({"after": "Not a cursor. Use the `cursor` of the page before, or `latest`."})
    return int(after)


def _demand_given(work: Work, place: int) -> None:
    """The newest events may have been forgotten since, so what counts are the places that were ever given. Invalid."""
    if place > (work.connection.execute(_GIVEN).scalar() or 0):
        raise Invalid({"after": _NEVER_GIVEN})


def _told(row: Any) -> Told:
    return Told(event_id=row.event_id, type=row.type, cursor=str(row.position), body=row.body)
