"""How much there is of each regency's work, for operators of the platform: counts that no complaint can be told from.

An operator keeps machines running; that one complaint waits at one desk of one regency is nothing an operator needs,
and tells whoever knows of that complaint how it fares. The province signs in the same way, and what `comparing` leaves
out would stand here. So small counts are left out here too, and never reach the gateway; none at all is told as none.
What is broken down shows small parts together, and never fewer than five of them.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from services.common.clocks.zones import ZONES
from services.common.contracts.counts import Counts, RegencyCounts
from services.common.runtime.database import Work
from services.intake.register.models import Entry, OpenTaskRow, Tenant

FEWEST = 5
OTHER = "other"


def counts(work_for: Callable[[str], AbstractContextManager[Work]], now: datetime) -> Counts:
    """Of all regencies, each in a transaction of its own: the database shows one at a time."""
    with work_for("") as work:
        zones = {row.tenant: ZONES[row.profile["time_zone"]] for row in work.connection.execute(_REGENCIES)}
    found = []
    for tenant, zone in zones.items():
        month = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        with work_for(tenant) as work:
            found.append(_of(work, tenant, now, month))
    return Counts(regencies=tuple(found))


def told(count: int) -> int | None:
    """The count; None when it is small."""
    return None if 0 < count < FEWEST else count


def broken_down(by_channel: Mapping[str, int]) -> dict[str, int]:
    """Counts by channel, small ones together; nothing when all together are still too few."""
    shown, together = {}, 0
    for channel, count in sorted(by_channel.items(), key=lambda item: (item[1], item[0])):
        if count < FEWEST or 0 < together < FEWEST:
            together += count
        else:
            shown[channel] = count
    if together:
        shown[OTHER] = together
    return shown if together == 0 or together >= FEWEST else {}


_REGENCIES = select(Tenant.tenant, Tenant.profile).order_by(Tenant.tenant)
_OPEN: ColumnElement[bool] = Entry.end.is_(None)


def _of(work: Work, tenant: str, now: datetime, month: datetime) -> RegencyCounts:
    mine, run = Entry.tenant == tenant, work.connection.execute
    whole = select(
        func.count().filter(_OPEN).label("open"),
        func.count().filter(and_(_OPEN, Entry.due_at < now)).label("overdue"),
        func.count().filter(and_(Entry.end.is_not(None), Entry.closed_at >= month)).label("closed"),
    ).where(mine)
    by_channel = select(Entry.channel, func.count()).where(mine, _OPEN).group_by(Entry.channel)
    by_desk = select(OpenTaskRow.desk, func.count()).where(OpenTaskRow.tenant == tenant).group_by(OpenTaskRow.desk)
    total = run(whole).one()
    return RegencyCounts(
        tenant=tenant,
        open=told(total.open),
        overdue=_overdue(total.open, total.overdue),
        closed_this_month=told(total.closed),
        waiting=broken_down({row[0]: row[1] for row in run(by_desk)}),
        channels=broken_down(dict(run(by_channel).all())),
    )


def _overdue(whole: int, part: int) -> int | None:
    """None when those that are, or those that are not, are few; none at all is told as none."""
    is_small = told(part) is None or told(whole - part) is None
    return None if part and is_small else part
