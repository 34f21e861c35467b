"""How the accounts of a regency stand, and what may be done with one: read by the administrator, and before any act.

`is_out_of_reach` says for whom an act is the operator's business: no administrator may be able to sign in as one of
those who are to watch over administrators.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Select, and_, func, select

from gateway import sessions
from gateway.models import Account, SecondFactor, SessionRow
from gateway.standing_in import now_of
from services.common.vocabulary import CUSTODIAN, SECOND_FACTOR_ROLES

Act = Literal["end_sessions", "lock", "unlock", "take_factor", "give_password"]
ACTS: Final[tuple[Act, ...]] = get_args(Act)
"""What an administrator may do with an account."""


@dataclass(frozen=True, slots=True)
class AccountState:
    """An account as its administrator sees it; of sessions only how many there are, and when one was last used."""

    id: str
    kind: str
    roles: tuple[str, ...]
    is_active: bool
    locked_at: datetime | None
    password_until: datetime | None
    has_factor: bool
    sessions: int
    last_seen_at: datetime | None


def is_out_of_reach(act: Act, state: AccountState) -> bool:
    """Whether this act on this account is the operator's alone.

    The password of who signs in with a code is: whoever gave it and took the code away too would be let in as that
    officer. Of the custodian both are, for the custodian is the second of the two people it takes to open an identity.
    """
    if act == "give_password":
        return state.kind != "officer" or not SECOND_FACTOR_ROLES.isdisjoint(state.roles)
    return act == "take_factor" and CUSTODIAN in state.roles


def is_idle(act: Act, state: AccountState) -> bool:
    """Whether there is nothing to do."""
    if act == "take_factor":
        return not state.has_factor
    if act == "end_sessions":
        return state.sessions == 0
    return act in ("lock", "unlock") and (state.locked_at is not None) == (act == "lock")


def state_of(connection: Connection, account_id: str, now: datetime) -> AccountState | None:
    """One account, with the roles it holds in another's place just now."""
    account = connection.execute(select(Account.__table__).where(Account.id == account_id)).first()
    found = states(connection, now).get(account_id)
    if account is None or found is None:
        return None
    lent = (role for each in now_of(connection, account, now) for role in each.roles)
    return replace(found, roles=tuple(dict.fromkeys((*found.roles, *lent))))


def states(connection: Connection, now: datetime) -> dict[str, AccountState]:
    """All accounts of the regency the transaction has named, by name, with their own roles."""
    seen = _seen(now).subquery()
    factor = and_(SecondFactor.tenant == Account.tenant, SecondFactor.account_id == Account.id)
    query = (
        select(*Account.__table__.columns, SecondFactor.confirmed_at, seen.c.sessions, seen.c.last_seen_at)
        .select_from(Account)
        .outerjoin(SecondFactor, factor)
        .outerjoin(seen, seen.c.account_id == Account.id)
    )
    return {row.id: _state(row) for row in connection.execute(query)}


def _seen(now: datetime) -> Select[str, int, datetime]:
    """How many sessions of each account are open. Sessions are not isolated by regency, so it is named here."""
    columns = (func.count().label("sessions"), func.max(SessionRow.last_seen_at).label("last_seen_at"))
    mine = SessionRow.tenant == func.current_setting("dumas.tenant")
    return select(SessionRow.account_id, *columns).where(mine, *sessions.alive(now)).group_by(SessionRow.account_id)


def _state(row: Any) -> AccountState:
    return AccountState(
        id=row.id,
        kind=row.kind,
        roles=tuple(row.roles),
        is_active=row.is_active,
        locked_at=row.locked_at,
        password_until=row.password_until,
        has_factor=row.confirmed_at is not None,
        sessions=row.sessions or 0,
        last_seen_at=row.last_seen_at,
    )
