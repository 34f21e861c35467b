"""Tenants are kept apart by the database itself: row-level security, forced, for roles that own nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
from psycopg2.extras import Json, register_uuid
from sqlalchemy import Boolean, Column, Date, DateTime, Integer, LargeBinary, MetaData, Table, Uuid
from sqlalchemy.dialects.postgresql import JSON

from deploy.services import ROLES, TREES
from services.common.runtime.tenant_keys import KEEPERS
from tests.integration.runtime.test_migrations import METADATA
from tests.support.databases import Databases, connect, rows

PUBLIC = {
    "tenant",  # regencies, SOPs and their copies: published
    "sop_version",
    "sop_copy",
    "tenant_copy",
    "calendar_edition",
    "session",  # found by a hash before the tenant is known
    "api_key",
}
"""Tables with a tenant that are meant to be read across tenants."""

USERS = {
    "dumas_intake": ("intake", "register", "documents"),
    "dumas_review": ("review", "documents"),
    "dumas_assignment": ("assignment", "documents"),
    "dumas_followup": ("followup", "documents"),
    "dumas_notify": ("notify", "deliveries"),
    "dumas_gateway": ("gateway", "accounts"),
}
"""Who works in each database."""

_PAPERS = {"document", "tenant_copy"}
_BOOK = {"tenant", "sop_version", "calendar_edition", "entry", "journal", "entry_correction", "complaint", "task"}
PRESS_READS = {
    "dumas_intake": _PAPERS | _BOOK | {"signing_authority", "document_preview"},
    "dumas_review": _PAPERS,
    "dumas_assignment": _PAPERS | {"roster_officer", "deputy"},
    "dumas_followup": _PAPERS,
}
"""What the press may read; of some tables only columns. It writes what it made, events, and authorities."""
ACROSS = {"documents": "document document_preview tenant_secret"}
ACROSS |= {"deliveries": "outward_event subscription delivery attempt"}
KEPT = {f"dumas_{service}": f"{service}:{keeper}" for service, keeper in KEEPERS.items()}
"""The role a service can take on there."""

SAMPLES: list[tuple[type[Any], Callable[[], Any]]] = [
    (Uuid, uuid4),
    (DateTime, lambda: "2026-03-02T02:00:00Z"),
    (Date, lambda: "2026-03-02"),
    (JSON, lambda: Json({})),
    (LargeBinary, lambda: b"x"),
    (Boolean, bool),
    (Integer, lambda: 1),
]
"""Something for a column of each type; texts get any."""

NAMED = {"account.kind": "officer", "complaint_key.purpose": "content", "tenant_secret.purpose": "reports"}
NAMED |= {"deputy.kind": "plh", "deputy.holder": "contoh_satu"}
"""Texts that are not any: accounts and deputies have kinds, and the press sees keys of contents, and two secrets."""

register_uuid()


def _isolated() -> Iterator[tuple[str, Table]]:
    for database, parts in METADATA.items():
        tables: dict[str, Table] = {name: table for part in parts for name, table in part.tables.items()}
        yield from ((database, table) for name, table in tables.items() if "tenant" in table.c and name not in PUBLIC)


ISOLATED = list(_isolated())
IDS = [f"{database}.{table.fullname}" for database, table in ISOLATED]
each_isolated_table = pytest.mark.parametrize(("database", "table"), ISOLATED, ids=IDS)


@each_isolated_table
def test_row_level_security_is_on_and_binds_even_the_owner(databases: Databases, database: str, table: Table) -> None:
    query = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
    assert rows(databases.of_owner(database), query, _name(table)) == [(True, True)]


@pytest.mark.parametrize("database", TREES)
def test_no_table_with_a_tenant_was_forgotten(databases: Databases, database: str) -> None:
    query = """
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'tenant' AND c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'vault', 'keys', 'trail')
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
    """
    assert {name for (name,) in rows(databases.of_owner(database), query)} <= PUBLIC


@pytest.mark.parametrize("database", TREES)
def test_the_services_roles_own_nothing(databases: Databases, database: str) -> None:
    query = """
        WITH ours AS (SELECT oid FROM pg_roles WHERE rolname LIKE 'dumas_%')
        SELECT relname FROM pg_class WHERE relowner IN (SELECT oid FROM ours)
        UNION ALL SELECT datname FROM pg_database WHERE datdba IN (SELECT oid FROM ours)
        UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner IN (SELECT oid FROM ours)
    """
    assert rows(databases.of_owner(database), query) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_services_role_is_nothing_special(databases: Databases, role: str) -> None:
    query = """
        SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
               EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid AND (m.inherit_option OR m.admin_option))
        FROM pg_roles r WHERE rolname = %s
    """
    assert rows(databases.of_owner("postgres"), query, f"dumas_{role}") == [(False,) * 6]


@each_isolated_table
def test_a_tenants_rows_cannot_be_seen_by_another_nor_by_nobody(
    databases: Databases, database: str, table: Table
) -> None:
    with kept_row(databases, database, table):
        for role in readers(databases, database, table):
            seen = {who: count(databases, database, role, table, who) for who in ("tenant_a", "tenant_b", "", None)}
            assert seen == {"tenant_a": 1, "tenant_b": 0, "": 0, None: 0}


@each_isolated_table
def test_a_row_cannot_be_written_for_another_tenant(databases: Databases, database: str, table: Table) -> None:
    for role in with_right(databases, database, table, "INSERT"):
        for tenant in ("tenant_b", "", None):
            with (
                pytest.raises(psycopg2.errors.InsufficientPrivilege),
                as_tenant(databases, database, role, tenant) as cursor,
            ):
                insert(cursor, table, "tenant_a")


@each_isolated_table
def test_a_row_cannot_be_given_away_changed_or_removed_by_another_tenant(
    databases: Databases, database: str, table: Table
) -> None:
    with kept_row(databases, database, table):
        for role in with_right(databases, database, table, "UPDATE"):
            with (
                pytest.raises(psycopg2.errors.InsufficientPrivilege),
                as_tenant(databases, database, role, "tenant_a") as cursor,
            ):
                cursor.execute(f"UPDATE {_name(table)} SET tenant = 'tenant_b'")
            with as_tenant(databases, database, role, "tenant_b") as cursor:
                cursor.execute(f"UPDATE {_name(table)} SET tenant = 'tenant_b'")
                assert cursor.rowcount == 0
        for role in with_right(databases, database, table, "DELETE"):
            with as_tenant(databases, database, role, "tenant_b") as cursor:
                cursor.execute(f"DELETE FROM {_name(table)}")
                assert cursor.rowcount == 0


@each_isolated_table
def test_whoever_works_in_the_database_has_a_way_to_its_own_rows(
    databases: Databases, database: str, table: Table
) -> None:
    assert readers(databases, database, table)


@pytest.mark.parametrize("database", [name for name in TREES if name != "dumas_gateway"])
def test_the_relay_sees_every_tenants_outbox_and_nothing_else(databases: Databases, database: str) -> None:
    rows(databases.of_role("relay", database), "SELECT event_id FROM outbox")
    query = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace)
        AND has_table_privilege('dumas_relay', oid, 'SELECT, INSERT, UPDATE, DELETE')
    """
    assert {name for (name,) in rows(databases.of_owner(database), query)} == {"outbox"}


