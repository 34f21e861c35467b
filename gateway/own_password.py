"""The holder of an account takes another password; one that somebody else has given must be replaced by this way.

Whoever found a session open must not be able to guess the password, so tries count like those to sign in.
"""

from typing import Final

from sqlalchemy import Engine, select, update

from gateway import accounts, sessions, trail
from gateway.accounts import SignedIn
from gateway.database import of_tenant
from gateway.guessing import Guessing
from gateway.models import Account
from gateway.passwords import hashed, is_right
from services.common.errors import Invalid

SHORTEST: Final = 10
LONGEST: Final = 200
_WRONG: Final = "This is not the password of now."
_SHORT: Final = f"A password has at least {SHORTEST} letters, digits or signs, and at most {LONGEST}."
_SAME: Final = "This is the password of now, or the name to sign in with. Choose another one."


class OwnPasswords:
    """Changes passwords for who knows them."""

    def __init__(self, engine: Engine, guessing: Guessing) -> None:
        self._engine, self._guessing = engine, guessing

    def change(self, who: SignedIn, now: str, new: str, token: str) -> None:
        """Replace it; all other sessions end. Invalid by `now` or `new`; SignInDelayed; Busy."""
        account_id = who.caller.actor
        _check(account_id, now, new)
        self._guessing.count(who.tenant, account_id)
        with of_tenant(self._engine, who.tenant) as connection:
            known = connection.scalar(select(Account.password_hash).where(Account.id == account_id))
        if not is_right(known, now):
            raise Invalid({"now": _WRONG})
        kept = hashed(new)  # takes its time, in which no transaction stays open
        with of_tenant(self._engine, who.tenant) as connection:
            accounts.lock(connection, account_id)
            mine = (Account.id == account_id, Account.password_hash == known)
            values = {"password_hash": kept, "password_until": None}
            if connection.execute(update(Account).where(*mine).values(**values)).rowcount == 0:
                raise Invalid({"now": _WRONG})  # somebody has replaced it meanwhile
            self._guessing.clear(connection, who.tenant, account_id)
            sessions.end_others(connection, who.tenant, account_id, token)
            actor = {"actor": account_id, "actor_kind": who.caller.kind}
            trail.note(connection, tenant=who.tenant, action="password_changed", subject=account_id, **actor)


def _check(account_id: str, now: str, new: str) -> None:
    if not SHORTEST <= len(new) <= LONGEST:
        raise Invalid({"new": _SHORT})
    if new in (now, account_id):
        raise Invalid({"new": _SAME})
