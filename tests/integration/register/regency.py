"""A made-up regency in the register's own tables, and complaints that take their course there."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts import regencies as g
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.runtime.database import Work, transaction
from services.common.sop.model import Sop
from services.intake.register import publishing, usecases, watching
from services.intake.register.models import Base
from services.intake.register.repository import RegisterRecords
from services.intake.register.views import Views
from tests.support.databases import Databases, rows
from tests.unit.assignment.samples import profile
from tests.unit.common.clocks.support import local, shipped, with_settings
from tests.unit.intake.register.course import Course, waiting_sop

NOW = local("2026-04-06 08:00")


class Regency:
    """One tenant; everything is done as the register's role, in transactions like the service's."""

    def __init__(self, engine: Engine, databases: Databases) -> None:
        self.tenant = f"t{uuid4().hex[:12]}"
        self.engine, self.databases = engine, databases
        self._owner = databases.of_owner("dumas_intake")
        self.apply()

    def work(self, tenant: str) -> AbstractContextManager[Work]:
        """A transaction of the service."""
        return transaction(self.engine, "register", tenant, Base)

    def sop(self, version: int = 1, days: int = 20) -> Sop:
        """A version of the regency's SOP."""
        return waiting_sop(version, days).model_copy(update={"tenant": self.tenant})

    def apply(self, calendar: WorkingCalendar | None = None, version: int = 1, **given: Any) -> g.TenantApplied:
        """Apply the regency's data."""
        request = g.ApplyTenant(
            profile=profile(key=self.tenant, time_zone="Asia/Jakarta"),
            units=(),
            sop=self.sop(version).model_dump(mode="json"),
            calendar=(calendar or shipped("banyumas")).model_dump(mode="json"),
            **given,
        )
        given_data = publishing.checked(request)
        with self.work(self.tenant) as work:
            return publishing.apply_tenant(given_data, tenants=RegisterRecords(work), announce=work.announce, now=NOW)

    def tick(self, at: str | datetime) -> None:
        """The timer's round through all regencies."""
        watching.keep_time(self.work, local(at) if isinstance(at, str) else at)

    def standing(self, course: "Filed", caller: Caller | None = None) -> r.Standing:
        """Where a complaint stands."""
        with self.work(self.tenant) as work:
            return Views(work).standing(caller or self.caller("irban"), course.reference)

    def caller(self, *roles: str, **given: Any) -> Caller:
        """An officer of the regency."""
        return Caller(**({"kind": "officer", "actor": "contoh", "tenant": self.tenant, "roles": roles} | given))

    def told(self, name: str) -> list[dict[str, Any]]:
        """What was announced, in order."""
        query = "SELECT payload FROM outbox WHERE tenant = %s AND name = %s ORDER BY seq"
        return [payload for (payload,) in rows(self._owner, query, self.tenant, name)]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the administrator, past the isolation of tenants."""
        return rows(self._owner, query, *values)


class Filed(Course):
    """A complaint of the regency, followed in its tables."""

    def __init__(self, regency: Regency) -> None:
        super().__init__()
        self.regency, self.tenant, self.complaint = regency, regency.tenant, uuid4()
        self.reference = f"CTH-26-{self.complaint.hex[:4].upper()}-{self.complaint.hex[4:8].upper()}"

    def take(self, event: events.FlowEvent) -> None:
        with self.regency.work(self.tenant) as work:
            usecases.hear(event, RegisterRecords(work))

    def deadline(self, key: str = "total") -> r.Deadline:
        """A clock as an officer sees it."""
        (found,) = [clock for clock in self.regency.standing(self).clocks if clock.key == key]
        return found


def examined(regency: Regency) -> Filed:
    """A complaint that is examined since 7 April; that step may take until the 14th, the whole until 5 May."""
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00")
    course.entered("telaah", "2026-04-07 09:00")
    return course


def waiting(regency: Regency) -> Filed:
    """A complaint that waits for its reporter until 21 April."""
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", "2026-04-07 09:00")
    course.entered("lengkapi", "2026-04-07 09:00")
    return course


def closed(regency: Regency) -> Filed:
    """A complaint that ended on 13 April; objections are heard until the 20th."""
    course = examined(regency)
    course.ended("telaah", "ditelaah", "2026-04-08 09:00")
    course.issued("laporan_penelaahan", "2026-04-08 09:00")
    course.entered("putusan", "2026-04-08 09:00")
    course.ended("putusan", "teguran", "2026-04-10 09:00")
    course.entered("jawaban", "2026-04-10 09:00")
    course.ended("jawaban", "dijawab", "2026-04-13 09:00")
    course.hear(events.ComplaintClosed, "2026-04-13 09:00", end="ditutup")
    return course


def four_day_weeks() -> WorkingCalendar:
    """A revised calendar: the office does not work on Fridays."""
    days = ("monday", "tuesday", "wednesday", "thursday")
    hours = {day: ["07:30-12:00", "13:00-16:00"] for day in days}
    return with_settings("banyumas", hours=hours, ramadan_hours=hours)
