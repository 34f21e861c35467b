"""Signing in, staying signed in, and the accounts a regency's data files bring."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from gateway.database import name_tenant, of_tenant
from gateway.models import Account, ApiKey, SessionRow
from gateway.passwords import is_right
from gateway.tokens import OFFICER, fingerprint, random_token
from services.common.contracts.caller import Caller
from services.common.errors import NotSignedIn, SignInFailed

LASTS = timedelta(hours=8)
IDLE = timedelta(minutes=30)
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer or a system that has proved who it is."""

    caller: Caller
    name: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """The token is shown once."""

    token: str
    expires_at: datetime
    signed_in: SignedIn


def _now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """Officers and systems, as the gateway knows them."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = _now) -> None:
        self._engine, self._clock = engine, clock

    def sign_in(self, tenant: str, username: str, password: str) -> NewSession:
        """A new session. SignInFailed alike, and as slowly, for an unknown name and a wrong password."""
        with of_tenant(self._engine, tenant) as connection:
            account = _account(connection, username)
        usable = account if account is not None and account.is_active and account.kind == "officer" else None
        if not is_right(usable.password_hash if usable else None, password) or usable is None:
            raise SignInFailed
        now, token = self._clock(), random_token(OFFICER)
        session = {
            "token_hash": fingerprint(token),
            "tenant": tenant,
            "account_id": username,
            "last_seen_at": now,
            "expires_at": now + LASTS,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(SessionRow).where(SessionRow.tenant == tenant, SessionRow.expires_at < now))
            connection.execute(insert(SessionRow).values(**session))
        return NewSession(token, now + LASTS, _signed_in(usable))

    def officer(self, token: str) -> SignedIn:
        """Who holds this session; NotSignedIn when it is unknown, over, or idle for too long."""
        now, mine = self._clock(), SessionRow.token_hash == fingerprint(token)
        alive = (mine, SessionRow.expires_at > now, SessionRow.last_seen_at > now - IDLE)
        with self._engine.begin() as connection:
            row = connection.execute(
                select(SessionRow.tenant, SessionRow.account_id, SessionRow.last_seen_at).where(*alive)
            ).first()
            if row is None:
                raise NotSignedIn
            if row.last_seen_at < now - _NOTED_EVERY:
                connection.execute(update(SessionRow).where(mine).values(last_seen_at=now))
            return self._active(connection, row.tenant, row.account_id)

    def system(self, key: str) -> SignedIn:
        """Whose API key this is; NotSignedIn when nobody's."""
        with self._engine.begin() as connection:
            row = connection.execute(
                select(ApiKey.tenant, ApiKey.account_id).where(ApiKey.key_hash == fingerprint(key))
            ).first()
            if row is None:
                raise NotSignedIn
            return self._active(connection, row.tenant, row.account_id)

    def sign_out(self, caller: Caller, token: str) -> None:
        """End this session of this officer."""
        mine = (SessionRow.token_hash == fingerprint(token), SessionRow.account_id == caller.actor)
        with self._engine.begin() as connection:
            connection.execute(delete(SessionRow).where(*mine))

    @staticmethod
    def _active(connection: Connection, tenant: str, account_id: str) -> SignedIn:
        name_tenant(connection, tenant)
        account = _account(connection, account_id)
        if account is None or not account.is_active:
            raise NotSignedIn
        return _signed_in(account)


def _account(connection: Connection, account_id: str) -> Row[Any] | None:
    table = Account.__table__
    return connection.execute(select(table).where(table.c.id == account_id)).first()


def _signed_in(account: Row[Any]) -> SignedIn:
    who = {"kind": account.kind, "actor": account.id, "tenant": account.tenant, "unit": account.unit}
    return SignedIn(Caller(**who, roles=tuple(account.roles)), account.name)
