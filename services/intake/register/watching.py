"""The timer's round through the regencies. Replicas share the work: each takes complaints nobody else is at.

What is done for a complaint is saved with what is announced of it, so a process that ends in between loses nothing
and tells nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.common.contracts import events
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.register import rounds, statements, telling
from services.intake.register.attending import Told, attend
from services.intake.register.domain import Office
from services.intake.register.models import OpenTaskRow
from services.intake.register.regencies import Regencies
from services.intake.register.repository import RegisterRecords

BATCH = 100
_BATCHES = 50


def keep_time(work: Callable[[str], Any], now: datetime) -> None:
    """Do what is due, regency by regency, in transactions of a hundred complaints. One regency's fault is its own."""
    known = rounds.calendars(work)
    failing = "the clocks of %s were not attended to; tried again at the next round"
    rounds.each_by_itself(known, lambda tenant: _round(work, tenant, known[tenant], now), failing)


def _round(work: Callable[[str], Any], tenant: str, calendar: str, now: datetime) -> None:
    for _ in range(_BATCHES):
        with work(tenant) as mine:
            done = Watch(mine, calendar, now).batch()
        if done < BATCH:
            return


@dataclass(frozen=True, slots=True)
class Watch:
    """One transaction of the timer, for one regency."""

    work: Work
    calendar: str
    now: datetime

    def batch(self) -> int:
        """Attend to as many complaints as fit; how many there were."""
        tenant = self.work.tenant
        holds = Regencies(self.work).calendar_of(tenant, self.calendar).version
        limits = {"tenant": tenant, "calendar": holds, "now": self.now, "most": BATCH}
        found = self.work.connection.execute(statements.WAITING, limits).scalars().all()
        for complaint_id in found:
            self._attend(complaint_id)
        return len(found)

    def _attend(self, complaint_id: UUID) -> None:
        records = RegisterRecords(self.work)
        known = records.followed(complaint_id)
        if known is None:
            return
        sop = records.sop(known.sop)
        office = Office(sop, records.calendar(known.tenant), self.now)
        done = attend(known, records.clocks(complaint_id), self._task(complaint_id, sop), office)
        reminders = [told.event for told in done.reminders if self._is_new(told)]
        done.moves.told += [telling.of_reminder(event, known) for event in reminders]
        records.save(known, done.moves)
        self.work.announce(*done.ran_out, *reminders)

    def _is_new(self, told: Told) -> bool:
        row = {
            "complaint_id": told.event.complaint_id,
            "clock": told.clock.key,
            "visit": told.clock.visit,
            "due_at": told.event.due_at,
            "working_days": told.event.working_days,
            "tenant": told.event.tenant,
            "told_at": self.now,
        }
        return self.work.connection.execute(statements.REMIND, row).first() is not None

    def _task(self, complaint_id: UUID, sop: Sop) -> events.OpenedTask | None:
        """The task that waits, if one does."""
        query = select(OpenTaskRow).where(OpenTaskRow.complaint_id == complaint_id)
        row = self.work.session.scalars(query).first()
        if row is None:
            return None
        step = sop.step(row.step)
        return events.OpenedTask(
            task_id=row.task_id,
            step=row.step,
            kind=row.kind,
            desk=row.desk,
            roles=tuple(row.roles),
            title=step.title if step else "",
            unit=row.unit,
        )
