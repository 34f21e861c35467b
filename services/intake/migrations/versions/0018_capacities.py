"""Documents say in which role they were written: a deputy writes in the place of another."""

from services.common.desk.deputy_migrations import add_capacity

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add."""
    add_capacity()
