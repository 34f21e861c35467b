"""How many open tasks each officer handles, and how many nobody does: for who sees to it that none is forgotten."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Subquery, func, select

from services.common.contracts import handling as h
from services.common.contracts.caller import Caller
from services.common.runtime.database import Work
from services.intake.register.handlers import FOR_OFFICERS, HELD, handling_roles
from services.intake.register.models import Entry, OpenTaskRow
from services.intake.register.remaining import soon_until
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about
from services.intake.register.standing_in import posts_now


def workload(work: Work, caller: Caller, page: h.WorkloadQuery, now: datetime | None = None) -> h.Workload:
    """A page of officers by sign-in name, those without a task too; of complaints that are not about the caller."""
    moment = now or datetime.now(UTC)
    until = soon_until(RegisterRecords(work).calendar(caller.tenant), moment)
    counted = _counted(work, caller, moment, until)
    posts = sorted(posts_now(work, caller.tenant), key=lambda each: each[0].id)
    waiting = [(post, lent) for post, lent in posts if handling_roles(post) and post.id > (page.after or "")]
    shown = waiting[: page.limit]
    return h.Workload(
        officers=tuple(
            h.Load(
                officer=post.id,
                roles=handling_roles(post),
                lent=dict(lent),
                **counted.get(post.id, {}),
            )
            for post, lent in shown
        ),
        nobody=h.Load(officer=None, **counted.get(None, {})),
        next=shown[-1][0].id if len(waiting) > page.limit else None,
    )


def _counted(work: Work, caller: Caller, now: datetime, until: datetime) -> dict[str | None, dict[str, Any]]:
    of = _handled(caller)
    is_soon = of.c.urgent_at.between(now, until)
    query = select(
        of.c.officer,
        func.count().label("open"),
        func.count().filter(is_soon).label("due_soon"),
        func.count().filter(of.c.urgent_at < now).label("late"),
    ).group_by(of.c.officer)
    rows = (dict(row._mapping) for row in work.session.execute(query))
    return {row.pop("officer"): row for row in rows}


def _handled(caller: Caller) -> Subquery:
    return (
        select(HELD.c.officer, OpenTaskRow.urgent_at)
        .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
        .outerjoin(HELD, HELD.c.task_id == OpenTaskRow.task_id)
        .where(not_about(caller), FOR_OFFICERS)
        .subquery()
    )
