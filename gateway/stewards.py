"""What the administrator of a regency does at once with the account of an officer, without the officers' file.

What takes access away (ending sessions, locking) asks for nothing more. What gives access (unlocking, taking a lost
second factor away, a one-time password) asks for a fresh code of the administrator's own, so that a stolen session
cannot do it. Nobody does any of it to the own account, and some of it is the operator's (`account_states`).
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, update

from gateway import accounts, second_factor, sessions, trail
from gateway.account_states import AccountState, Act, is_out_of_reach, state_of, states
from gateway.accounts import SignedIn
from gateway.codes import CodeKeys
from gateway.database import of_tenant
from gateway.guessing import Guessing
from gateway.models import Account
from gateway.passwords import hashed
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, NotFound, NotYourRole
from services.common.vocabulary import ADMIN

NEED_CODE: Final[frozenset[Act]] = frozenset({"unlock", "take_factor", "give_password"})
GIVEN_FOR: Final = timedelta(days=3)
"""For how long a password that was given lets its officer in."""

_ACTIONS: Final[Mapping[Act, str]] = {
    "end_sessions": "sessions_ended",
    "lock": "account_locked",
    "unlock": "account_unlocked",
    "take_factor": "second_factor_taken",
    "give_password": "password_given",
}
_WRONG_CODE: Final = "This code is wrong, over or used. Type the six digits your phone shows now."
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when it is read out


class Stewards:
    """Acts of administrators on accounts of their regency."""

    def __init__(self, engine: Engine, factor_key: bytes, clock: Callable[[], datetime] | None = None) -> None:
        self._engine, self._clock = engine, clock or _now
        self._keys, self._guessing = CodeKeys(factor_key), Guessing(engine, factor_key, clock)

    def states(self, caller: Caller) -> dict[str, AccountState]:
        """All accounts of the regency, by name."""
        with of_tenant(self._engine, caller.tenant) as connection:
            return states(connection, self._clock())

    def state(self, caller: Caller, account_id: str) -> AccountState:
        """One account. NotFound."""
        with of_tenant(self._engine, caller.tenant) as connection:
            found = state_of(connection, account_id, self._clock())
        if found is None:
            raise NotFound("account")
        return found

    def do(self, who: SignedIn, account_id: str, act: Act, reason: str, code: str = "") -> str:
        """The password that was given, to be shown this once; nothing for other acts. `reason` is a code.

        NotYourRole: to the own account, by who is no administrator, or what is the operator's. NotFound; SignInDelayed;
        Invalid by `code`.
        """
        if ADMIN not in who.caller.roles or account_id == who.caller.actor:
            raise NotYourRole(ADMIN)
        if act in NEED_CODE:
            self._guessing.count(who.tenant, who.caller.actor)
        password = _new_password() if act == "give_password" else ""
        kept = hashed(password) if password else None  # takes its time, in which no transaction stays open
        with of_tenant(self._engine, who.tenant) as connection:
            accounts.lock(connection, who.caller.actor, account_id)
            _demand(act, state_of(connection, account_id, self._clock()))
            if act in NEED_CODE:
                self._prove(connection, who, code)
            self._carry_out(connection, who.tenant, account_id, act, kept)
            actor = {"actor": who.caller.actor, "actor_kind": who.caller.kind}
            told = {"subject": account_id, "reason": reason, **actor}
            trail.note(connection, tenant=who.tenant, action=_ACTIONS[act], **told)
        return password

    def _prove(self, connection: Connection, who: SignedIn, code: str) -> None:
        mine = (who.tenant, who.caller.actor)
        if second_factor.use(connection, self._keys, *mine, code=code, now=self._clock()) is None:
            raise Invalid({"code": _WRONG_CODE})
        self._guessing.clear(connection, *mine)

    def _carry_out(self, connection: Connection, tenant: str, account_id: str, act: Act, kept: str | None) -> None:
        now, values = self._clock(), dict[str, object]()
        if act == "take_factor":
            second_factor.take_away(connection, account_id)
        elif act == "give_password":
            values = {"password_hash": kept, "password_until": now + GIVEN_FOR}
            self._guessing.clear(connection, tenant, account_id)
        elif act != "end_sessions":
            values = {"locked_at": now if act == "lock" else None}
        if values:
            connection.execute(update(Account).where(Account.id == account_id).values(**values))
        if act != "unlock":
            sessions.end_all(connection, tenant, [account_id])


def _demand(act: Act, state: AccountState | None) -> None:
    if state is None:
        raise NotFound("account")
    if is_out_of_reach(act, state):
        raise NotYourRole("operator")


def _new_password() -> str:
    """Four groups of four, some 79 bits: easily read out, and never guessed."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _now() -> datetime:
    return datetime.now(UTC)
