"""Open tasks: those that wait for the caller, and in the office all that is open; by key, the most urgent first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_

from services.common.clocks import WorkingCalendar
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.handling import NOBODY
from services.common.contracts.lists import TaskQuery
from services.common.desk.access import is_inside, may_read
from services.common.errors import Invalid
from services.common.runtime.database import Work
from services.common.vocabulary import REPORTER
from services.intake.register import timeline
from services.intake.register.extending import extendable
from services.intake.register.handlers import FOR_OFFICERS, FREE, HANDLER, entered_for
from services.intake.register.models import ClockRow, Entry, OpenTaskRow
from services.intake.register.paging import cursor, found_by
from services.intake.register.remaining import soon_until, told_of, unit_due
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about, tasks_of

_OF_THE_OFFICE = ("reporter", "open")
_ONLY_INSIDE = "This is for officers of the inspectorate."


class TaskLists:
    """Reads on one transaction, for one caller."""

    def __init__(self, work: Work, caller: Caller, now: datetime | None = None) -> None:
        self._session = work.session
        self._records = RegisterRecords(work)
        self._caller, self._now = caller, now or datetime.now(UTC)

    def tasks(self, page: TaskQuery) -> r.Tasks:
        """A page of them. Invalid when somebody outside asks for what is the office's."""
        calendar = self._records.calendar(self._caller.tenant)
        scopes = self._scopes(calendar)
        query = (
            select(OpenTaskRow, Entry, HANDLER)
            .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
            .where(*scopes[page.scope], *self._narrowed(page))
            .order_by(OpenTaskRow.urgent_at, OpenTaskRow.task_id)
            .limit(page.limit + 1)
        )
        if page.after:
            seen = cursor(page.after, datetime.fromisoformat, UUID)
            query = query.where(tuple_(OpenTaskRow.urgent_at, OpenTaskRow.task_id) > seen)
        rows = self._session.execute(query).all()
        last = rows[page.limit - 1][0] if len(rows) > page.limit else None
        running = self._running(task.complaint_id for task, _, _ in rows)
        return r.Tasks(
            tasks=tuple(
                self._task(task, entry, handler, calendar=calendar, clocks=running[task.complaint_id])
                for task, entry, handler in rows[: page.limit]
            ),
            next=f"{last.urgent_at.isoformat()}~{last.task_id}" if last else None,
            counts=self._counts(scopes) if page.with_counts else None,
        )

    def _scopes(self, calendar: WorkingCalendar) -> dict[str, list[ColumnElement[bool]]]:
        mine, until = tasks_of(self._caller), soon_until(calendar, self._now)
        scopes = {
            "mine": mine,
            "handled": [*mine, entered_for(self._caller.actor)],
            "free": [*mine, FREE],
            "due_soon": [*mine, OpenTaskRow.urgent_at >= self._now, OpenTaskRow.urgent_at <= until],
            "late": [*mine, OpenTaskRow.urgent_at < self._now],
        }
        office = [not_about(self._caller)]
        return scopes | {"reporter": [*office, OpenTaskRow.roles.contains([REPORTER])], "open": office}

    def _narrowed(self, page: TaskQuery) -> list[ColumnElement[bool]]:
        inside = is_inside(self._caller)
        if page.scope in _OF_THE_OFFICE and not inside:
            raise Invalid({"scope": _ONLY_INSIDE})
        if narrowed := [name for name in ("channel", "handler") if getattr(page, name) and not inside]:
            raise Invalid(dict.fromkeys(narrowed, _ONLY_INSIDE))
        wanted = found_by(page.search, by_source=inside or self._caller.kind == "system")
        if page.step:
            wanted.append(OpenTaskRow.step == page.step)
        if page.channel:
            wanted.append(Entry.channel == page.channel)
        if page.handler:
            wanted += [FREE, FOR_OFFICERS] if page.handler == NOBODY else _handled_by(page.handler)
        return wanted

    def _counts(self, scopes: Mapping[str, list[ColumnElement[bool]]]) -> r.TaskCounts:
        inside = is_inside(self._caller)
        asked = {name: where for name, where in scopes.items() if inside or name not in _OF_THE_OFFICE}
        columns = [func.count().filter(*where).label(name) for name, where in asked.items()]
        query = select(*columns).select_from(OpenTaskRow).join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
        found = dict(self._session.execute(query).one()._mapping)
        return r.TaskCounts(**({"reporter": None, "open": None} | found))

    def _running(self, of: Iterable[UUID]) -> Mapping[UUID, list[ClockRow]]:
        """The clocks that are due some day, by complaint."""
        running = (ClockRow.stopped_at.is_(None), ClockRow.due_at.is_not(None))
        found: dict[UUID, list[ClockRow]] = defaultdict(list)
        for clock in self._session.scalars(select(ClockRow).where(ClockRow.complaint_id.in_(set(of)), *running)):
            found[clock.complaint_id].append(clock)
        return found

    def _task(
        self,
        task: OpenTaskRow,
        entry: Entry,
        handler: str | None,
        *,
        calendar: WorkingCalendar,
        clocks: Iterable[ClockRow],
    ) -> r.OpenTask:
        told: dict[str, Any] = {"problem_code": entry.problem_code, "about": entry.unit}
        told["received_at"] = entry.received_at
        reads = self._caller.kind == "system" or may_read(self._caller, Barred.model_validate(entry.barred))
        if not reads:
            # How the complaint came, its number there and what it is about lead to who filed it.
            told = {"channel": None, "source_reference": None}
        sop = self._records.sop(entry.sop)
        told_by = clocks if reads else [clock for clock in clocks if clock.visit]  # how it came may choose the others
        unit = unit_due(told_by, task.urgent_at, sop)
        told |= {"handler": handler, **told_of(calendar, self._now, task.urgent_at, unit)}
        told["extendable"] = extendable(task, entry, sop, may_read=reads)
        return timeline.open_task(task, entry, sop).model_copy(update=told)


def _handled_by(officer: str) -> list[ColumnElement[bool]]:
    return [entered_for(officer), HANDLER.is_not_distinct_from(officer)]
