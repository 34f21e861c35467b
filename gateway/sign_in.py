"""Signing in, staying signed in and signing out: officers and operators by password and code, systems by API key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from gateway import accounts, second_factor, sessions, trail
from gateway.accounts import PLATFORM, SignedIn
from gateway.codes import CodeKeys
from gateway.database import name_tenant, of_tenant
from gateway.guessing import Guessing
from gateway.models import ApiKey
from gateway.passwords import is_right
from gateway.problems import Busy, CodeNeeded
from gateway.standing_in import now_of
from gateway.tokens import fingerprint
from services.common.contracts.caller import Caller
from services.common.errors import NotSignedIn, SignInFailed

_BY_PASSWORD = ("officer", "operator")
_NOBODY = {"actor": "public", "actor_kind": "public"}


@dataclass(frozen=True, slots=True)
class NewSession:
    """The token is shown once."""

    token: str
    expires_at: datetime
    signed_in: SignedIn


def _now() -> datetime:
    """The time, as the gateway goes by it."""
    return datetime.now(UTC)


class Doorkeeper:
    """Lets in who proves to be somebody."""

    def __init__(self, engine: Engine, factor_key: bytes, clock: Callable[[], datetime] | None = None) -> None:
        self._engine, self._clock = engine, clock or _now
        self._keys = CodeKeys(factor_key)
        self._guessing = Guessing(engine, factor_key, clock)

    def sign_in(self, tenant: str, name: str, password: str, code: str | None = None) -> NewSession:
        """A new session. SignInFailed alike, and as slowly, for an unknown name and whatever is wrong.

        CodeNeeded when the code alone is missing; SignInDelayed, before anything is looked at, after failures.
        """
        self._guessing.count(tenant, name)
        with of_tenant(self._engine, tenant) as connection:
            account = accounts.find(connection, name)
        is_usable = account is not None and account.kind in _BY_PASSWORD and self._holds(account)
        try:
            is_known = is_right(account.password_hash if account and is_usable else None, password)
        except Busy:
            self._guessing.take_back(tenant, name)
            raise
        if account is None or not is_known:
            self._failed(tenant, account, "locked" if account is not None and account.locked_at else "password")
            raise SignInFailed
        if account.confirmed_at is not None and code is None:
            self._failed(tenant, account, "no_code")
            raise CodeNeeded
        session = self._begun(account, code)
        if isinstance(session, str):
            self._failed(tenant, account, session)
            raise SignInFailed
        return session

    def _holds(self, account: Row[Any]) -> bool:
        """Whether its password lets anybody in now; one that was given does so for a while only."""
        is_over = account.password_until is not None and account.password_until < self._clock()
        return accounts.is_open(account) and not is_over

    def holder(self, token: str) -> SignedIn:
        """Who holds this session; NotSignedIn when it is unknown, over, or idle for too long."""
        with self._engine.begin() as connection:
            return _active(connection, *sessions.holder(connection, token, self._clock()), self._clock())

    def system(self, key: str) -> SignedIn:
        """Whose API key this is; NotSignedIn when nobody's."""
        query = select(ApiKey.tenant, ApiKey.account_id).where(ApiKey.key_hash == fingerprint(key))
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise NotSignedIn
            found = _active(connection, row.tenant, row.account_id, self._clock())
        if found.caller.kind != "system":  # people show a password and a code
            raise NotSignedIn
        return found

    def known_system(self, tenant: str, account_id: str) -> SignedIn:
        """A system that has proved in another way who it is; NotSignedIn when it has no account, or a locked one."""
        with of_tenant(self._engine, tenant) as connection:
            found = _active(connection, tenant, account_id, self._clock())
        if found.caller.kind != "system":
            raise NotSignedIn
        return found

    def sign_out(self, who: SignedIn, token: str) -> None:
        """End this session."""
        with of_tenant(self._engine, who.tenant) as connection:
            sessions.end(connection, token)
            _noted(connection, who, "signed_out")

    def sessions_of(self, who: SignedIn, token: str) -> list[sessions.SessionSeen]:
        """All of the account that are not over."""
        with of_tenant(self._engine, who.tenant) as connection:
            return sessions.of_account(connection, who.tenant, who.caller.actor, self._clock(), token)

    def end_others(self, who: SignedIn, token: str) -> None:
        """End all sessions of the account but this one."""
        with of_tenant(self._engine, who.tenant) as connection:
            ended = sessions.end_others(connection, who.tenant, who.caller.actor, token)
            _noted(connection, who, "signed_out", others=str(ended))

    def _begun(self, checked: Row[Any], code: str | None) -> NewSession | str:
        """Why not, when a needed code is not good, or the account is another than the one whose password was checked.

        Code, session and note are saved together.
        """
        at, by = self._clock(), "password"
        with of_tenant(self._engine, checked.tenant) as connection:
            accounts.lock(connection, checked.id)
            account = accounts.find(connection, checked.id)
            if account is None or _what_was_checked(account) != _what_was_checked(checked):
                return "changed"
            if account.confirmed_at is not None:
                used = second_factor.use(connection, self._keys, account.tenant, account.id, code=code or "", now=at)
                if used is None:
                    return "code"
                by = used
            self._guessing.clear(connection, account.tenant, account.id)
            found = accounts.signed_in(account, now_of(connection, account, at))
            token = sessions.begin(connection, account.tenant, account.id, at)
            _noted(connection, found, "signed_in", by=by)
        return NewSession(token, at + sessions.LASTS, found)

    def _failed(self, tenant: str, account: Row[Any] | None, reason: str) -> None:
        """Note it. What was typed is kept nowhere: neither a name nobody has, nor a regency there is not."""
        with of_tenant(self._engine, tenant) as connection:
            place = tenant if accounts.has_any(connection) else PLATFORM
            who = _actor(accounts.caller_of(account)) if account is not None else _NOBODY
            trail.note(connection, tenant=place, action="sign_in_failed", reason=reason, **who)


def _what_was_checked(account: Row[Any]) -> tuple[object, ...]:
    return account.kind, accounts.is_open(account), account.password_hash, account.confirmed_at


def _noted(connection: Connection, who: SignedIn, action: str, **details: str) -> None:
    trail.note(connection, tenant=who.tenant, action=action, **_actor(who.caller), **details)


def _actor(caller: Caller) -> dict[str, str]:
    return {"actor": caller.actor, "actor_kind": caller.kind}


def _active(connection: Connection, tenant: str, account_id: str, now: datetime) -> SignedIn:
    name_tenant(connection, tenant)
    account = accounts.find(connection, account_id)
    if account is None or not accounts.is_open(account):
        raise NotSignedIn
    return accounts.signed_in(account, now_of(connection, account, now))
