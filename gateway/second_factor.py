"""Second factors: set up, confirmed with a first code, asked for at each sign-in, given up or reset.

A code counts once: the time step of the last one is remembered, and only later ones are taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from gateway import accounts, codes, sessions, trail
from gateway.accounts import SignedIn, demands_factor
from gateway.codes import CodeKeys
from gateway.database import of_tenant
from gateway.guessing import Guessing
from gateway.models import SecondFactor
from gateway.problems import SecondFactorKept
from services.common.errors import Invalid

_DIGITS = 6
_WRONG = "This code is wrong, over or used. Send the six digits your phone shows now; wait for new ones if need be."


@dataclass(frozen=True, slots=True)
class NewFactor:
    """Shown once."""

    secret: str
    uri: str
    recovery_codes: tuple[str, ...]


def use(
    connection: Connection, keys: CodeKeys, tenant: str, account_id: str, *, code: str, now: datetime
) -> Literal["code", "recovery"] | None:
    """Use a code up; how the account showed itself, or None when the code is not good."""
    row = _locked(connection, account_id)
    if row is None or row.confirmed_at is None:
        return None
    plain = code.replace(" ", "")
    if len(plain) == _DIGITS:
        step = codes.step_of(keys.open(tenant, account_id, row.sealed), plain, now, row.last_step)
        if step is not None:
            connection.execute(update(SecondFactor).where(_mine(account_id)).values(last_step=step))
        return None if step is None else "code"
    left = [mark for mark in row.recovery if mark != keys.mark(tenant, account_id, code)]
    connection.execute(update(SecondFactor).where(_mine(account_id)).values(recovery=left))
    return "recovery" if len(left) < len(row.recovery) else None


def take_away(connection: Connection, account_id: str) -> bool:
    """Whether there was one."""
    return connection.execute(delete(SecondFactor).where(_mine(account_id))).rowcount > 0


def _now() -> datetime:
    return datetime.now(UTC)


class SecondFactors:
    """What the holder of an account does with the own second factor."""

    def __init__(self, engine: Engine, factor_key: bytes, clock: Callable[[], datetime] | None = None) -> None:
        self._engine, self._clock = engine, clock or _now
        self._keys = CodeKeys(factor_key)
        self._guessing = Guessing(engine, factor_key, clock)

    def begin(self, who: SignedIn) -> NewFactor:
        """A new secret, good for nothing until it is confirmed. SecondFactorKept when one is in force."""
        tenant, account_id = who.tenant, who.caller.actor
        secret, recovery = codes.new_secret(), codes.new_recovery_codes()
        values = {
            "sealed": self._keys.seal(tenant, account_id, secret),
            "recovery": [self._keys.mark(tenant, account_id, code) for code in recovery],
            "last_step": 0,
        }
        row = insert(SecondFactor).values(tenant=tenant, account_id=account_id, **values)
        pending = row.on_conflict_do_update(
            index_elements=["tenant", "account_id"], set_=values, where=SecondFactor.confirmed_at.is_(None)
        )
        with of_tenant(self._engine, tenant) as connection:
            if connection.execute(pending.returning(SecondFactor.account_id)).first() is None:
                raise SecondFactorKept
        return NewFactor(secret, codes.uri(secret, tenant, account_id), tuple(recovery))

    def confirm(self, who: SignedIn, code: str, token: str) -> None:
        """Bring it into force; all other sessions of the account end. Invalid when the code is not right."""
        account_id, now = who.caller.actor, self._clock()
        with of_tenant(self._engine, who.tenant) as connection:
            accounts.lock(connection, account_id)
            row = _locked(connection, account_id)
            if row is None:
                raise Invalid({"code": "There is nothing to confirm. Begin with POST /api/v1/me/second-factor."})
            if row.confirmed_at is not None:
                raise SecondFactorKept
            secret = self._keys.open(who.tenant, account_id, row.sealed)
            step = codes.step_of(secret, code.replace(" ", ""), now, row.last_step)
            if step is None:
                raise Invalid({"code": _WRONG})
            in_force = {"confirmed_at": now, "last_step": step}
            connection.execute(update(SecondFactor).where(_mine(account_id)).values(**in_force))
            self._changed(connection, who, "second_factor_set", token)

    def give_up(self, who: SignedIn, code: str, token: str) -> None:
        """Do without from now on. SecondFactorKept for who may not; SignInDelayed, Invalid when the code is not right.

        Whoever found a session open must not be able to guess the code, so tries count like those to sign in.
        """
        account_id = who.caller.actor
        if demands_factor(who.caller):
            raise SecondFactorKept
        self._guessing.count(who.tenant, account_id)
        with of_tenant(self._engine, who.tenant) as connection:
            accounts.lock(connection, account_id)
            if use(connection, self._keys, who.tenant, account_id, code=code, now=self._clock()) is None:
                raise Invalid({"code": _WRONG})
            self._guessing.clear(connection, who.tenant, account_id)
            take_away(connection, account_id)
            self._changed(connection, who, "second_factor_removed", token)

    def is_set(self, who: SignedIn) -> bool:
        """Whether the account has one in force."""
        with of_tenant(self._engine, who.tenant) as connection:
            account = accounts.find(connection, who.caller.actor)
        return account is not None and account.confirmed_at is not None

    @staticmethod
    def _changed(connection: Connection, who: SignedIn, action: str, token: str) -> None:
        sessions.end_others(connection, who.tenant, who.caller.actor, token)
        actor = {"actor": who.caller.actor, "actor_kind": who.caller.kind}
        trail.note(connection, tenant=who.tenant, action=action, subject=who.caller.actor, **actor)


def _mine(account_id: str) -> Any:
    return SecondFactor.account_id == account_id  # of the regency the transaction has named


def _locked(connection: Connection, account_id: str) -> Row[Any] | None:
    table = SecondFactor.__table__
    return connection.execute(select(table).where(table.c.account_id == account_id).with_for_update()).first()
