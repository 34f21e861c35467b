"""What the gateway tells the audit trail: signing in is its own business, and its services hear of it like of all."""

from services.common.runtime.migrations import create_outbox, keep_order

revision = "0006"
down_revision = "0005"

ROLE = "dumas_gateway"


def upgrade() -> None:
    """Create."""
    create_outbox(ROLE)
    keep_order("outbox", "payload")
