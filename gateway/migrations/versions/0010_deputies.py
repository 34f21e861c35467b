"""Who stands in for whom (Plt., Plh.), from one day of the regency to another; and that others are told of it."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0010"
down_revision = "0009"

ROLE = "dumas_gateway"


def upgrade() -> None:
    """Create the table. A line is never removed, only ended; it outlives the accounts it names."""
    op.execute(
        """
        CREATE TABLE deputy (
            deputy_id uuid CONSTRAINT pk_deputy PRIMARY KEY,
            tenant text NOT NULL,
            holder text NOT NULL,
            officer text NOT NULL,
            kind text NOT NULL,
            roles jsonb NOT NULL,
            from_on date NOT NULL,
            until_on date NOT NULL,
            zone text NOT NULL,
            basis text NOT NULL,
            recorded_at timestamptz NOT NULL,
            recorded_by text NOT NULL,
            ended_at timestamptz,
            ended_by text,
            CONSTRAINT ck_deputy_two_people CHECK (holder <> officer),
            CONSTRAINT ck_deputy_kind CHECK (kind IN ('plt', 'plh')),
            CONSTRAINT ck_deputy_days CHECK (from_on <= until_on)
        );
        CREATE INDEX ix_deputy_tenant ON deputy (tenant, officer);
        """
    )
    isolate("deputy", ROLE)
    grant("deputy", "SELECT, INSERT, UPDATE (ended_at, ended_by)", ROLE)
