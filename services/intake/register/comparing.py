"""Regencies side by side, for operators of the platform: counts that no complaint can be told from, and no sum of them.

A sum over regencies would give away the one that was left out, so there is none.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from services.common.clocks.zones import ZONES
from services.common.contracts.comparison import Comparison, ComparisonQuery, RegencyFigures
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.common.vocabulary import HEAD
from services.intake.register.counting import FEWEST, told
from services.intake.register.measures import Measures, last_weeks
from services.intake.register.models import Entry, Tenant
from services.intake.register.public_figures import hidden

_CAPITAL: Final = ZONES["Asia/Jakarta"]


def comparison(
    work_for: Callable[[str], AbstractContextManager[Work]], request: ComparisonQuery, now: datetime
) -> Comparison:
    """A page of regencies, each in a transaction of its own: the database shows one at a time."""
    with work_for("") as work:
        profiles = _asked(work, request)
    found: list[RegencyFigures] = []
    weeks = last_weeks(now.astimezone(_CAPITAL).date())
    for profile in profiles[: request.limit]:
        with work_for(profile.key) as work:
            found.append(_of(Measures(work, profile, request.year, now), profile, weeks))
    last = found[-1].tenant if len(profiles) > request.limit else None
    return Comparison(year=request.year, counted_at=now, weeks=weeks, regencies=tuple(found), next=last)


def _asked(work: Work, request: ComparisonQuery) -> list[TenantProfile]:
    query = select(Tenant.profile).where(Tenant.tenant > (request.after or "")).order_by(Tenant.tenant)
    if request.regency:
        query = query.where(Tenant.tenant == request.regency)
    else:
        query = query.where(Tenant.profile["sandbox"].astext.is_distinct_from("true"))
    if request.province:
        query = query.where(Tenant.profile["province"].astext == request.province)
    return [
        TenantProfile.model_validate(row.profile) for row in work.connection.execute(query.limit(request.limit + 1))
    ]


def _of(measures: Measures, profile: TenantProfile, weeks: Sequence[date]) -> RegencyFigures:
    standing, (with_deadline, on_time) = measures.standing(), measures.on_time()
    closed = measures.count(measures.closed)
    on_time_told, late_told = _tells_nobody(with_deadline, on_time), _tells_nobody(standing.open, standing.late)
    oldest = (measures.now - standing.oldest_at).days if standing.oldest_at else None
    return RegencyFigures(
        tenant=profile.key,
        office=profile.office,
        government=profile.government,
        province=profile.province,
        received=told(measures.count(measures.received)),
        closed=told(closed),
        with_deadline=told(with_deadline) if on_time_told else None,
        on_time=on_time if on_time_told else None,
        median_days=measures.median_days() if closed >= FEWEST else None,
        open=told(standing.open),
        late=standing.late if late_told else None,
        oldest_open_days=oldest if standing.open >= FEWEST else None,
        about_head=told(measures.count(measures.received & Entry.barred["instead"].has_key(HEAD))),
        stages=tuple(stage for stage in measures.stages() if stage.count >= FEWEST),
        weeks=tuple(hidden(measures.by_week(weeks))),
    )


def _tells_nobody(whole: int, part: int) -> bool:
    return told(part) is not None and told(whole - part) is not None
