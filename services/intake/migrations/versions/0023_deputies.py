"""Who stands in for whom, and may therefore be busy with a task; of those recorded from now on."""

from services.common.desk.deputy_migrations import create_deputies

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add."""
    create_deputies("dumas_register")
