"""Accounts that are locked, and passwords somebody else has given, which hold until a day and are to be replaced."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add; the roles that change accounts have them by their rights to the table."""
    op.execute("ALTER TABLE account ADD COLUMN locked_at timestamptz, ADD COLUMN password_until timestamptz")
