"""What was issued says in whose name: a unit's own report is not the inspectorate's. An access code can be replaced."""

from alembic import op

from services.common.runtime.migrations import grant

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add."""
    op.execute("ALTER TABLE issued_document ADD COLUMN unit text")
    grant("complaint", "UPDATE (code_hash)", "dumas_intake")
