"""The review desk's tables."""

from services.common.desk.migrations import create_desk_tables, create_known_attachments

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create."""
    create_desk_tables("dumas_review")
    create_known_attachments("dumas_review")
