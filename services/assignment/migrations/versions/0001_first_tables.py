"""The assignment desk's tables."""

from alembic import op

from services.common.desk.migrations import create_desk_tables, create_known_attachments
from services.common.runtime.migrations import grant, isolate

ROLE = "dumas_assignment"

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create."""
    create_desk_tables(ROLE)
    create_known_attachments(ROLE)
    op.execute(
        """
        CREATE TABLE roster_officer (
            tenant text NOT NULL,
            officer text NOT NULL,
            details jsonb NOT NULL,
            CONSTRAINT pk_roster_officer PRIMARY KEY (tenant, officer)
        );
        CREATE TABLE letter (
            complaint_id uuid CONSTRAINT pk_letter PRIMARY KEY,
            tenant text NOT NULL,
            year integer NOT NULL,
            serial integer NOT NULL,
            number text NOT NULL,
            content jsonb NOT NULL,
            drafted_at timestamptz NOT NULL,
            signed_at timestamptz,
            signed_by text,
            CONSTRAINT uq_letter_tenant_year_serial UNIQUE (tenant, year, serial)
        );
        CREATE TABLE letter_counter (
            tenant text NOT NULL,
            year integer NOT NULL,
            last integer NOT NULL,
            CONSTRAINT pk_letter_counter PRIMARY KEY (tenant, year)
        );
        """
    )
    for table in ("letter", "letter_counter"):
        isolate(table, ROLE)
        grant(table, "SELECT, INSERT, UPDATE", ROLE)
    isolate("roster_officer", ROLE)
    grant("roster_officer", "SELECT, INSERT, DELETE", ROLE)
