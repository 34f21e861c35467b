"""Three roles write to this outbox; each announces in the name of its own service."""

from alembic import op

revision = "0011"
down_revision = "0010"

NAMES = {"dumas_intake": "intake", "dumas_evidence": "intake", "dumas_register": "register"}


def upgrade() -> None:
    """Narrow what the policies of before allow."""
    for role, source in NAMES.items():
        op.execute(
            f"CREATE POLICY own_name_{role} ON outbox AS RESTRICTIVE FOR INSERT TO {role} "
            f"WITH CHECK (source = '{source}')"
        )
