"""Reports the SOP makes by the calendar: each is ordered once when its period is over, however many replicas look."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import func, select, text

from services.common.contracts.caller import Caller
from services.intake.register import rounds
from services.intake.register.models import SopVersion
from services.intake.register.periods import Period, last_ended
from services.intake.register.reports import Order, Reports
from services.intake.report_access import SEMESTER

BY_SCHEDULE: Final = "sop"
"""Who asks for what the SOP asks for."""

_NAMESPACE: Final = UUID("6f0d6a52-5f0e-4d5b-9a6e-0c2b7f3e1d94")
_SETTLING: Final = timedelta(hours=1)  # what happened in the last minutes of a period is heard by then
_IN_TURN: Final = text("SELECT pg_advisory_xact_lock(hashtext('dumas reports ' || :tenant))")


def order_what_is_due(work: Callable[[str], Any], now: datetime) -> None:
    """Regency by regency. One regency's fault is its own."""
    failing = "the reports of %s were not ordered; tried again at the next round"
    rounds.each_by_itself(rounds.calendars(work), lambda tenant: fall_due(work, tenant, now), failing)


def fall_due(work: Callable[[str], Any], tenant: str, now: datetime) -> None:
    """Order the reports of one regency whose period has just ended."""
    with work(tenant) as mine:
        reports = Reports(mine, now)
        sop = reports.sop()
        for schedule in sop.schedules if sop else ():
            if schedule.report == SEMESTER:
                _order_once(reports, last_ended(schedule.every, reports.day(now - _SETTLING)))


def _order_once(reports: Reports, period: Period) -> None:
    tenant = reports.work.tenant
    document_id = uuid5(_NAMESPACE, f"{tenant}|{SEMESTER}|{period.from_on}|{period.to_on}")
    if reports.records.has(document_id) or not _was_served(reports, period):
        return
    reports.work.connection.execute(_IN_TURN, {"tenant": tenant})
    if not reports.records.has(document_id):
        order = Order(SEMESTER, period, BY_SCHEDULE, to=reports.readers())
        reports.add(order, document_id, Caller(kind="service", actor="register", tenant=tenant))


def _was_served(reports: Reports, period: Period) -> bool:
    """Whether the regency had an SOP before the period was over; else there is nothing to report of it."""
    first = select(func.min(SopVersion.published_at)).where(SopVersion.tenant == reports.work.tenant)
    published = reports.work.connection.execute(first).scalar()
    return published is not None and reports.day(published) <= period.to_on
