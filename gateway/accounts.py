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


def has_any(connection: Connection) -> bool:
    """Whether the regency the transaction has named has accounts at all."""
    return connection.scalar(select(Account.id).limit(1)) is not None


def signed_in(account: Row[Any]) -> SignedIn:
    """What is vouched for."""
    missing = (FACTOR,) if demands_factor(account.kind, account.roles) and account.confirmed_at is None else ()
    if account.kind == "operator":
        return SignedIn(Caller(kind="operator", actor=account.id), account.name, account.tenant, missing)
    who = {"kind": account.kind, "actor": account.id, "tenant": account.tenant, "unit": account.unit}
    return SignedIn(Caller(**who, roles=tuple(account.roles)), account.name, account.tenant, missing)


def demands_factor(kind: str, roles: list[str] | tuple[str, ...]) -> bool:
    """Whether this account may not do without a second factor."""
    return kind == "operator" or (kind == "officer" and not SECOND_FACTOR_ROLES.isdisjoint(roles))
