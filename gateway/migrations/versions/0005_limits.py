"""Counters of what is asked for at the door, the salt of the day, and proofs of work that were used.

Nothing here outlives a day, and all of it may be lost: the tables are not logged, so counting costs no write-ahead log
and no backup or replica ever holds them. No row has a tenant; the keys are keyed hashes.
"""

from alembic import op

from services.common.runtime.migrations import grant

revision = "0005"
down_revision = "0004"

ROLE = "dumas_gateway"


def upgrade() -> None:
    """Create the tables."""
    op.execute(
        """
        CREATE UNLOGGED TABLE counter (
            key bytea CONSTRAINT pk_counter PRIMARY KEY,
            hits integer NOT NULL,
            ends_at timestamptz NOT NULL
        ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
        CREATE UNLOGGED TABLE day_salt (
            day date CONSTRAINT pk_day_salt PRIMARY KEY,
            salt bytea NOT NULL
        );
        CREATE UNLOGGED TABLE used_proof (
            proof bytea CONSTRAINT pk_used_proof PRIMARY KEY,
            used_for bytea NOT NULL,
            expires_at timestamptz NOT NULL
        );
        """
    )
    op.execute(
        """
        -- Counts one hit on each key in turn and stops at the first that has no room: a client past its own limit
        -- uses up nothing of the tenant's. Returns that key's place, from 0, and for how many seconds it stays full.
        CREATE FUNCTION count_hits(keys bytea[], allowed integer[], seconds integer[])
            RETURNS TABLE (place integer, wait double precision) LANGUAGE plpgsql AS
        $$
        BEGIN
            FOR at IN 1 .. cardinality(keys) LOOP
                INSERT INTO counter AS known (key, hits, ends_at)
                    SELECT keys[at], 1, now() + make_interval(secs => seconds[at]) WHERE allowed[at] > 0
                    ON CONFLICT (key) DO UPDATE SET
                        hits = CASE WHEN known.ends_at <= now() THEN 1 ELSE known.hits + 1 END,
                        ends_at = CASE WHEN known.ends_at <= now() THEN excluded.ends_at ELSE known.ends_at END
                    WHERE known.ends_at <= now() OR known.hits < allowed[at];
                IF NOT FOUND THEN
                    RETURN QUERY SELECT at - 1, coalesce(
                        (SELECT extract(epoch FROM ends_at - now()) FROM counter WHERE key = keys[at]),
                        seconds[at])::double precision;
                    RETURN;
                END IF;
            END LOOP;
        END
        $$;
        """
    )
    for table in ("counter", "day_salt", "used_proof"):
        grant(table, "SELECT, INSERT, UPDATE, DELETE", ROLE)
