"""Keys of its own for each complaint; what officers write is sealed under them."""

from alembic import op

from services.common.desk.key_migrations import add_keys, let_keep, seal_desk

revision = "0003"
down_revision = "0002"

ROLE, KEEPER = "dumas_assignment", "dumas_vault_assignment"


def upgrade() -> None:
    """Add."""
    add_keys(ROLE, KEEPER)
    seal_desk(KEEPER)
    op.execute("ALTER TABLE letter ADD COLUMN sealed bytea")
    let_keep("letter", KEEPER, "sealed", "content")
