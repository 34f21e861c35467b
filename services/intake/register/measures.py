"""What is measured of one regency's year: counts, deadlines met, and how long each kind of step took.

All of it is exact; who is told how much of it is for `comparing`, `dashboards` and `public_figures` to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Extract, Select, Subquery, and_, extract, func, or_, select

from services.common.clocks.zones import ZONES
from services.common.contracts.comparison import StageTime
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.common.steps import KINDS
from services.intake.register.clock_tables import ClockRow
from services.intake.register.models import Entry
from services.intake.register.step_times import StepTimeRow

WEEKS: Final = 12
_ORDER: Final = {kind: at for at, kind in enumerate(KINDS)}
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Standing:
    """How much is open now."""

    open: int
    late: int
    oldest_at: datetime | None


class Measures:
    """Reads on one transaction: complaints of one regency that fit `seen`, in one year of its office.

    With `until` it is as if nothing had happened since.
    """

    def __init__(
        self,
        work: Work,
        profile: TenantProfile,
        year: int,
        now: datetime,
        *seen: ColumnElement[bool],
        until: datetime | None = None,
    ) -> None:
        self._run, self._profile, self.now = work.connection.execute, profile, now
        self.zone = ZONES[profile.time_zone]
        self._begins = datetime(year, 1, 1, tzinfo=self.zone)
        self.year_ends = datetime(year + 1, 1, 1, tzinfo=self.zone)
        self._ends = min(self.year_ends, until) if until else self.year_ends
        since = (Entry.received_at < until,) if until else ()
        self.mine = and_(Entry.tenant == profile.key, *seen, *since)
        self.received = and_(self.mine, Entry.received_at >= self._begins, Entry.received_at < self._ends)
        self.closed = and_(self.mine, Entry.closed_at >= self._begins, Entry.closed_at < self._ends)
        is_open = or_(Entry.end.is_(None), Entry.closed_at >= until) if until else Entry.end.is_(None)
        self.open = and_(self.mine, is_open)
        self.late = and_(self.open, Entry.due_at < now)

    def count(self, which: ColumnElement[bool]) -> int:
        """How many complaints."""
        return self._run(select(func.count()).select_from(Entry).where(which)).scalar_one()

    def standing(self) -> Standing:
        """What is open now."""
        columns = (func.count(), func.count().filter(self.late), func.min(Entry.received_at))
        return Standing(*self._run(select(*columns).where(self.open)).one())

    def median_days(self, digits: int = 1) -> float | None:
        """Calendar days from receipt to closing, of those closed in the year, to so many digits."""
        took = extract("epoch", Entry.closed_at - Entry.received_at)
        found = self._run(select(_median(took)).where(self.closed)).scalar_one()
        return None if found is None else round(found, digits)

    def on_time(self) -> tuple[int, int]:
        """Of those closed in the year, how many had a deadline for the whole of it, and of how many none was passed."""
        each = self.deadlines()
        row = self._run(select(func.count(), func.count().filter(~each.c.late)).select_from(each)).one()
        return row[0], row[1]

    def deadlines(self) -> Subquery:
        """Those closed in the year that had a deadline for the whole of it, and whether one was passed."""
        late = func.bool_or(func.coalesce(ClockRow.stopped_at, Entry.closed_at) > ClockRow.due_at)
        query = select(Entry.complaint_id, late.label("late")).join(
            ClockRow, ClockRow.complaint_id == Entry.complaint_id
        )
        ran = (ClockRow.visit == 0, ClockRow.started_at.is_not(None), ClockRow.due_at.is_not(None))
        return query.where(self.closed, *ran).group_by(Entry.complaint_id).subquery()

    def stages(self) -> tuple[StageTime, ...]:
        """By kind of step, in the order of the work: the steps that ended in the year."""
        rows = self._run(self._took()).all()
        found = [StageTime(kind=kind, count=count, median_days=round(days, 1)) for kind, count, days in rows]
        return tuple(sorted(found, key=lambda each: _ORDER.get(each.kind, len(_ORDER))))

    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the last twelve weeks, this one included."""
        return last_weeks(self.now.astimezone(self.zone).date())

    def by_week(self, weeks: Sequence[date]) -> list[int]:
        """How many were received in each of these weeks."""
        local = func.timezone(self._profile.time_zone, Entry.received_at)
        monday = func.date_trunc("week", local)
        since = datetime.combine(weeks[0], datetime.min.time(), self.zone)
        query = select(monday, func.count()).where(self.mine, Entry.received_at >= since).group_by(monday)
        found = {at.date(): count for at, count in self._run(query)}
        return [found.get(week, 0) for week in weeks]

    def _took(self) -> Select[str, int, float]:
        took = extract("epoch", StepTimeRow.ended_at - StepTimeRow.opened_at)
        in_year = (StepTimeRow.ended_at >= self._begins, StepTimeRow.ended_at < self._ends)
        return (
            select(StepTimeRow.kind, func.count(), _median(took))
            .join(Entry, Entry.complaint_id == StepTimeRow.complaint_id)
            .where(self.mine, StepTimeRow.tenant == self._profile.key, *in_year)
            .group_by(StepTimeRow.kind)
        )


def last_weeks(today: date) -> tuple[date, ...]:
    """The Mondays of the last twelve weeks, that of this day included."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return tuple(first + timedelta(weeks=at) for at in range(WEEKS))


def _median(seconds: Extract) -> ColumnElement[float]:
    return func.percentile_cont(0.5).within_group(seconds / _DAY)
