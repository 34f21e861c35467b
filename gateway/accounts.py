"""Who an account makes of its holder: the caller the gateway vouches for, and what is still missing for that."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select

from gateway.models import Account, SecondFactor
from gateway.standing_in import StandingIn, lent
from services.common.contracts.caller import Caller
from services.common.vocabulary import SECOND_FACTOR_ROLES

PLATFORM: Final = "platform"
"""What operators of the platform sign in under, in place of a regency. No regency may have this key."""

FACTOR: Final = "second_factor"
PASSWORD: Final = "password"  # noqa: S105  # a name of what is missing, no secret
"""What is still to be set up: a second factor, or a password of one's own."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer, an operator or a system that has proved who it is. `tenant` is where the account is kept, and
    `standing_in` in whose place it acts just now."""

    caller: Caller
    name: str
    tenant: str
    must_set_up: tuple[str, ...] = ()
    standing_in: tuple[StandingIn, ...] = ()


def find(connection: Connection, account_id: str) -> Row[Any] | None:
    """An account of the regency the transaction has named; `confirmed_at` tells since when it has a second factor."""
    account, factor = Account.__table__, SecondFactor.__table__
    own = and_(factor.c.tenant == account.c.tenant, factor.c.account_id == account.c.id)
    query = select(account, factor.c.confirmed_at).select_from(account.outerjoin(factor, own))
    return connection.execute(query.where(account.c.id == account_id)).first()


def lock(connection: Connection, *ids: str) -> None:
    """Hold these accounts until the transaction ends: who lets somebody in meets who changes what that depends on.

    Read them after this, or what is read may be what was before the other had finished.
    """
    mine = select(Account.id).where(Account.id.in_(ids)).order_by(Account.id)
    connection.execute(mine.with_for_update(key_share=True))


def has_any(connection: Connection) -> bool:
    """Whether the regency the transaction has named has accounts at all."""
    return connection.scalar(select(Account.id).limit(1)) is not None


def signed_in(account: Row[Any], standing_in: tuple[StandingIn, ...] = ()) -> SignedIn:
    """What is vouched for; a role held in another's place demands what it would demand of its holder."""
    caller = caller_of(account, standing_in)
    wanting = {
        PASSWORD: account.password_until is not None,
        FACTOR: demands_factor(caller) and account.confirmed_at is None,
    }
    missing = tuple(what for what, is_wanting in wanting.items() if is_wanting)
    return SignedIn(caller, account.name, account.tenant, missing, standing_in)


def is_open(account: Row[Any]) -> bool:
    """Whether its holder is let in at all: in the officers' file, and not locked."""
    return account.is_active and account.locked_at is None


def caller_of(account: Row[Any], standing_in: tuple[StandingIn, ...] = ()) -> Caller:
    """As whom its holder calls. What the kind `operator` calls comes from the `dumas` command alone."""
    if account.kind == "operator":
        return Caller(kind="platform", actor=account.id)
    who = {"kind": account.kind, "actor": account.id, "tenant": account.tenant, "unit": account.unit}
    deputises = lent(standing_in)
    roles = dict.fromkeys((*account.roles, *(each.role for each in deputises)))
    return Caller(**who, roles=tuple(roles), deputises=deputises)


def demands_factor(caller: Caller) -> bool:
    """Whether this account may not do without a second factor."""
    return caller.kind == "platform" or (caller.kind == "officer" and not SECOND_FACTOR_ROLES.isdisjoint(caller.roles))
