"""The notifier's tables."""

from alembic import op

from services.common.desk.migrations import create_tenant_copies
from services.common.runtime.migrations import create_message_tables, grant, isolate

revision = "0001"
down_revision = None

ROLE = "dumas_notify"


def upgrade() -> None:
    """Create."""
    create_message_tables(ROLE)
    create_tenant_copies(ROLE)
    op.execute(
        """
        CREATE TABLE address (
            tenant text NOT NULL,
            officer text NOT NULL,
            email text NOT NULL,
            roles jsonb NOT NULL,
            CONSTRAINT pk_address PRIMARY KEY (tenant, officer)
        );
        CREATE TABLE mail (
            mail_id uuid CONSTRAINT pk_mail PRIMARY KEY,
            tenant text NOT NULL,
            template text NOT NULL,
            reference text NOT NULL,
            officer text,
            complaint_id uuid NOT NULL,
            details jsonb NOT NULL,
            created_at timestamptz NOT NULL,
            next_attempt_at timestamptz NOT NULL,
            attempts integer NOT NULL,
            ended_at timestamptz,
            ended_as text
        );
        CREATE INDEX ix_mail_waiting ON mail (tenant, next_attempt_at) WHERE ended_at IS NULL;
        CREATE INDEX ix_mail_complaint_id ON mail (complaint_id);
        """
    )
    for table in ("address", "mail"):
        isolate(table, ROLE)
        grant(table, "SELECT, INSERT, UPDATE, DELETE", ROLE)
