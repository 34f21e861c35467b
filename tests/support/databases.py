"""The product's databases on a private server: made by `dumas migrate`, met through the services' roles."""

import base64
from typing import Any

import psycopg2
from click.testing import CliRunner
from sqlalchemy import URL, make_url

from deploy.cli.migrate import migrate
from deploy.services import ROLES

PASSWORD = "hanya-untuk-uji"  # every role's; the gateway's tests use the same server and the same word


class Databases:
    """Where the databases are, for their owner and for the roles that own nothing."""

    def __init__(self, database_url: str) -> None:
        self._server = make_url(database_url).set(drivername="postgresql")

    def migrate(self) -> str:
        """Run `dumas migrate`. Returns what it said."""
        passwords = {f"DUMAS_DATABASE_PASSWORD_{role.upper()}": PASSWORD for role in ROLES}
        address = {"DATABASE_URL": self._server.render_as_string(hide_password=False)}
        done = CliRunner().invoke(migrate, env=passwords | address, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def of_owner(self, database: str) -> URL:
        """As the administrator, who owns the tables."""
        return self._server.set(database=database)

    def of_role(self, role: str, database: str) -> URL:
        """As a service connects: `dumas_<role>`."""
        return self._server.set(username=f"dumas_{role}", password=PASSWORD, database=database)


def connect(url: URL) -> Any:
    """A plain connection."""
    return psycopg2.connect(url.render_as_string(hide_password=False), connect_timeout=5)


def rows(url: URL, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query gives, in a transaction of its own that is saved."""
    connection = connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def holding(url: URL, word: str) -> set[str]:
    """The tables of a database in which a word stands: in clear, as bytes, or in base64 from its beginning."""
    spelled = (word, word.encode().hex(), base64.b64encode(word.encode()).decode()[: len(word) // 3 * 4])
    tables = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^(pg_|information)'"
    condition = " OR ".join("strpos(t::text, %s) > 0" for _ in spelled)
    return {
        table
        for (table,) in rows(url, tables)
        if rows(url, f"SELECT 1 FROM {table} AS t WHERE {condition} LIMIT 1", *spelled)
    }
