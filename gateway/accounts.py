"""Who an account makes of its holder: the caller the gateway vouches for, and what is still missing for that."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select

from gateway.models import Account, SecondFactor
from services.common.contracts.caller import Caller
from services.common.vocabulary import SECOND_FACTOR_ROLES

PLATFORM: Final = "platform"
"""What operators of the platform sign in under, in place of a regency. No regency may have this key."""

FACTOR: Final = "second_factor"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An officer, an operator or a system that has proved who it is. `tenant` is where the account is kept."""

    caller: Caller
    name: str
    tenant: str
    must_set_up: tuple[str, ...] = ()


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


def signed_in(account: Row[Any]) -> SignedIn:
    """What is vouched for."""
    caller = caller_of(account)
    missing = (FACTOR,) if demands_factor(caller) and account.confirmed_at is None else ()
    return SignedIn(caller, account.name, account.tenant, missing)


def caller_of(account: Row[Any]) -> Caller:
    """As whom its holder calls. What the kind `operator` calls comes from the `dumas` command alone."""
    if account.kind == "operator":
        return Caller(kind="platform", actor=account.id)
    who = {"kind": account.kind, "actor": account.id, "tenant": account.tenant, "unit": account.unit}
    return Caller(**who, roles=tuple(account.roles))


def demands_factor(caller: Caller) -> bool:
    """Whether this account may not do without a second factor."""
    return caller.kind == "platform" or (caller.kind == "officer" and not SECOND_FACTOR_ROLES.isdisjoint(caller.roles))
