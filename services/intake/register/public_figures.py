"""A year of a regency's complaints in numbers, for anybody. Counts from which one complaint could be told are left out.

Small is what is fewer than five and not nothing. What is left out cannot be computed from the rest either: counts that
add up to a total shown are left out until those left out together are not small.

Counted is up to the end of the last month, and channels of finished years alone: who looks every day must not see in
what has changed since yesterday that somebody has complained, nor by which way.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, extract, func, select

from services.common.clocks.zones import ZONES
from services.common.contracts.counts import MonthFigures, PublicFigures
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.intake.register.counting import FEWEST, broken_down, told
from services.intake.register.measures import Measures
from services.intake.register.models import Entry

_MONTHS = range(1, 13)


def public_figures(work: Work, profile: TenantProfile, year: int, now: datetime) -> PublicFigures:
    """Of what was received in a year, and what was closed in it; days and months are the office's."""
    month_began = now.astimezone(ZONES[profile.time_zone]).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    measures = Measures(work, profile, year, now, until=month_began)
    came = _by_month(work, func.timezone(profile.time_zone, Entry.received_at), measures.received)
    went = _by_month(work, func.timezone(profile.time_zone, Entry.closed_at), measures.closed)
    with_deadline, on_time = _deadlines(*measures.on_time())
    median = measures.median_days(digits=0) if sum(went) >= FEWEST else None
    by_channel = select(Entry.channel, func.count()).where(measures.received).group_by(Entry.channel)
    channels = work.connection.execute(by_channel).all() if measures.year_ends <= month_began else []
    return PublicFigures(
        tenant=profile.key,
        year=year,
        counted_at=month_began,
        received=told(sum(came)),
        closed=told(sum(went)),
        open=told(measures.count(measures.open)),
        with_deadline=with_deadline,
        on_time=on_time,
        median_days=None if median is None else int(median),
        channels=broken_down({row[0]: row[1] for row in channels}),
        months=_months(hidden(came), hidden(went)),
    )


def hidden(counts: Sequence[int]) -> list[int | None]:
    """Parts of a total: small ones left out, and with them others until those are together not small."""
    out = {at for at, count in enumerate(counts) if told(count) is None}
    for at in sorted((at for at, count in enumerate(counts) if count and at not in out), key=lambda at: counts[at]):
        if not 0 < sum(counts[each] for each in out) < FEWEST:
            break
        out.add(at)
    return [None if at in out else count for at, count in enumerate(counts)]


def _months(came: Sequence[int | None], went: Sequence[int | None]) -> tuple[MonthFigures, ...]:
    return tuple(
        MonthFigures(month=month, received=received, closed=closed)
        for month, received, closed in zip(_MONTHS, came, went, strict=True)
    )


def _deadlines(whole: int, part: int) -> tuple[int | None, int | None]:
    """Both, or neither where the part or the rest is small."""
    is_small = told(part) is None or told(whole - part) is None
    return (None, None) if is_small else (whole, part)


def _by_month(work: Work, at: ColumnElement[datetime], which: ColumnElement[bool]) -> list[int]:
    """How many in each month; `at` is the office's own time."""
    month = extract("month", at)
    counted = work.connection.execute(select(month, func.count()).where(which).group_by(month))
    found = {int(row[0]): row[1] for row in counted}
    return [found.get(each, 0) for each in _MONTHS]
