"""Keys of its own for each complaint; what officers write is sealed under them."""

from services.common.desk.key_migrations import add_keys, seal_desk

revision = "0003"
down_revision = "0002"

ROLE, KEEPER = "dumas_review", "dumas_vault_review"


def upgrade() -> None:
    """Add."""
    add_keys(ROLE, KEEPER)
    seal_desk(KEEPER)
