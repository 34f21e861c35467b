"""Intake: consent to forwarding, forwarding copies, and the officers who may turn out to be reported parties."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

ROLE = "dumas_intake"

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add."""
    op.execute(
        """
        CREATE TABLE consent (
            complaint_id uuid CONSTRAINT pk_consent PRIMARY KEY,
            tenant text NOT NULL,
            given_at timestamptz NOT NULL
        );
        CREATE TABLE forwarding (
            complaint_id uuid NOT NULL,
            sequence integer NOT NULL,
            tenant text NOT NULL,
            unit text,
            shared jsonb NOT NULL,
            includes_story boolean NOT NULL,
            with_identity boolean NOT NULL,
            by text NOT NULL,
            is_return boolean NOT NULL,
            happened_at timestamptz NOT NULL,
            CONSTRAINT pk_forwarding PRIMARY KEY (complaint_id, sequence)
        );
        CREATE TABLE officer_known (
            tenant text NOT NULL,
            officer text NOT NULL,
            name_key text NOT NULL,
            position_key text NOT NULL,
            nip text NOT NULL,
            unit text,
            roles jsonb NOT NULL,
            CONSTRAINT pk_officer_known PRIMARY KEY (tenant, officer)
        );
        """
    )
    for table in ("consent", "forwarding", "officer_known"):
        isolate(table, ROLE)
        grant(table, "SELECT, INSERT", ROLE)
    grant("officer_known", "DELETE", ROLE)
