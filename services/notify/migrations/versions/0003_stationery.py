"""The copy of a regency is of one shape everywhere; this one has no use for the stationery."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add."""
    op.execute("ALTER TABLE tenant_copy ADD COLUMN stationery jsonb NOT NULL DEFAULT '{}'")
