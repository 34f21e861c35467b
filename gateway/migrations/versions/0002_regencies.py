"""What was last seen of each regency, so that complaints are taken while the register is away."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from services.common.runtime.migrations import grant, isolate

revision = "0002"
down_revision = "0001"

ROLE = "dumas_gateway"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "regency",
        sa.Column("tenant", sa.Text),
        sa.Column("seen", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("tenant", name="pk_regency"),
    )
    isolate("regency", ROLE)
    grant("regency", "SELECT, INSERT, UPDATE, DELETE", ROLE)
