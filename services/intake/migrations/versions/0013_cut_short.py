"""Tries that the file itself may have cut short are counted apart from those on which others were away."""

from alembic import op

from services.common.runtime.migrations import grant

EVIDENCE = "dumas_evidence"

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add. What is still being checked has its tries before it again."""
    op.execute("ALTER TABLE attachment ADD COLUMN cut_short integer NOT NULL DEFAULT 0")
    grant("attachment", "SELECT (cut_short), UPDATE (cut_short)", EVIDENCE)
