"""Reports that are being written: sealed under a key that only the writer's browser has, and gone after a day.

Like what is counted, they may be lost and are in no backup: the table is not logged.
"""

from alembic import op

from services.common.runtime.migrations import grant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE UNLOGGED TABLE draft (
            name bytea CONSTRAINT pk_draft PRIMARY KEY,
            sealed bytea NOT NULL,
            expires_at timestamptz NOT NULL
        );
        CREATE INDEX ix_draft_expires_at ON draft (expires_at);
        """
    )
    grant("draft", "SELECT, INSERT, UPDATE, DELETE", "dumas_gateway")
