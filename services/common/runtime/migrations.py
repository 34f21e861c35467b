"""Migrations: one alembic tree per service, and the parts every service's first revision shares.

The owner role runs them; services connect under roles of their own that own nothing, so row-level security binds
them. `isolate` is called for every table that carries a tenant.
"""

from alembic import context, op
from sqlalchemy import create_engine, make_url, pool

LOCK_TIMEOUT = "4s"


def run() -> None:
    """Called by a service's `migrations/env.py`: migrate the database at the `url` the caller gave alembic."""
    engine = create_engine(
        make_url(context.config.attributes["url"]).set(drivername="postgresql+psycopg2"), poolclass=pool.NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        connection.commit()
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def isolate(table: str, *roles: str) -> None:
    """Let these roles see and write only rows of the tenant their transaction has named."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    mine = "tenant = current_setting('dumas.tenant', true)"
    op.execute(f"CREATE POLICY by_tenant ON {table} TO {', '.join(roles)} USING ({mine}) WITH CHECK ({mine})")


def grant(table: str, rights: str, *roles: str) -> None:
    """Give these roles rights on a table, e.g. `SELECT, INSERT`."""
    op.execute(f"GRANT {rights} ON {table} TO {', '.join(roles)}")


def keep_order(table: str, column: str) -> None:
    """Keep the keys of a jsonb column as they are written from now on; jsonb sorts them."""
    op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE json")


def create_outbox(*roles: str) -> None:
    """`outbox`, which these roles fill. The relay's role reads and empties that of all tenants."""
    op.execute(
        """
        CREATE TABLE outbox (
            event_id uuid CONSTRAINT pk_outbox PRIMARY KEY,
            seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
            tenant text NOT NULL,
            source text NOT NULL,
            name text NOT NULL,
            payload jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now()
        ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
        CREATE INDEX ix_outbox_seq ON outbox (seq);
        CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_notify('dumas_outbox', ''); RETURN NULL; END $$;
        CREATE TRIGGER wake_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();
        """
    )
    isolate("outbox", *roles)
    op.execute("CREATE POLICY all_for_relay ON outbox TO dumas_relay USING (true)")
    grant("outbox", "SELECT, DELETE, UPDATE", "dumas_relay")
    grant("outbox", "SELECT, INSERT", *roles)


def create_message_tables(*roles: str) -> None:
    """`outbox`, `inbox` and `answered`, revision 1."""
    create_outbox(*roles)
    op.execute(
        """
        CREATE TABLE inbox (
            handler text NOT NULL,
            event_id uuid NOT NULL,
            taken_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_inbox PRIMARY KEY (handler, event_id)
        ) WITH (fillfactor = 80);
        CREATE TABLE answered (
            tenant text NOT NULL,
            actor text NOT NULL,
            request_key text NOT NULL,
            fingerprint text NOT NULL,
            answer jsonb NOT NULL,
            answered_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_answered PRIMARY KEY (tenant, actor, request_key)
        );
        """
    )
    grant("inbox", "SELECT, INSERT, DELETE", *roles)
    isolate("answered", *roles)
    grant("answered", "SELECT, INSERT, UPDATE, DELETE", *roles)
