"""A regency, and the lives of its complaints, as the register's tables tell them; read in batches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, or_, select

from services.common.clocks import WorkingCalendar
from services.common.clocks.zones import ZONES
from services.common.contracts import events
from services.common.contracts.tenant import TenantProfile
from services.common.sop.model import Sop
from services.intake.register.domain import calendar_from
from services.intake.register.models import CalendarEdition, Entry, JournalRow, SopVersion, Tenant
from services.intake.register.periods import Span

BATCH: Final = 500
_FIRST: Final = UUID(int=0)

Life = Sequence[events.FlowEvent]
"""The moves of a complaint, in order."""


class Office:
    """Reads on one transaction of one regency."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self.connection, self.tenant = connection, tenant
        self._sops: dict[str, Sop] = {}

    @cached_property
    def _row(self) -> Row[Any]:
        return self.connection.execute(
            select(Tenant.profile, Tenant.units, Tenant.calendar).where(Tenant.tenant == self.tenant)
        ).one()

    @cached_property
    def zone(self) -> timezone:
        """The regency's."""
        return ZONES[TenantProfile.model_validate(self._row.profile).time_zone]

    @cached_property
    def units(self) -> dict[str, str]:
        """Names of units by key."""
        return {unit["key"]: unit["name"] for unit in self._row.units}

    def sop(self, sop_id: str) -> Sop:
        """A published version."""
        if sop_id not in self._sops:
            definition = select(SopVersion.definition).where(SopVersion.sop == sop_id)
            self._sops[sop_id] = Sop.model_validate(self.connection.execute(definition).scalar_one())
        return self._sops[sop_id]

    def calendar_at(self, at: datetime) -> WorkingCalendar:
        """The calendar that held then; before the first that is known, that one."""
        older = [calendar for since, calendar in self._calendars if since <= at]
        return older[-1] if older else self._calendars[0][1]

    @cached_property
    def _calendars(self) -> list[tuple[datetime, WorkingCalendar]]:
        mine = select(CalendarEdition.since, CalendarEdition.calendar).where(CalendarEdition.tenant == self.tenant)
        rows = self.connection.execute(mine.order_by(CalendarEdition.since)).all()
        return [(row.since, calendar_from(row.calendar)) for row in rows]

    def lines(self, span: Span) -> Iterator[Sequence[Row[Any]]]:
        """The lines of the book of what was received in this time, by year and number, in batches."""
        place = (0, 0)
        mine = select(Entry.__table__).where(
            Entry.tenant == self.tenant, Entry.received_at >= span.start, Entry.received_at < span.end
        )
        while True:
            after = or_(Entry.year > place[0], (Entry.year == place[0]) & (Entry.number > place[1]))
            rows = self.connection.execute(mine.where(after).order_by(Entry.year, Entry.number).limit(BATCH)).all()
            if not rows:
                return
            yield rows
            place = (rows[-1].year, rows[-1].number)

    def lives(self, span: Span) -> Iterator[Life]:
        """The moves of every complaint that was not over for good before this time."""
        last = _FIRST
        # Who closed earlier and was not opened again since has no part in what is counted.
        mine = select(Entry.complaint_id, Entry.applied).where(
            Entry.tenant == self.tenant, or_(Entry.end.is_(None), Entry.closed_at >= span.start)
        )
        while True:
            next_ones = mine.where(Entry.complaint_id > last).order_by(Entry.complaint_id).limit(BATCH)
            found = {row.complaint_id: row.applied for row in self.connection.execute(next_ones)}
            if not found:
                return
            journal = self.journal(found)
            yield from (life for known in found if (life := journal[known]))
            last = max(found)

    def journal(self, applied: dict[UUID, int]) -> dict[UUID, list[events.FlowEvent]]:
        """The moves of some complaints, as far as the register has taken them in."""
        found: dict[UUID, list[events.FlowEvent]] = defaultdict(list)
        mine = select(JournalRow.complaint_id, JournalRow.sequence, JournalRow.name, JournalRow.payload)
        wanted = mine.where(JournalRow.complaint_id.in_(applied))
        for row in self.connection.execute(wanted.order_by(JournalRow.complaint_id, JournalRow.sequence)):
            event = events.ALL[row.name].model_validate(row.payload)
            if row.sequence <= applied[row.complaint_id] and isinstance(event, events.FlowEvent):
                found[row.complaint_id].append(event)
        return found
