"""Legal holds, certificates of destruction and what falls due: what leaders and the operator ask of them."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from services.common.contracts import retention as k
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.register import Page
from services.common.contracts.rights import LEADERS
from services.common.errors import Invalid, NoLongerKept, NotFound
from services.common.runtime.database import Work
from services.intake.register.destroying import closed_before, schedule_of
from services.intake.register.models import DestructionRow, Entry, HoldRow
from services.intake.register.retention import Ended
from services.intake.register.sight import not_about

_MOST = 1000


def hold(work: Work, caller: Caller, request: k.HoldComplaint, now: datetime) -> k.Hold:
    """Set or lift a hold; the same again changes nothing. NotFound, also for whom it is about; NoLongerKept."""
    mine = (Entry.reference == request.reference, not_about(caller, LEADERS))
    entry = work.session.scalar(select(Entry).where(*mine).with_for_update())
    if entry is None:
        raise NotFound("complaint")
    if entry.destroyed_at is not None:
        raise NoLongerKept(entry.destroyed_at.date().isoformat())
    said = {"is_held": request.is_held, "reason": request.reason, "basis": request.basis}
    newest = _newest(work, entry)
    if newest is not None and all(getattr(newest, name) == value for name, value in said.items()):
        return _shown(newest, entry.reference)
    row = HoldRow(tenant=entry.tenant, complaint_id=entry.complaint_id, by=caller.actor, at=now, **said)
    work.connection.execute(insert(HoldRow).values(**_columns(row)))
    entry.held_since = (entry.held_since or now) if request.is_held else None
    work.session.flush()
    action = "hold_set" if request.is_held else "hold_lifted"
    work.announce(audited_of(caller, action, now, entry, reason=request.reason, basis=request.basis))
    return _shown(row, entry.reference)


def held(work: Work, entry: Entry) -> k.Hold | None:
    """The hold of a complaint, when it is under one."""
    newest = _newest(work, entry) if entry.held_since else None
    return _shown(newest, entry.reference) if newest else None


def destructions(work: Work, caller: Caller, page: Page) -> k.Destructions:
    """Certificates, the newest first, without those of complaints about the caller. Invalid."""
    query = (
        select(DestructionRow)
        .join(Entry, Entry.complaint_id == DestructionRow.complaint_id)
        .where(DestructionRow.tenant == work.tenant, not_about(caller, LEADERS))
        .order_by(DestructionRow.number.desc())
    )
    if page.after:
        if not page.after.isdecimal():
            raise Invalid({"after": "Not a cursor. Use the `next` of the page before."})
        query = query.where(DestructionRow.number < int(page.after))
    rows = work.session.scalars(query.limit(page.limit + 1)).all()
    shown = tuple(
        k.Destruction(**{name: getattr(row, name) for name in k.Destruction.model_fields}) for row in rows[: page.limit]
    )
    return k.Destructions(destructions=shown, next=str(shown[-1].number) if len(rows) > page.limit else None)


def falling_due(work: Work, caller: Caller, within: k.DueWithin, now: datetime) -> k.AllDue:
    """What comes to its end within some days, the earliest first."""
    schedule, by = schedule_of(work), now + timedelta(days=within.days)
    query = closed_before(schedule, by).where(Entry.tenant == work.tenant, not_about(caller, LEADERS))
    found = [Ended(**row._mapping) for row in work.connection.execute(query)]
    last = schedule.day(by)
    terms = [term for ended in found for term in schedule.terms(ended) if term.due_on <= last]
    terms.sort(key=lambda term: (term.due_on, term.ended.reference))
    due = tuple(
        k.FallingDue(
            reference=term.ended.reference,
            scope=term.scope,
            retention_class=term.retention_class,
            closed_on=schedule.day(term.ended.closed_at),
            due_on=term.due_on,
            is_held=term.ended.held_since is not None,
        )
        for term in terms[:_MOST]
    )
    return k.AllDue(due=due, is_cut=len(terms) > _MOST)


def _newest(work: Work, entry: Entry) -> HoldRow | None:
    mine = select(HoldRow).where(HoldRow.complaint_id == entry.complaint_id)
    return work.session.scalar(mine.order_by(HoldRow.hold_id.desc()).limit(1))


def _columns(row: HoldRow) -> dict[str, object]:
    names = ("tenant", "complaint_id", "is_held", "reason", "basis", "by", "at")
    return {name: getattr(row, name) for name in names}


def _shown(row: HoldRow, reference: str) -> k.Hold:
    told = {name: getattr(row, name) for name in k.Hold.model_fields if name != "reference"}
    return k.Hold(reference=reference, **told)
