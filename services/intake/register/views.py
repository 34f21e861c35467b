"""The register's reading side: lists by key, never by offset; no counting on a page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select, tuple_

from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.tenant import TenantProfile, Unit
from services.common.errors import Invalid, NotFound, UnknownTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.register import timeline
from services.intake.register.domain import FAR_AWAY
from services.intake.register.models import ClockRow, Entry, JournalRow, OpenTaskRow, SopVersion, Tenant
from services.intake.register.repository import RegisterRecords

_NO_CURSOR = Invalid({"after": "Not a cursor. Use the `next` of the page before."})


class Views:
    """Reads on one transaction."""

    def __init__(self, work: Work) -> None:
        self._session = work.session
        self._records = RegisterRecords(work)

    def tenants(self) -> r.Tenants:
        """All regencies, by name."""
        keys = self._session.scalars(select(Tenant.tenant).order_by(Tenant.tenant))
        return r.Tenants(tenants=tuple(self.tenant(key) for key in keys))

    def tenant(self, key: str) -> r.PublicTenant:
        """One regency as anybody may see it. UnknownTenant."""
        row = self._session.get(Tenant, key)
        newest = select(SopVersion.sop).where(SopVersion.tenant == key).order_by(SopVersion.version.desc()).limit(1)
        sop_id = self._session.scalar(newest)
        if row is None or sop_id is None:
            raise UnknownTenant(key)
        sop = self._records.sop(sop_id)
        return r.PublicTenant(
            profile=TenantProfile.model_validate(row.profile),
            sop=sop.id,
            title=sop.title,
            channels={name: channel.model_dump(mode="json") for name, channel in sop.channels.items()},
            steps=tuple(timeline.public_step(step) for step in sop.steps),
            units=tuple(Unit.model_validate(unit) for unit in row.units),
        )

    def tasks(self, caller: Caller, page: r.Page) -> r.Tasks:
        """Open tasks for the caller's roles, the most urgent first. A system sees only its own channel's."""
        mine: list[ColumnElement[bool]] = [or_(*(OpenTaskRow.roles.contains([role]) for role in caller.roles))]
        if caller.kind == "system":
            mine.append(Entry.channel.in_(caller.roles))
        if page.after:
            urgent_at, task_id = _cursor(page.after)
            mine.append(tuple_(OpenTaskRow.urgent_at, OpenTaskRow.task_id) > (_instant(urgent_at), _uuid(task_id)))
        rows = self._session.execute(
            select(OpenTaskRow, Entry)
            .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
            .where(*mine)
            .order_by(OpenTaskRow.urgent_at, OpenTaskRow.task_id)
            .limit(page.limit + 1)
        ).all()
        last = rows[page.limit - 1][0] if len(rows) > page.limit else None
        return r.Tasks(
            tasks=tuple(self._task(task, entry) for task, entry in rows[: page.limit]),
            next=f"{last.urgent_at.isoformat()}~{last.task_id}" if last else None,
        )

    def _task(self, task: OpenTaskRow, entry: Entry) -> r.OpenTask:
        step = self._records.sop(entry.sop).step(task.step)
        return r.OpenTask(
            task_id=task.task_id,
            reference=entry.reference,
            step=task.step,
            title=step.title if step else task.step,
            kind=task.kind,
            desk=task.desk,
            roles=tuple(task.roles),
            outcomes={key: outcome.label for key, outcome in step.outcomes.items()} if step else {},
            version=task.version,
            opened_at=task.opened_at,
            due_at=task.urgent_at if task.urgent_at < FAR_AWAY else None,
            channel=entry.channel,
            source_reference=entry.source_reference,
        )

    def entries(self, page: r.Page) -> r.Register:
        """The Buku Pengaduan, newest first."""
        query = select(Entry).order_by(Entry.year.desc(), Entry.number.desc()).limit(page.limit + 1)
        if page.after:
            year, number = _cursor(page.after)
            query = query.where(tuple_(Entry.year, Entry.number) < (_number(year), _number(number)))
        rows = self._session.scalars(query).all()
        last = rows[page.limit - 1] if len(rows) > page.limit else None
        return r.Register(
            entries=tuple(self._entry(row) for row in rows[: page.limit]),
            next=f"{last.year}~{last.number}" if last else None,
        )

    def _entry(self, row: Entry) -> r.RegisterEntry:
        zone = ZoneInfo(self._records.calendar(row.tenant).time_zone)
        return timeline.register_entry(row, self._records.sop(row.sop), zone)

    def standing(self, reference: str) -> r.Standing:
        """Where a complaint stands. NotFound."""
        entry = self._session.scalar(select(Entry).where(Entry.reference == reference))
        if entry is None:
            raise NotFound("complaint")
        sop = self._records.sop(entry.sop)
        tasks = self._session.scalars(select(OpenTaskRow).where(OpenTaskRow.complaint_id == entry.complaint_id)).all()
        return r.Standing(
            entry=self._entry(entry),
            sop=entry.sop,
            complaint_id=entry.complaint_id,
            facts=entry.facts,
            version=entry.applied,
            tasks=tuple(self._task(task, entry) for task in tasks),
            clocks=tuple(timeline.deadline(clock) for clock in self._clocks(entry.complaint_id)),
            timeline=tuple(timeline.row(event, sop) for event in self._journal(entry)),
        )

    def progress(self, complaint_id: UUID) -> r.Progress:
        """Where a complaint stands, in plain words for its reporter. NotFound while it is not yet in the register."""
        entry = self._session.get(Entry, complaint_id)
        if entry is None:
            raise NotFound("complaint")
        sop: Sop = self._records.sop(entry.sop)
        return timeline.progress(entry, sop, self._clocks(complaint_id), self._journal(entry))

    def _clocks(self, complaint_id: UUID) -> Sequence[ClockRow]:
        mine = select(ClockRow).where(ClockRow.complaint_id == complaint_id)
        return self._session.scalars(mine.order_by(ClockRow.visit, ClockRow.key)).all()

    def _journal(self, entry: Entry) -> list[dict[str, Any]]:
        mine = (JournalRow.complaint_id == entry.complaint_id, JournalRow.sequence <= entry.applied)
        rows = self._session.execute(
            select(JournalRow.name, JournalRow.payload).where(*mine).order_by(JournalRow.sequence)
        )
        return [{"event": row.name, **row.payload} for row in rows]


def _cursor(after: str) -> tuple[str, str]:
    first, separator, second = after.partition("~")
    if not separator:
        raise _NO_CURSOR
    return first, second


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _NO_CURSOR from None


def _number(text: str) -> int:
    if not text.isdecimal():
        raise _NO_CURSOR
    return int(text)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _NO_CURSOR from None
