"""Keeps who stands in for whom, and tells the audit trail, the press and the notifier of it.

To lend an office gives access, so it takes a fresh code of the administrator's own: a stolen session cannot do it.
To end it takes nothing more. What is in force is asked in `standing_in`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Row, insert, select, update

from gateway import accounts, second_factor, trail
from gateway.accounts import SignedIn
from gateway.codes import CodeKeys
from gateway.database import of_tenant
from gateway.deputising import Known, Taken, Wish, lent_by
from gateway.guessing import Guessing
from gateway.models import Account, DeputyRow, Outbox
from gateway.standing_in import begins
from services.common.contracts.caller import Caller
from services.common.contracts.deputies import DeputyKind
from services.common.contracts.events import DeputyEnded, OfficerDeputised
from services.common.errors import Invalid, NotFound, NotYourRole
from services.common.runtime.tables import outbox_row
from services.common.vocabulary import ADMIN, HEAD

State = Literal["present", "coming", "past"]
_WRONG_CODE: Final = "This code is wrong, over or used. Type the six digits your phone shows now."
_LONGEST: Final = 80
_LINE: Final = (
    *("deputy_id", "holder", "officer", "kind", "roles", "from_on", "until_on"),
    *("basis", "recorded_at", "recorded_by", "ended_at", "ended_by"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Who stands, stood or will stand in for whom."""

    deputy_id: UUID
    holder: str
    officer: str
    kind: DeputyKind
    roles: tuple[str, ...]
    from_on: date
    until_on: date
    basis: str
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_by: str | None

    def state(self, today: date) -> State:
        """How it stands on a day of the regency."""
        if self.ended_at is not None or self.until_on < today:
            return "past"
        return "coming" if today < self.from_on else "present"


