"""Keys of its own for each complaint, one for content and one for who reports. Identities need the keeper's role."""

from alembic import op

from services.common.desk.key_migrations import add_keys, let_keep, seal_desk
from services.common.runtime.migrations import grant

revision = "0005"
down_revision = "0004"

ROLE, KEEPER = "dumas_intake", "dumas_vault"


def upgrade() -> None:
    """Add. Complaints filed before have no keys yet: the next rotation makes them."""
    add_keys(ROLE, KEEPER)
    seal_desk(KEEPER)
    op.execute(f"GRANT USAGE ON SCHEMA vault TO {KEEPER}")
    op.execute("REVOKE SELECT ON vault.identity FROM dumas_intake")
    grant("vault.identity", "DELETE", KEEPER)
    let_keep("vault.identity", KEEPER, "sealed")
    let_keep("complaint", KEEPER, "content", "fingerprint")
    let_keep("message", KEEPER, "sealed")
    let_keep("attachment", KEEPER, "sealed_name")
