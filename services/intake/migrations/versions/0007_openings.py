"""Requests to open identities, who had a hand in which complaint, modes that rise, identities that go by order."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

INTAKE = "dumas_intake"

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create."""
    op.execute(
        """
        CREATE TABLE opening (
            opening_id uuid CONSTRAINT pk_opening PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            requested_by text NOT NULL,
            words bytea NOT NULL,
            whole_nik boolean NOT NULL,
            requested_at timestamptz NOT NULL,
            decided_by text,
            is_granted boolean,
            decision bytea,
            decided_at timestamptz,
            expires_at timestamptz
        );
        CREATE INDEX ix_opening_complaint_id ON opening (complaint_id);
        CREATE TABLE hand (
            complaint_id uuid NOT NULL,
            officer text NOT NULL,
            tenant text NOT NULL,
            CONSTRAINT pk_hand PRIMARY KEY (complaint_id, officer)
        );
        ALTER TABLE forwarding ADD COLUMN by_order boolean NOT NULL DEFAULT false;
        """
    )
    isolate("opening", INTAKE)
    grant("opening", "SELECT, INSERT, UPDATE (decided_by, is_granted, decision, decided_at, expires_at)", INTAKE)
    isolate("hand", INTAKE)
    grant("hand", "SELECT, INSERT", INTAKE)
    grant("complaint", "UPDATE (mode)", INTAKE)