class Deputies:
    """The use cases, for leaders of a regency; only an administrator changes anything."""

    def __init__(self, engine: Engine, factor_key: bytes, clock: Callable[[], datetime] | None = None) -> None:
        self._engine, self._clock = engine, clock or _now
        self._keys, self._guessing = CodeKeys(factor_key), Guessing(engine, factor_key, clock)

    def people(self, caller: Caller) -> dict[str, Known]:
        """The officers of the regency, also those who are in its file no more."""
        _demand(caller, ADMIN, HEAD)
        with of_tenant(self._engine, caller.tenant) as connection:
            return _people(connection)

    def listed(self, caller: Caller) -> list[Line]:
        """All there ever were, the newest day first."""
        _demand(caller, ADMIN, HEAD)
        newest = (DeputyRow.from_on.desc(), DeputyRow.recorded_at.desc())
        with of_tenant(self._engine, caller.tenant) as connection:
            rows = connection.execute(select(DeputyRow.__table__).order_by(*newest)).all()
        return [_line(row) for row in rows]

    def today(self, zone: str) -> date:
        """The day it is at the regency."""
        return self._clock().astimezone(ZoneInfo(zone)).date()

    def record(self, who: SignedIn, wish: Wish, zone: str, code: str) -> Line:
        """Lend roles. NotYourRole; Unfit; Invalid by `code`; SignInDelayed. What does not fit costs no code."""
        _demand(who.caller, ADMIN)
        self._check(who, wish, zone)
        self._guessing.count(who.tenant, who.caller.actor)
        with of_tenant(self._engine, who.tenant) as connection:
            accounts.lock(connection, who.caller.actor, wish.holder, wish.officer)
            roles = self._lent(connection, who, wish, zone)
            self._prove(connection, who, code)
            values = {
                name: getattr(wish, name) for name in ("holder", "officer", "kind", "from_on", "until_on", "basis")
            }
            values |= {"deputy_id": uuid4(), "tenant": who.tenant, "roles": list(roles), "zone": zone}
            values |= {"recorded_at": self._clock(), "recorded_by": who.caller.actor}
            row = connection.execute(insert(DeputyRow).values(values).returning(*DeputyRow.__table__.columns)).one()
            self._tell(connection, who, row, "deputised")
        return _line(row)

    def end(self, who: SignedIn, deputy_id: UUID) -> Line:
        """End it now; what has ended stays as it was. NotYourRole; NotFound."""
        _demand(who.caller, ADMIN)
        now, this = self._clock(), DeputyRow.deputy_id == deputy_id
        values = {"ended_at": now, "ended_by": who.caller.actor}
        with of_tenant(self._engine, who.tenant) as connection:
            row = connection.execute(select(DeputyRow.__table__).where(this).with_for_update()).first()
            if row is None:
                raise NotFound("deputy")
            if _line(row).state(now.astimezone(ZoneInfo(row.zone)).date()) == "past":
                return _line(row)
            ended = update(DeputyRow).where(this).values(values).returning(*DeputyRow.__table__.columns)
            row = connection.execute(ended).one()
            self._tell(connection, who, row, "deputy_ended")
        return _line(row)

    def _check(self, who: SignedIn, wish: Wish, zone: str) -> None:
        with of_tenant(self._engine, who.tenant) as connection:
            self._lent(connection, who, wish, zone)

    def _lent(self, connection: Connection, who: SignedIn, wish: Wish, zone: str) -> tuple[str, ...]:
        people = _people(connection)
        told = {"holder": people.get(wish.holder), "officer": people.get(wish.officer)}
        taken = _taken(connection, wish.holder)
        return lent_by(wish, **told, taken=taken, today=self.today(zone), by=who.caller.actor)

    def _prove(self, connection: Connection, who: SignedIn, code: str) -> None:
        mine = (who.tenant, who.caller.actor)
        if second_factor.use(connection, self._keys, *mine, code=code, now=self._clock()) is None:
            raise Invalid({"code": _WRONG_CODE})
        self._guessing.clear(connection, *mine)

    def _tell(self, connection: Connection, who: SignedIn, row: Row[Any], action: str) -> None:
        """The trail keeps codes and days; the number of the order stays here."""
        named = " ".join(row.roles)
        codes = {
            "holder": row.holder,
            "kind": row.kind,
            "roles": named if len(named) <= _LONGEST else str(len(row.roles)),
        }
        codes |= {"from_on": row.from_on.isoformat(), "until_on": row.until_on.isoformat()}
        actor = {"actor": who.caller.actor, "actor_kind": who.caller.kind}
        trail.note(connection, tenant=who.tenant, action=action, subject=row.officer, **actor, **codes)
        connection.execute(insert(Outbox).values(outbox_row(trail.SOURCE, _event(row, self._clock()))))


def _event(row: Row[Any], now: datetime) -> OfficerDeputised:
    told = {name: getattr(row, name) for name in ("deputy_id", "tenant", "holder", "officer", "kind")}
    told |= {"event_id": uuid4(), "happened_at": now, "roles": tuple(row.roles)}
    told["since"] = max(row.recorded_at, begins(row.from_on, row.zone))
    told["until"] = begins(row.until_on + timedelta(days=1), row.zone)
    return OfficerDeputised(**told) if row.ended_at is None else DeputyEnded(**told, ended_at=row.ended_at)


def _people(connection: Connection) -> dict[str, Known]:
    rows = connection.execute(select(Account.__table__).where(Account.kind == "officer").order_by(Account.name))
    return {
        row.id: Known(row.id, row.name, tuple(row.roles), row.unit, row.is_active, accounts.is_open(row))
        for row in rows
    }


def _taken(connection: Connection, holder: str) -> list[Taken]:
    mine = (DeputyRow.holder == holder, DeputyRow.ended_at.is_(None))
    rows = connection.execute(select(DeputyRow.__table__).where(*mine))
    return [Taken(tuple(row.roles), row.from_on, row.until_on) for row in rows]


def _line(row: Row[Any]) -> Line:
    return Line(**{name: getattr(row, name) for name in _LINE} | {"roles": tuple(row.roles)})


def _demand(caller: Caller, *roles: str) -> None:
    if caller.kind != "officer" or not caller.has_any(roles):
        raise NotYourRole(" / ".join(roles))


def _now() -> datetime:
    return datetime.now(UTC)
