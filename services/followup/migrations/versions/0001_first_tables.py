"""The followup desk's tables."""

from alembic import op

from services.common.desk.migrations import create_desk_tables, create_known_attachments
from services.common.runtime.migrations import grant, isolate

ROLE = "dumas_followup"

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create."""
    create_desk_tables(ROLE)
    create_known_attachments(ROLE)
    op.execute(
        """
        CREATE TABLE answer (
            answer_id uuid CONSTRAINT pk_answer PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            text text NOT NULL,
            written_at timestamptz NOT NULL,
            delivered_at timestamptz
        );
        CREATE INDEX ix_answer_complaint_id ON answer (complaint_id);
        """
    )
    isolate("answer", ROLE)
    grant("answer", "SELECT, INSERT, UPDATE", ROLE)
