"""The register's reading side: one regency, and one complaint with its clocks, its timeline and what it waits for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from services.common.clocks import WorkingCalendar
from services.common.contracts import regencies as g
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.extensions import OpenExtension
from services.common.contracts.lateness import Lateness
from services.common.contracts.stationery import Crest, Stationery
from services.common.contracts.tenant import TenantProfile, Unit
from services.common.desk.access import may_read
from services.common.errors import NotFound, UnknownTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.common.sop.retention import classes_of
from services.intake.register import extending, holding, progress, remaining, timeline
from services.intake.register.correcting import corrections
from services.intake.register.handlers import HANDLER
from services.intake.register.lateness import is_late, lateness
from services.intake.register.models import (
    ClockRow,
    DeadlineChangeRow,
    Entry,
    ExtensionRow,
    JournalRow,
    OpenTaskRow,
    Tenant,
)
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about_oneself

_STATIONERY = text("SELECT stationery FROM tenant_copy WHERE tenant = :tenant")


class Views:
    """Reads on one transaction."""

    def __init__(self, work: Work) -> None:
        self._work, self._session = work, work.session
        self._records = RegisterRecords(work)

    def tenants(self) -> g.Tenants:
        """All regencies, by name."""
        keys = self._session.scalars(select(Tenant.tenant).order_by(Tenant.tenant))
        return g.Tenants(tenants=tuple(self.tenant(key) for key in keys))

    def tenant(self, key: str) -> g.PublicTenant:
        """One regency as anybody may see it, with the version of its SOP that is in force. UnknownTenant."""
        row, sop_id = self._session.get(Tenant, key), self._records.in_force(key)
        if row is None or sop_id is None:
            raise UnknownTenant(key)
        sop = self._records.sop(sop_id)
        profile = TenantProfile.model_validate(row.profile)
        return g.PublicTenant(
            profile=profile,
            sop=sop.id,
            title=sop.title,
            channels={name: channel.model_dump(mode="json") for name, channel in sop.channels.items()},
            steps=tuple(timeline.public_step(step) for step in sop.steps),
            clocks=tuple(timeline.public_clock(clock) for clock in sop.clocks),
            units=tuple(Unit.model_validate(unit) for unit in row.units),
            roles={name: role.label for name, role in sop.roles.items()},
            objections={end.label: end.objection.text for end in sop.ends.values() if end.objection},
            source=sop.source.model_dump(mode="json", exclude={"notes"}),
            retention=classes_of(profile),
            is_reconstructed=timeline.is_reconstructed(sop),
        )

    def crest(self, key: str) -> Crest:
        """As it was published last, heard by the desk in this database. NotFound."""
        given = self._session.scalar(_STATIONERY, {"tenant": key})
        crest = Stationery.model_validate(given or {}).crest
        if crest is None:
            raise NotFound("crest")
        return crest

    def standing(self, caller: Caller, reference: str) -> r.Standing:
        """Where a complaint stands. NotFound, also for whom it is about and for whoever is outside."""
        mine = (Entry.reference == reference, not_about_oneself(caller))
        entry = self._session.scalar(select(Entry).where(*mine))
        if entry is None or not (caller.kind == "operator" or _may_read(caller, entry)):
            raise NotFound("complaint")
        sop, calendar = self._records.sop(entry.sop), self._records.calendar(entry.tenant)
        changes, clocks = self._changes(entry.complaint_id), self._clocks(entry.complaint_id)
        return r.Standing(
            entry=timeline.register_entry(entry, sop, calendar),
            sop=entry.sop,
            complaint_id=entry.complaint_id,
            facts=entry.facts,
            version=entry.applied,
            tasks=self._open(entry, sop, calendar, clocks),
            clocks=tuple(_deadline(clock, sop, calendar, changes[clock.key, clock.visit]) for clock in clocks),
            extensions=self._extensions(entry, sop, calendar),
            corrections=corrections(self._work, entry.complaint_id),
            objection_until=entry.objection_until,
            hold=holding.held(self._work, entry),
            identity_destroyed_on=_day(entry.identity_destroyed_at, calendar),
            destroyed_on=_day(entry.destroyed_at, calendar),
            timeline=tuple(timeline.row(event, sop) for event in self._journal(entry)),
        )

    def progress(self, complaint_id: UUID, now: datetime) -> r.Progress:
        """Where a complaint stands, in plain words for its reporter. NotFound while it is not yet in the register."""
        entry = self._session.get(Entry, complaint_id)
        if entry is None:
            raise NotFound("complaint")
        sop: Sop = self._records.sop(entry.sop)
        clocks, tasks = self._clocks(complaint_id), self._tasks(complaint_id)
        journal = self._journal(entry)
        told = progress.progress(entry, sop, clocks, journal, now)
        late = self._lateness(told, entry, clocks, journal, now) if is_late(told, now) else None
        return told.model_copy(update={"waits_for_reporter": progress.awaited(tasks, sop, clocks), "lateness": late})

    def _lateness(
        self, told: r.Progress, entry: Entry, clocks: Sequence[ClockRow], journal: list[dict[str, Any]], now: datetime
    ) -> Lateness:
        changes = chain.from_iterable(self._changes(entry.complaint_id).values())
        sop, calendar = self._records.sop(entry.sop), self._records.calendar(entry.tenant)
        return lateness(told, clocks=clocks, changes=changes, journal=journal, sop=sop, calendar=calendar, now=now)

    def _tasks(self, complaint_id: UUID) -> Sequence[OpenTaskRow]:
        return self._session.scalars(select(OpenTaskRow).where(OpenTaskRow.complaint_id == complaint_id)).all()

    def _open(
        self, entry: Entry, sop: Sop, calendar: WorkingCalendar, clocks: Sequence[ClockRow]
    ) -> tuple[r.OpenTask, ...]:
        query = select(OpenTaskRow, HANDLER).join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
        rows = self._session.execute(query.where(OpenTaskRow.complaint_id == entry.complaint_id))
        now = datetime.now(UTC)
        return tuple(
            timeline.open_task(task, entry, sop).model_copy(
                update={
                    "handler": handler,
                    "extendable": extending.extendable(task, entry, sop, may_read=True),
                    **remaining.told_of(calendar, now, task.urgent_at, remaining.unit_due(clocks, task.urgent_at, sop)),
                }
            )
            for task, handler in rows
        )

    def _extensions(self, entry: Entry, sop: Sop, calendar: WorkingCalendar) -> tuple[OpenExtension, ...]:
        query = select(ExtensionRow, OpenTaskRow.unit).where(ExtensionRow.complaint_id == entry.complaint_id)
        query = query.outerjoin(OpenTaskRow, OpenTaskRow.task_id == ExtensionRow.task_id)
        rows = self._session.execute(query.order_by(ExtensionRow.asked_at))
        return tuple(extending.request(row, entry, sop, calendar, unit) for row, unit in rows)

    def _clocks(self, complaint_id: UUID) -> Sequence[ClockRow]:
        mine = select(ClockRow).where(ClockRow.complaint_id == complaint_id)
        return self._session.scalars(mine.order_by(ClockRow.visit, ClockRow.key)).all()

    def _changes(self, complaint_id: UUID) -> dict[tuple[str, int], list[DeadlineChangeRow]]:
        mine = select(DeadlineChangeRow).where(DeadlineChangeRow.complaint_id == complaint_id)
        found: dict[tuple[str, int], list[DeadlineChangeRow]] = defaultdict(list)
        for change in self._session.scalars(mine.order_by(DeadlineChangeRow.change_id)):
            found[change.key, change.visit].append(change)
        return found

    def _journal(self, entry: Entry) -> list[dict[str, Any]]:
        mine = (JournalRow.complaint_id == entry.complaint_id, JournalRow.sequence <= entry.applied)
        rows = self._session.execute(
            select(JournalRow.name, JournalRow.payload).where(*mine).order_by(JournalRow.sequence)
        )
        return [{"event": row.name, **row.payload} for row in rows]


def _deadline(clock: ClockRow, sop: Sop, calendar: WorkingCalendar, changes: Sequence[DeadlineChangeRow]) -> r.Deadline:
    told, unit = timeline.deadline(clock, changes), remaining.unit_of(clock, sop)
    if clock.due_at is None or clock.stopped_at:
        return told.model_copy(update={"clock_unit": unit})
    return told.model_copy(update=remaining.left_of(calendar, datetime.now(UTC), clock.due_at, unit))


def _day(at: datetime | None, calendar: WorkingCalendar) -> date | None:
    return calendar.local_date(at) if at else None


def _may_read(caller: Caller, entry: Entry) -> bool:
    return may_read(caller, Barred.model_validate(entry.barred))
