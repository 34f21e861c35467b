"""How the caller's own regency does: exact counts, for officers who read it; without complaints about the caller."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from services.common.contracts.caller import Caller
from services.common.contracts.comparison import Dashboard, Late, Oldest, Waiting
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.common.steps import KINDS
from services.intake.register.measures import Measures
from services.intake.register.models import Entry, JournalRow, OpenTaskRow
from services.intake.register.sight import not_about


def dashboard(work: Work, caller: Caller, profile: TenantProfile, year: int, now: datetime) -> Dashboard:
    """A year of it, and what is open now."""
    measures = Measures(work, profile, year, now, not_about(caller))
    standing, (with_deadline, on_time) = measures.standing(), measures.on_time()
    weeks = measures.weeks()
    return Dashboard(
        year=year,
        counted_at=now,
        received=measures.count(measures.received),
        closed=measures.count(measures.closed),
        with_deadline=with_deadline,
        on_time=on_time,
        median_days=measures.median_days(),
        open=standing.open,
        late=standing.late,
        oldest=_oldest(work, measures),
        stages=measures.stages(),
        waiting=_waiting(work, measures),
        lateness=_lateness(measures),
        weeks=weeks,
        received_by_week=tuple(measures.by_week(weeks)),
    )


def _oldest(work: Work, measures: Measures) -> Oldest | None:
    query = select(Entry.reference, Entry.received_at).where(measures.open).order_by(Entry.received_at).limit(1)
    row = work.connection.execute(query).first()
    if row is None:
        return None
    return Oldest(reference=row.reference, received_at=row.received_at, days=(measures.now - row.received_at).days)


def _waiting(work: Work, measures: Measures) -> tuple[Waiting, ...]:
    kind = OpenTaskRow.kind
    query = (
        select(kind, func.count(), func.count().filter(measures.late))
        .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
        .where(measures.open)
        .group_by(kind)
    )
    found = {row[0]: Waiting(kind=row[0], open=row[1], late=row[2]) for row in work.connection.execute(query)}
    return tuple(found[name] for name in KINDS if name in found)


def _lateness(measures: Measures) -> Late:
    each = measures.deadlines()
    late = or_(measures.late, Entry.complaint_id.in_(select(each.c.complaint_id).where(each.c.late)))
    known: dict[str, ColumnElement[bool]] = {
        "extended": Entry.extra != {},
        "paused": func.jsonb_array_length(Entry.paused) > 0,
        "returned": _was_returned(),
    }
    counts = {name: measures.count(and_(measures.mine, late, which)) for name, which in known.items()}
    neither = and_(measures.mine, late, not_(or_(*known.values())))
    return Late(count=measures.count(and_(measures.mine, late)), nothing=measures.count(neither), **counts)


def _was_returned() -> ColumnElement[bool]:
    returned = and_(
        JournalRow.complaint_id == Entry.complaint_id,
        JournalRow.name == "step_completed",
        JournalRow.payload["is_return"].astext == "true",
    )
    return exists().where(returned)
