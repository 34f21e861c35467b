"""Documents: what the desk issues, their numbers, and the press that makes them."""

from services.common.desk.paper_migrations import add_documents, tell_attachments_apart

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add."""
    add_documents("dumas_vault_followup", "dumas_followup")
    tell_attachments_apart()
