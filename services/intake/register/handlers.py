"""Who is busy with an open task, as a condition of queries: what was entered counts while that officer may do the task.

Whoever left the officers' list, lost the role, changed the unit or turned out to be a reported party handles nothing
any more; nobody has to clear it away for that. The same goes for who stood in for another, when that is over.
"""

from typing import Final

from sqlalchemy import ColumnElement, SQLColumnExpression, Text, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql import cast

from services.common.contracts.events import Post
from services.common.contracts.rights import HANDLERS
from services.common.vocabulary import UNITS
from services.intake.register.models import Entry, OpenTaskRow, TaskHandlerRow, Tenant
from services.intake.register.standing_in import OFFICERS, POST, ROLE


def fits(officer: SQLColumnExpression[str] | str) -> ColumnElement[bool]:
    """Whether an officer may do an open task of an entry: by role, for a unit's step by unit, and not barred; nor is
    who has lent the role."""
    barred = or_(
        func.jsonb_exists(Entry.barred["officers"], POST.c.id),
        func.jsonb_exists(Entry.barred["units"], POST.c.unit),
        func.jsonb_exists(Entry.barred["officers"], ROLE.c.holder),
    )
    return (
        exists()
        .select_from(OFFICERS)
        .where(
            Tenant.tenant == OpenTaskRow.tenant,
            POST.c.id == officer,
            func.jsonb_exists(OpenTaskRow.roles, ROLE.c.role),
            or_(ROLE.c.role != UNITS, OpenTaskRow.unit.is_(None), OpenTaskRow.unit == POST.c.unit),
            func.coalesce(barred, False).is_(False),
        )
        .correlate(OpenTaskRow, Entry, TaskHandlerRow)
    )


HANDLER: Final[ColumnElement[str | None]] = (
    select(TaskHandlerRow.officer)
    .where(TaskHandlerRow.task_id == OpenTaskRow.task_id, fits(TaskHandlerRow.officer))
    .correlate(OpenTaskRow, Entry)
    .scalar_subquery()
)
"""The handler of an open task joined with its entry, by sign-in name; NULL: nobody. For the few rows of a page."""

HELD: Final = (
    select(TaskHandlerRow.task_id, TaskHandlerRow.officer)
    .join(OpenTaskRow, OpenTaskRow.task_id == TaskHandlerRow.task_id)
    .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
    .where(fits(TaskHandlerRow.officer))
    .correlate(None)
    .subquery("in_hand")
)
"""The same of all open tasks at once, for counting."""

FREE: Final = OpenTaskRow.task_id.not_in(select(HELD.c.task_id))

FOR_OFFICERS: Final = func.jsonb_exists_any(OpenTaskRow.roles, cast(sorted(HANDLERS), ARRAY(Text)))
"""Tasks that wait for an officer, and not for the reporter or a system alone."""


def entered_for(officer: str) -> ColumnElement[bool]:
    """Tasks that were handed to this officer, who may have lost the role since; found by the index."""
    return OpenTaskRow.task_id.in_(select(TaskHandlerRow.task_id).where(TaskHandlerRow.officer == officer))


def handling_roles(post: Post) -> tuple[str, ...]:
    """The roles for which an officer may handle tasks."""
    return tuple(role for role in post.roles if role in HANDLERS)