def test_nobody_but_intake_reaches_the_vault(databases: Databases) -> None:
    for role in set(ROLES) - {"intake"}:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            rows(databases.of_role(role, "dumas_intake"), "SELECT sealed FROM vault.identity")


@pytest.mark.parametrize("database", PRESS_READS)
def test_the_press_reaches_what_papers_are_made_of_and_nothing_else(databases: Databases, database: str) -> None:
    query = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND has_any_column_privilege('dumas_documents', oid, %s)
    """
    owner = databases.of_owner(database)
    assert {name for (name,) in rows(owner, query, "SELECT")} == PRESS_READS[database]
    made, issues = ({"document_preview"}, {"signing_authority"}) if database == "dumas_intake" else (set(), set())
    assert {name for (name,) in rows(owner, query, "UPDATE")} == {"document"} | made
    assert {name for (name,) in rows(owner, query, "INSERT")} == {"outbox"} | issues


@pytest.mark.parametrize("database", PRESS_READS)
def test_the_press_sees_neither_keys_of_identities_nor_secrets(databases: Databases, database: str) -> None:
    for key, purpose in (("complaint_key", "identity"), ("tenant_secret", "access_code")):
        table = next(table for name, table in ISOLATED if (name, table.name) == (database, key))
        with kept_row(databases, database, table, purpose=purpose):
            assert count(databases, database, "documents", table, "tenant_a") == 0


@pytest.mark.parametrize("database", TREES)
def test_no_role_reaches_a_database_it_does_not_work_in(databases: Databases, database: str) -> None:
    tables = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    for (table,) in rows(databases.of_owner(database), tables):
        for role in set(ROLES) - {*USERS[database], "relay"}:
            right = "SELECT has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')"
            assert rows(databases.of_owner(database), right, f"dumas_{role}", table) == [(False,)]


def readers(databases: Databases, database: str, table: Table) -> list[str]:
    """The roles that work in this database and may read this table."""
    return with_right(databases, database, table, "SELECT")


def with_right(databases: Databases, database: str, table: Table, right: str) -> list[str]:
    """The roles that work in this database and have a right on this table."""
    query = "SELECT has_table_privilege(%s, %s, %s) AND has_schema_privilege(%s, %s, 'USAGE')"
    schema = table.schema or "public"
    owner, roles = databases.of_owner(database), (*USERS[database], *filter(None, [KEPT.get(database)]))
    named = {role: role.split(":")[1] if ":" in role else f"dumas_{role}" for role in roles}
    return [
        role
        for role, name in named.items()
        if table.name not in ACROSS.get(role, "").split()
        and rows(owner, query, name, _name(table), right, name, schema) == [(True,)]
    ]


@contextmanager
def as_tenant(databases: Databases, database: str, role: str, tenant: str | None) -> Iterator[Any]:
    """A transaction of a service's role in a tenant's name, undone at the end; `intake:dumas_vault` takes a role on."""
    service, _, keeper = role.partition(":")
    connection = connect(databases.of_role(service, database))
    try:
        with connection.cursor() as cursor:
            if keeper:
                cursor.execute(f"SET LOCAL ROLE {keeper}")
            if tenant is not None:
                cursor.execute("SELECT set_config('dumas.tenant', %s, true)", (tenant,))
            yield cursor
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def kept_row(databases: Databases, database: str, table: Table, **given: Any) -> Iterator[None]:
    """A row of tenant A, written by the owner and removed again."""
    owner, needed = connect(databases.of_owner(database)), [key.column.table for key in table.foreign_keys][:1]
    try:
        with owner, owner.cursor() as cursor:
            kept = [insert(cursor, each, "tenant_a") for each in needed]
            keys = (key for key in table.foreign_keys if key.parent.name != "tenant")
            named = {key.parent.name: kept[0][key.column.name] for key in keys}
            insert(cursor, table, "tenant_a", **named, **given)
        yield
    finally:
        with owner, owner.cursor() as cursor:
            for each in (table, *needed):
                cursor.execute(f"DELETE FROM {_name(each)} WHERE tenant IN ('tenant_a', 'tenant_b')")
        owner.close()


def count(databases: Databases, database: str, role: str, table: Table, tenant: str | None) -> int:
    """How many rows of tenants A and B a role sees in a tenant's name."""
    with as_tenant(databases, database, role, tenant) as cursor:
        cursor.execute(f"SELECT count(*) FROM {_name(table)} WHERE tenant IN ('tenant_a', 'tenant_b')")
        return int(cursor.fetchone()[0])


def insert(cursor: Any, table: Table, tenant: str, **given: Any) -> dict[str, Any]:
    """A row with something in every column. Returns it."""
    columns = [column for column in table.c if column.identity is None]
    values = {column.name: tenant if column.name == "tenant" else _something(column) for column in columns} | given
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f"%({name})s" for name in values)
    cursor.execute(f"INSERT INTO {_name(table)} ({names}) VALUES ({marks})", values)
    return values


def _something(column: Column[Any]) -> Any:
    if (named := f"{column.table.name}.{column.name}") in NAMED:
        return NAMED[named]
    found = [value for sort, value in SAMPLES if isinstance(column.type, sort)]
    return found[0]() if found else uuid4().hex


def _name(table: Table) -> str:
    return f'"{table.schema or "public"}"."{table.name}"'


def test_the_tables_of_every_model_are_looked_at() -> None:
    metadata: list[MetaData] = [part for parts in METADATA.values() for part in parts]
    with_tenant = {table.fullname for part in metadata for table in part.tables.values() if "tenant" in table.c}
    assert with_tenant == {table.fullname for _, table in ISOLATED} | (PUBLIC & with_tenant)
