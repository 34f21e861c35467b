"""Units, conflicts of interest, and what officers do besides ending steps."""

from services.common.desk.migrations import add_interventions

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add."""
    add_interventions("dumas_followup")
