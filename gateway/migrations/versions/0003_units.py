"""The unit an officer outside the inspectorate acts for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("account", sa.Column("unit", sa.Text, nullable=False, server_default=""))
