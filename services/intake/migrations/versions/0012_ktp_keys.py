"""The pictures of KTPs are sealed under a key of their own, destroyed with the identity; evidence may read it too."""

from alembic import op

EVIDENCE = "dumas_evidence"

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Let evidence look through KTPs; the keys of what was typed about a reporter it still does not see."""
    mine = "tenant = current_setting('dumas.tenant', true)"
    op.execute(
        f"""
        DROP POLICY read_by_evidence ON keys.complaint_key;
        CREATE POLICY read_by_evidence ON keys.complaint_key FOR SELECT TO {EVIDENCE}
            USING ({mine} AND purpose IN ('content', 'ktp'));
        """
    )
