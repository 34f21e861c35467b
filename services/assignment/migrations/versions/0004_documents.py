"""Documents: what the desk issues, their numbers, and the press that makes them.

Letters (SPT) of builds before this one were no files. Each is kept as the edition it was, with its number, so that
numbers go on; one that was not signed yet has to be drafted anew, under the number it has.
"""

from alembic import op

from services.common.desk.paper_migrations import PRESS, add_documents, tell_attachments_apart
from services.common.runtime.migrations import grant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add, and take over the letters."""
    add_documents("dumas_vault_assignment", "dumas_assignment")
    tell_attachments_apart()
    # Otherwise an owner who is no superuser would find no letters to take over.
    for table in ("letter", "letter_counter", "document", "document_counter"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        """
        INSERT INTO document (document_id, tenant, complaint_id, kind, year, serial, number, edition, step, issued_by,
                signer_roles, issued_at, code, media_type, rendered_at, way, signed_by, asked_at, signed_at)
            SELECT gen_random_uuid(), tenant, complaint_id, 'spt', year, serial, number, 1, NULL, '', '["inspektur"]',
                drafted_at, replace(gen_random_uuid()::text, '-', ''), 'application/pdf', drafted_at,
                CASE WHEN signed_at IS NOT NULL THEN 'wet' END, signed_by, signed_at, signed_at
            FROM letter;
        INSERT INTO document_counter (tenant, kind, year, last) SELECT tenant, 'spt', year, last FROM letter_counter;
        DROP TABLE letter, letter_counter;
        ALTER TABLE document FORCE ROW LEVEL SECURITY;
        ALTER TABLE document_counter FORCE ROW LEVEL SECURITY;
        """
    )
    grant("roster_officer", "SELECT", PRESS)
    op.execute(
        f"CREATE POLICY read_by_press ON roster_officer FOR SELECT TO {PRESS} "
        "USING (tenant = current_setting('dumas.tenant', true))"
    )
