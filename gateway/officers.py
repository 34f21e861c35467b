"""Applies a regency's `officers.yaml` to the accounts: the list as a whole, secrets only where given.

Called by the `dumas` command under the database role `dumas_accounts`. The audit trail is told; nothing prints or logs.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from gateway import own_password, sessions, trail
from gateway.accounts import PLATFORM
from gateway.database import of_tenant
from gateway.models import Account, ApiKey
from gateway.passwords import hashed, is_right
from gateway.tokens import SYSTEM, fingerprint
from services.common.contracts.tenant import Officer

SHORTEST_KEY = 32


def apply_officers(
    engine: Engine,
    tenant: str,
    officers: Sequence[Officer],
    passwords: Mapping[str, str],
    api_keys: Mapping[str, str],
) -> int:
    """Make the tenant's accounts these officers; who is absent is deactivated and signed out.

    `passwords` and `api_keys` (`dk_…`) are by officer id; who is not in them keeps what there is. A changed password,
    role or unit signs its officer out; a new key replaces the old ones. Returns the number of active accounts.
    ValueError names what does not fit, before anything is changed.
    """
    if tenant == PLATFORM:
        raise ValueError(f"'{PLATFORM}' is where operators sign in; give the regency another key")
    _check(officers, passwords, api_keys)
    with of_tenant(engine, tenant) as connection:
        known = _known_passwords(connection)
    changed = _changed_passwords(known, passwords)  # hashing takes its time, in which no transaction stays open
    with of_tenant(engine, tenant) as connection:
        moved = _moved(connection, officers)
        for officer in officers:
            _keep(connection, tenant, officer, changed.get(officer.id))
        gone = connection.scalars(select(Account.id).where(Account.id.not_in([o.id for o in officers]))).all()
        connection.execute(update(Account).where(Account.id.in_(gone)).values(is_active=False))
        sessions.end_all(connection, tenant, {*gone, *changed, *moved})
        connection.execute(delete(ApiKey).where(ApiKey.tenant == tenant, ApiKey.account_id.in_([*gone, *api_keys])))
        for account_id, key in api_keys.items():
            row = {"key_hash": fingerprint(key), "tenant": tenant, "account_id": account_id}
            connection.execute(insert(ApiKey).values(**row))
        _tell(connection, tenant, changed)
    return len(officers)


def _tell(connection: Connection, tenant: str, changed: Collection[str]) -> None:
    trail.note(connection, tenant=tenant, action="officers_applied", subject="gateway", **trail.COMMAND)
    for name in sorted(changed):
        trail.note(connection, tenant=tenant, action="password_replaced", subject=name, **trail.COMMAND)


def _check(officers: Sequence[Officer], passwords: Mapping[str, str], api_keys: Mapping[str, str]) -> None:
    kinds = {officer.id: officer.kind for officer in officers}
    problems = [
        *(f"{name}: only officers have a password" for name in passwords if kinds.get(name) != "officer"),
        *(f"{name}: only systems have an API key" for name in api_keys if kinds.get(name) != "system"),
        *(
            f"{name}: the password is too short"
            for name, word in passwords.items()
            if len(word) < own_password.SHORTEST
        ),
        *(f"{name}: an API key is {SYSTEM} and random text" for name, key in api_keys.items() if not _is_key(key)),
    ]
    if problems:
        raise ValueError("; ".join(problems))


def _is_key(key: str) -> bool:
    return key.startswith(SYSTEM) and len(key) >= SHORTEST_KEY


def _known_passwords(connection: Connection) -> dict[str, str | None]:
    return {row.id: row.password_hash for row in connection.execute(select(Account.id, Account.password_hash))}


def _changed_passwords(known: Mapping[str, str | None], passwords: Mapping[str, str]) -> dict[str, str]:
    """New hashes by id, leaving out those whose password is already this one."""
    return {
        name: hashed(password)
        for name, password in passwords.items()
        if not (known.get(name) and is_right(known[name], password))
    }


def _moved(connection: Connection, officers: Sequence[Officer]) -> set[str]:
    """Who has other roles than before, or acts for another unit."""
    known = {row.id: row for row in connection.execute(select(Account.id, Account.roles, Account.unit))}
    now = {officer.id: (set(officer.roles), officer.unit or "") for officer in officers}
    return {name for name, post in now.items() if name in known and (set(known[name].roles), known[name].unit) != post}


def _keep(connection: Connection, tenant: str, officer: Officer, password_hash: str | None) -> None:
    values: dict[str, Any] = {
        "name": officer.name,
        "kind": officer.kind,
        "roles": list(officer.roles),
        "is_active": True,
    }
    values["unit"] = officer.unit or ""
    if password_hash is not None:
        values |= {"password_hash": password_hash, "password_until": None}
    row = insert(Account).values(tenant=tenant, id=officer.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["tenant", "id"], set_=values))
