"""Operators of the platform: accounts that belong to no regency, made and removed with the `dumas` command.

They see how the parts do and how much work waits where; of complaints they see nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.postgresql import insert

from gateway import trail
from gateway.accounts import PLATFORM
from gateway.database import of_tenant
from gateway.models import Account, SecondFactor
from gateway.passwords import hashed


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator's account, and since when it has a second factor."""

    id: str
    confirmed_at: datetime | None


def add(engine: Engine, name: str, password: str) -> None:
    """Make an account. KeyError when there is one of this name."""
    values = {"name": name, "kind": "operator", "roles": [], "is_active": True, "password_hash": hashed(password)}
    row = insert(Account).values(tenant=PLATFORM, id=name, **values).on_conflict_do_nothing()
    with of_tenant(engine, PLATFORM) as connection:
        if connection.execute(row.returning(Account.id)).first() is None:
            raise KeyError(name)
        trail.note(connection, tenant=PLATFORM, action="operator_added", subject=name, **trail.COMMAND)


def listed(engine: Engine) -> list[Operator]:
    """All of them, by name."""
    query = select(Account.id, SecondFactor.confirmed_at).outerjoin(
        SecondFactor, (SecondFactor.tenant == Account.tenant) & (SecondFactor.account_id == Account.id)
    )
    with of_tenant(engine, PLATFORM) as connection:
        return [Operator(*row) for row in connection.execute(query.order_by(Account.id))]


def remove(engine: Engine, name: str) -> None:
    """Remove an account with its sessions and second factor. KeyError when there is none."""
    with of_tenant(engine, PLATFORM) as connection:
        if connection.execute(delete(Account).where(Account.id == name)).rowcount == 0:
            raise KeyError(name)
        trail.note(connection, tenant=PLATFORM, action="operator_removed", subject=name, **trail.COMMAND)
