"""Sessions of those who have signed in: they end after eight hours, or half an hour without a request.

Called within a transaction of the account's regency.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from gateway.models import SessionRow
from gateway.tokens import OFFICER, fingerprint, random_token
from services.common.errors import NotSignedIn

LASTS = timedelta(hours=8)
IDLE = timedelta(minutes=30)
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """One session of an account, without its token."""

    began_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_this: bool


def begin(connection: Connection, tenant: str, account_id: str, now: datetime) -> str:
    """The token of a new session; it is shown once. Those of the regency that are over are removed."""
    token = random_token(OFFICER)
    row = {"token_hash": fingerprint(token), "tenant": tenant, "account_id": account_id}
    connection.execute(delete(SessionRow).where(SessionRow.tenant == tenant, SessionRow.expires_at < now))
    connection.execute(insert(SessionRow).values(**row, created_at=now, last_seen_at=now, expires_at=now + LASTS))
    return token


def holder(connection: Connection, token: str, now: datetime) -> tuple[str, str]:
    """Tenant and account of a session; NotSignedIn when it is unknown, over, or idle for too long."""
    mine = SessionRow.token_hash == fingerprint(token)
    query = select(SessionRow.tenant, SessionRow.account_id, SessionRow.last_seen_at)
    row = connection.execute(query.where(mine, *alive(now))).first()
    if row is None:
        raise NotSignedIn
    if row.last_seen_at < now - _NOTED_EVERY:
        connection.execute(update(SessionRow).where(mine).values(last_seen_at=now))
    return row.tenant, row.account_id


def of_account(connection: Connection, tenant: str, account_id: str, now: datetime, this: str) -> list[SessionSeen]:
    """All that are not over, the newest first; `this` is the token of the one that asks."""
    query = select(*SessionRow.__table__.columns).where(*_of(tenant, account_id), *alive(now))
    return [
        SessionSeen(row.created_at, row.last_seen_at, row.expires_at, row.token_hash == fingerprint(this))
        for row in connection.execute(query.order_by(SessionRow.created_at.desc()))
    ]


def end(connection: Connection, token: str) -> None:
    """End one."""
    connection.execute(delete(SessionRow).where(SessionRow.token_hash == fingerprint(token)))


def end_others(connection: Connection, tenant: str, account_id: str, this: str) -> int:
    """End all of an account but the one that asks. How many there were."""
    others = SessionRow.token_hash != fingerprint(this)
    return connection.execute(delete(SessionRow).where(*_of(tenant, account_id), others)).rowcount


def end_all(connection: Connection, tenant: str, ids: Iterable[str]) -> None:
    """End all of these accounts."""
    mine = (SessionRow.tenant == tenant, SessionRow.account_id.in_(list(ids)))
    connection.execute(delete(SessionRow).where(*mine))


def _of(tenant: str, account_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SessionRow.tenant == tenant, SessionRow.account_id == account_id


def alive(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Not over, and not idle for too long."""
    return SessionRow.expires_at > now, SessionRow.last_seen_at > now - IDLE
