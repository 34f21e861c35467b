"""In whose place an account acts just now, by the regency's date: asked with every request, and kept nowhere else.

Nothing is lent on: what somebody has in another's place is no role of the account, and only those are lent.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, and_, cast, func, or_, select, types

from gateway.models import Account, DeputyRow
from services.common.contracts.deputies import LENT, Deputised, DeputyKind
from services.common.vocabulary import CUSTODIAN


@dataclass(frozen=True, slots=True)
class StandingIn:
    """Roles of an officer that are another's until the end of a day."""

    kind: DeputyKind
    roles: tuple[str, ...]
    holder: str
    since: datetime
    until_on: date


def now_of(connection: Connection, account: Row[Any], now: datetime) -> tuple[StandingIn, ...]:
    """In whose place this account acts at this instant; the transaction has named its regency.

    A Plh. stands in for who is away, and so for nobody where the account is closed; a post may be vacant. Who acts for
    a unit, or keeps identities, stands in for nobody of another unit, or at all, also where that came about later.
    """
    if account.kind != "officer" or CUSTODIAN in account.roles:
        return ()
    line, holder = DeputyRow.__table__, Account.__table__
    today = cast(func.timezone(line.c.zone, now), types.Date)
    theirs = and_(holder.c.tenant == line.c.tenant, holder.c.id == line.c.holder)
    query = (
        select(line, holder.c.roles.label("held"))
        .join(holder, theirs)
        .where(line.c.tenant == account.tenant, line.c.officer == account.id, line.c.ended_at.is_(None))
        .where(today.between(line.c.from_on, line.c.until_on), holder.c.unit == account.unit)
        .where(or_(line.c.kind == "plt", holder.c.is_active))
        .order_by(line.c.from_on, line.c.deputy_id)
    )
    found = (_standing(row, account.roles) for row in connection.execute(query))
    return tuple(each for each in found if each.roles)


def lent(standing: tuple[StandingIn, ...]) -> tuple[Deputised, ...]:
    """Role by role, as services are told."""
    return tuple(
        Deputised(role=role, kind=each.kind, officer=each.holder, since=each.since)
        for each in standing
        for role in each.roles
    )


def begins(day: date, zone: str) -> datetime:
    """The first instant of a day of the regency."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def _standing(row: Row[Any], own: list[str]) -> StandingIn:
    roles = tuple(role for role in row.roles if role in row.held and role in LENT and role not in own)
    since = max(row.recorded_at, begins(row.from_on, row.zone))
    return StandingIn(row.kind, roles, row.holder, since, row.until_on)
