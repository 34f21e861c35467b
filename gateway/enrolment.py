"""What the operator does with single accounts: second factors of invented officers, lost ones, and locks.

Called by the `dumas` command under the database role `dumas_accounts`. Nothing here prints or logs.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects.postgresql import insert

from gateway import accounts, second_factor, sessions, trail
from gateway.codes import CodeKeys
from gateway.database import of_tenant
from gateway.models import Account, SecondFactor


def enrol(engine: Engine, factor_key: bytes, tenant: str, secrets: Mapping[str, str]) -> None:
    """Give accounts second factors by secrets (base32) both sides know already, as for officers who are invented.

    Who has the same one keeps it, with the time of its last code; a new one signs its officer out. ValueError names
    an id that is no officer's.
    """
    keys = CodeKeys(factor_key)
    with of_tenant(engine, tenant) as connection:
        accounts.lock(connection, *secrets)
        for account_id, secret in secrets.items():
            account = accounts.find(connection, account_id)
            if account is None or account.kind != "officer":
                raise ValueError(f"{account_id}: only officers have a second factor")
            if _secret_of(connection, keys, tenant, account_id) != secret:
                _put(connection, tenant, account_id, keys.seal(tenant, account_id, secret))
                sessions.end_all(connection, tenant, [account_id])
                trail.note(connection, tenant=tenant, action="second_factor_set", subject=account_id, **trail.COMMAND)


def reset(engine: Engine, tenant: str, account_id: str) -> bool:
    """Take a second factor away and end the account's sessions. Whether there was one. KeyError: no such account."""
    with of_tenant(engine, tenant) as connection:
        accounts.lock(connection, account_id)
        if accounts.find(connection, account_id) is None:
            raise KeyError(account_id)
        sessions.end_all(connection, tenant, [account_id])
        had_one = second_factor.take_away(connection, account_id)
        trail.note(connection, tenant=tenant, action="second_factor_reset", subject=account_id, **trail.COMMAND)
    return had_one


def unlock(engine: Engine, tenant: str, account_id: str) -> bool:
    """Open an account its administrator has locked. Whether it was locked. KeyError: no such account."""
    with of_tenant(engine, tenant) as connection:
        accounts.lock(connection, account_id)
        account = accounts.find(connection, account_id)
        if account is None:
            raise KeyError(account_id)
        connection.execute(update(Account).where(Account.id == account_id).values(locked_at=None))
        trail.note(connection, tenant=tenant, action="account_unlocked", subject=account_id, **trail.COMMAND)
    return account.locked_at is not None


def _secret_of(connection: Connection, keys: CodeKeys, tenant: str, account_id: str) -> str | None:
    """The secret in force; None when there is none, or it cannot be read because the key is a new one."""
    mine = (SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_not(None))
    sealed = connection.scalar(select(SecondFactor.sealed).where(*mine))
    try:
        return None if sealed is None else keys.open(tenant, account_id, sealed)
    except InvalidTag:
        return None


def _put(connection: Connection, tenant: str, account_id: str, sealed: bytes) -> None:
    values = {"sealed": sealed, "last_step": 0, "recovery": [], "confirmed_at": datetime.now(UTC)}
    row = insert(SecondFactor).values(tenant=tenant, account_id=account_id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["tenant", "account_id"], set_=values))
