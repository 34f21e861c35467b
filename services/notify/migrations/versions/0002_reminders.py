"""The unit an officer acts for, and who is told nothing of which complaint."""

from alembic import op

from services.common.desk.migrations import add_posts
from services.common.runtime.migrations import grant, isolate, keep_order

ROLE = "dumas_notify"

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add."""
    add_posts()
    keep_order("outbox", "payload")
    op.execute(
        """
        ALTER TABLE address ADD COLUMN unit text;
        CREATE TABLE shut_out (
            complaint_id uuid NOT NULL,
            who text NOT NULL,
            is_unit boolean NOT NULL,
            tenant text NOT NULL,
            CONSTRAINT pk_shut_out PRIMARY KEY (complaint_id, who, is_unit)
        );
        """
    )
    isolate("shut_out", ROLE)
    grant("shut_out", "SELECT, INSERT", ROLE)
