"""Who stands in for whom, and therefore hears of the tasks too."""

from services.common.desk.deputy_migrations import create_deputies

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add."""
    create_deputies("dumas_notify")
