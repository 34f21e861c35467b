"""Keys of its own for each complaint; what officers write is sealed under them."""

from alembic import op

from services.common.desk.key_migrations import add_keys, let_keep, seal_desk

revision = "0004"
down_revision = "0003"

ROLE, KEEPER = "dumas_followup", "dumas_vault_followup"


def upgrade() -> None:
    """Add."""
    add_keys(ROLE, KEEPER)
    seal_desk(KEEPER)
    op.execute("ALTER TABLE answer ADD COLUMN sealed bytea")
    let_keep("answer", KEEPER, "sealed", "text")
