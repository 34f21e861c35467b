"""`dumas migrate`: make databases, roles and tables, or bring them up to date. Safe to run again and again."""

from pathlib import Path

import click
import psycopg2
from alembic import command
from alembic.config import Config
from psycopg2 import sql
from sqlalchemy.engine import URL, make_url

from deploy.services import ROLES, TREES
from services.common.runtime.settings import Environment
from services.common.runtime.tenant_keys import KEEPERS

_ROOT = Path(__file__).parents[2]
_LOCK = 4_011_945  # any number, the same for everybody who migrates


@click.command()
def migrate() -> None:
    """Make or update databases and roles on the server DATABASE_URL names, as its administrator.

    DUMAS_DATABASE_PASSWORD_<ROLE> sets a role's password; a role without one keeps what it has.
    """
    env = Environment()
    admin = make_url(env.text("DATABASE_URL")).set(drivername="postgresql")
    env.require()
    server = psycopg2.connect(admin.render_as_string(hide_password=False), connect_timeout=10)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        for role in ROLES:
            _ensure_role(cursor, f"dumas_{role}", env.text(f"DUMAS_DATABASE_PASSWORD_{role.upper()}", ""))
        for service, keeper in KEEPERS.items():
            _ensure_keeper(cursor, keeper, f"dumas_{service}")
        for database, tree in TREES.items():
            _ensure_database(cursor, database)
            upgrade(admin.set(database=database), tree)
            click.echo(f"{database} is up to date")
    server.close()


def upgrade(url: URL, tree: str) -> None:
    """Bring one database to the newest revision of its tree."""
    config = Config()
    config.set_main_option("script_location", str(_ROOT / tree))
    config.attributes["url"] = url.render_as_string(hide_password=False)
    command.upgrade(config, "head")


def _ensure_role(cursor: "psycopg2.extensions.cursor", role: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
    if cursor.fetchone() is None:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(role)))
    if password:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)))


def _ensure_keeper(cursor: "psycopg2.extensions.cursor", keeper: str, service: str) -> None:
    """A role nobody signs in as, and none of whose rights a service has before it takes the role on."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (keeper,))
    if cursor.fetchone() is None:
        cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(keeper)))
    given = sql.SQL("GRANT {} TO {} WITH ADMIN FALSE, INHERIT FALSE, SET TRUE")
    cursor.execute(given.format(sql.Identifier(keeper), sql.Identifier(service)))


def _ensure_database(cursor: "psycopg2.extensions.cursor", database: str) -> None:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
    if cursor.fetchone() is None:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
