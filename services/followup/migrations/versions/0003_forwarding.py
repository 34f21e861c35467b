"""The reporter's consent; drafts of answers that were returned are forgotten."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0003"
down_revision = "0002"

ROLE = "dumas_followup"


def upgrade() -> None:
    """Create."""
    op.execute(
        """
        CREATE TABLE consent (
            complaint_id uuid CONSTRAINT pk_consent PRIMARY KEY,
            tenant text NOT NULL
        )
        """
    )
    isolate("consent", ROLE)
    grant("consent", "SELECT, INSERT", ROLE)
    grant("answer", "DELETE", ROLE)
