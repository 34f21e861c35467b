"""What other systems were told of a complaint is numbered by the register, and follows from where it stands."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add. Complaints that are on their way begin to be told with what happens to them next."""
    op.execute(
        """
        ALTER TABLE entry
            ADD COLUMN status text NOT NULL DEFAULT 'received',
            ADD COLUMN told integer NOT NULL DEFAULT 0;
        """
    )
