"""The unit an officer outside the inspectorate acts for; what was seen of a regency keeps its order."""

import sqlalchemy as sa
from alembic import op

from services.common.runtime.migrations import keep_order

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column, change the other."""
    op.add_column("account", sa.Column("unit", sa.Text, nullable=False, server_default=""))
    keep_order("regency", "seen")
