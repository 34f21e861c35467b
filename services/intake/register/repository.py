"""The register's writing side: journal, entries, tasks, clocks, published regencies."""

import json
import time
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.register import ApplyTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.register import statements
from services.intake.register.domain import FAR_AWAY, Followed, calendar_from, nearest
from services.intake.register.models import ClockRow, Entry, OpenTaskRow, SopVersion, Tenant
from services.intake.register.usecases import Moves

_SOPS: dict[str, Sop] = {}
_CALENDARS: dict[str, WorkingCalendar] = {}
"""Both are immutable under their version, so each is parsed once a process."""

_CURRENT: dict[str, tuple[float, str]] = {}
_FRESH_FOR = 5.0

_ENTRY = [getattr(Entry, field.name) for field in fields(Followed)]


class TenantNotHere(Exception):
    """The regency was never applied, or not yet; the event is tried again later."""


class RegisterRecords:
    """Implements `usecases.Journal` and `usecases.Tenants`."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._connection = work.connection

    def write(self, event: events.FlowEvent) -> bool:
        """Keep the event; whether it is new. Only one event of a complaint is taken in at a time."""
        row = {
            "lock": str(event.complaint_id),
            "complaint_id": event.complaint_id,
            "sequence": event.sequence,
            "tenant": event.tenant,
            "name": event.name,
            "payload": event.model_dump_json(),
        }
        return self._connection.execute(statements.WRITE, row).first() is not None

    def followed(self, complaint_id: UUID) -> Followed | None:
        """What is known of a complaint."""
        row = self._connection.execute(select(*_ENTRY).where(Entry.complaint_id == complaint_id)).first()
        if row is None:
            return None
        values = dict(row._mapping)
        happened = {anchor: datetime.fromisoformat(at) for anchor, at in values.pop("happened").items()}
        return Followed(**values, happened=happened)

    def after(self, complaint_id: UUID, sequence: int) -> list[events.FlowEvent]:
        """The events that wait to be taken in, in order of sequence."""
        rows = self._connection.execute(statements.AFTER, {"complaint_id": complaint_id, "seen": sequence})
        return [_flow_event(row.name, row.payload) for row in rows]

    def enter(self, known: Followed, year: int, moves: Moves) -> None:
        """A new line of the Buku Pengaduan, with the next number of its year, its task and its clocks.

        One statement, last in its transaction: until that ends, nobody else gets a number.
        """
        values = {
            **_columns(known),
            "facts": json.dumps(known.facts),
            "happened": json.dumps(_columns(known)["happened"]),
            "due_at": _due_at(moves),
            "year": year,
            "tasks": _json(self._task_rows(known, moves)),
            "clocks": _json(_clock_rows(known, moves)),
        }
        self._connection.execute(statements.ENTER, values)

    def save(self, known: Followed, moves: Moves) -> None:
        """The complaint has moved: its line, its task and its clocks."""
        line = update(Entry).where(Entry.complaint_id == known.complaint_id)
        self._connection.execute(line.values(**_columns(known), due_at=_due_at(moves)))
        if moves.has_ended_a_step:
            self._connection.execute(delete(OpenTaskRow).where(OpenTaskRow.complaint_id == known.complaint_id))
        if moves.earlier_ended_at:
            running = (ClockRow.complaint_id == known.complaint_id, ClockRow.visit > 0, ClockRow.stopped_at.is_(None))
            self._connection.execute(update(ClockRow).where(*running).values(stopped_at=moves.earlier_ended_at))
        if rows := _clock_rows(known, moves):
            self._connection.execute(statements.PUT_CLOCK, rows)
        if tasks := self._task_rows(known, moves):
            self._connection.execute(statements.OPEN_TASK, tasks)

    @staticmethod
    def _task_rows(known: Followed, moves: Moves) -> list[dict[str, Any]]:
        if moves.task is None:
            return []
        task, event = moves.task
        row = task.model_dump(exclude={"title"}) | {
            "roles": list(task.roles),
            "tenant": known.tenant,
            "complaint_id": known.complaint_id,
            "version": event.sequence,
            "opened_at": event.happened_at,
            "urgent_at": nearest(moves.measured.values()) or FAR_AWAY,
        }
        return [row]

    def sop(self, sop_id: str) -> Sop:
        """A published SOP. TenantNotHere."""
        if sop_id not in _SOPS:
            definition = self.definition(sop_id)
            if definition is None:
                raise TenantNotHere(sop_id)
            _SOPS[sop_id] = Sop.model_validate(definition)
        return _SOPS[sop_id]

    def calendar(self, tenant: str) -> WorkingCalendar:
        """The regency's calendar as it now is, looked up anew every few seconds. TenantNotHere."""
        looked_up, version = _CURRENT.get(tenant, (0.0, ""))
        if time.monotonic() - looked_up < _FRESH_FOR:
            return _CALENDARS[version]
        version = self._work.session.scalar(select(Tenant.calendar_version).where(Tenant.tenant == tenant)) or ""
        if not version:
            raise TenantNotHere(tenant)
        if version not in _CALENDARS:
            calendar = self._work.session.scalars(select(Tenant.calendar).where(Tenant.tenant == tenant)).one()
            _CALENDARS[version] = calendar_from(calendar)
        _CURRENT[tenant] = (time.monotonic(), version)
        return _CALENDARS[version]

    def definition(self, sop_id: str) -> dict[str, Any] | None:
        """A published SOP as data."""
        return self._work.session.scalar(select(SopVersion.definition).where(SopVersion.sop == sop_id))

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
    columns = {field.name: getattr(known, field.name) for field in fields(Followed)}
    return columns | {"happened": {anchor: at.isoformat() for anchor, at in known.happened.items()}}


def _clock_rows(known: Followed, moves: Moves) -> list[dict[str, Any]]:
    owner = {"complaint_id": known.complaint_id, "tenant": known.tenant}
    return [asdict(clock) | owner for clock in moves.measured.values()]


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, default=str)


def _due_at(moves: Moves) -> datetime | None:
    return nearest(clock for clock in moves.measured.values() if clock.visit == 0)


def _flow_event(name: str, payload: dict[str, Any]) -> events.FlowEvent:
    event = events.ALL[name].model_validate(payload)
    if not isinstance(event, events.FlowEvent):
        raise TypeError(f"{name} is no move of a complaint")
    return event
