"""The register's writing side: journal, entries, tasks, clocks, published regencies."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.register import ApplyTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.register.domain import FAR_AWAY, Followed, Measured, calendar_from, nearest
from services.intake.register.models import ClockRow, Entry, EntryCounter, JournalRow, OpenTaskRow, SopVersion, Tenant

_SOPS: dict[str, Sop] = {}
_CALENDARS: dict[str, WorkingCalendar] = {}
"""Both are immutable under their version, so each is parsed once a process."""

_ENTERED = [field.name for field in fields(Followed) if field.name not in {"task", "happened"}]


class TenantNotHere(Exception):
    """The regency was never applied, or not yet; the event is tried again later."""


class RegisterRecords:
    """Implements `usecases.Journal` and `usecases.Tenants`."""

    def __init__(self, work: Work) -> None:
        self._session = work.session
        self._connection = work.connection

    def lock(self, complaint_id: UUID) -> None:
        """One event of a complaint is taken in at a time."""
        self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(complaint_id), 0))))

    def write(self, event: events.FlowEvent) -> bool:
        """Keep the event. Whether it is new."""
        row = upsert(JournalRow).values(
            complaint_id=event.complaint_id,
            sequence=event.sequence,
            tenant=event.tenant,
            name=event.name,
            payload=event.model_dump(mode="json"),
        )
        kept = row.on_conflict_do_nothing().returning(JournalRow.sequence)
        return self._connection.execute(kept).first() is not None

    def at(self, complaint_id: UUID, sequence: int) -> events.FlowEvent | None:
        """The event with this number, if it was heard."""
        row = self._session.get(JournalRow, (complaint_id, sequence))
        if row is None:
            return None
        event = events.ALL[row.name].model_validate(row.payload)
        assert isinstance(event, events.FlowEvent)  # noqa: S101  # only flow events are written
        return event

    def followed(self, complaint_id: UUID) -> Followed | None:
        """What is known of a complaint."""
        row = self._session.get(Entry, complaint_id)
        if row is None:
            return None
        known = Followed(**{name: getattr(row, name) for name in _ENTERED})
        known.happened = {anchor: datetime.fromisoformat(at) for anchor, at in row.happened.items()}
        return known

    def enter(self, known: Followed, year: int) -> None:
        """A new line of the Buku Pengaduan, with the next number of its year."""
        counter = upsert(EntryCounter).values(tenant=known.tenant, year=year, last=1)
        counted = counter.on_conflict_do_update(index_elements=["tenant", "year"], set_={"last": EntryCounter.last + 1})
        number = self._connection.execute(counted.returning(EntryCounter.last)).scalar_one()
        self._connection.execute(insert(Entry).values(**_columns(known), year=year, number=number))

    def save(self, known: Followed, event: events.FlowEvent, measured: list[Measured]) -> None:
        """The complaint has moved: its line, its task and its clocks."""
        self._save_clocks(known, event, measured)
        due_at = nearest(clock for clock in measured if clock.visit == 0)
        line = update(Entry).where(Entry.complaint_id == known.complaint_id)
        self._connection.execute(line.values(**_columns(known), due_at=due_at))
        if isinstance(event, events.TaskOpened):
            self._open_task(event, nearest(measured))
        if isinstance(event, events.StepCompleted):
            self._connection.execute(delete(OpenTaskRow).where(OpenTaskRow.complaint_id == known.complaint_id))

    def _open_task(self, event: events.TaskOpened, urgent_at: datetime | None) -> None:
        self._connection.execute(
            insert(OpenTaskRow).values(
                task_id=event.task_id,
                tenant=event.tenant,
                complaint_id=event.complaint_id,
                step=event.step,
                kind=event.kind,
                desk=event.desk,
                roles=list(event.roles),
                version=event.sequence,
                opened_at=event.happened_at,
                urgent_at=urgent_at or FAR_AWAY,
            )
        )

    def _save_clocks(self, known: Followed, event: events.FlowEvent, measured: list[Measured]) -> None:
        for clock in measured:
            row = asdict(clock) | {"complaint_id": known.complaint_id, "tenant": known.tenant}
            put = upsert(ClockRow).values(**row)
            self._connection.execute(
                put.on_conflict_do_update(index_elements=["complaint_id", "key", "visit"], set_=asdict(clock))
            )
        if isinstance(event, events.StepCompleted):
            running = (ClockRow.complaint_id == known.complaint_id, ClockRow.visit > 0, ClockRow.stopped_at.is_(None))
            self._connection.execute(update(ClockRow).where(*running).values(stopped_at=event.happened_at))

    def sop(self, sop_id: str) -> Sop:
        """A published SOP. TenantNotHere."""
        if sop_id not in _SOPS:
            definition = self.definition(sop_id)
            if definition is None:
                raise TenantNotHere(sop_id)
            _SOPS[sop_id] = Sop.model_validate(definition)
        return _SOPS[sop_id]

    def calendar(self, tenant: str) -> WorkingCalendar:
        """The regency's calendar as it now is. TenantNotHere."""
        version = self._session.scalar(select(Tenant.calendar_version).where(Tenant.tenant == tenant))
        if version is None:
            raise TenantNotHere(tenant)
        if version not in _CALENDARS:
            calendar = self._session.scalars(select(Tenant.calendar).where(Tenant.tenant == tenant)).one()
            _CALENDARS[version] = calendar_from(calendar)
        return _CALENDARS[version]

    def definition(self, sop_id: str) -> dict[str, Any] | None:
        """A published SOP as data."""
        return self._session.scalar(select(SopVersion.definition).where(SopVersion.sop == sop_id))

    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None:
        """Publish."""
        row = {"sop": sop.id, "tenant": sop.tenant, "version": sop.version, "definition": definition}
        self._connection.execute(insert(SopVersion).values(**row, published_at=at))

    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None:
        """The regency's data as they now are."""
        now = {
            "profile": request.profile.model_dump(mode="json"),
            "units": [unit.model_dump(mode="json") for unit in request.units],
            "calendar": request.calendar,
            "calendar_version": calendar.version,
        }
        put = upsert(Tenant).values(tenant=request.profile.key, **now)
        self._connection.execute(put.on_conflict_do_update(index_elements=["tenant"], set_=now))


def _columns(known: Followed) -> dict[str, Any]:
    columns = {name: getattr(known, name) for name in _ENTERED}
    return columns | {"happened": {anchor: at.isoformat() for anchor, at in known.happened.items()}}
