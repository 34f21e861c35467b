"""What documents of a regency look like, with made-up words: asked for by its administrator, made by the press."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0020"
down_revision = "0019"

PRESS, REGISTER = "dumas_documents", "dumas_register"


def upgrade() -> None:
    """Create. One for each kind of document, replaced when it is asked for anew."""
    op.execute(
        """
        CREATE TABLE document_preview (
            tenant text NOT NULL,
            kind text NOT NULL,
            asked_at timestamptz NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            not_before timestamptz NOT NULL,
            ended_at timestamptz,
            file bytea,
            fault text,
            CONSTRAINT pk_document_preview PRIMARY KEY (tenant, kind)
        );
        CREATE TRIGGER wake_press AFTER INSERT OR UPDATE OF asked_at ON document_preview
            FOR EACH STATEMENT EXECUTE FUNCTION wake_press();
        """
    )
    isolate("document_preview", REGISTER)
    grant("document_preview", "SELECT, INSERT, UPDATE", REGISTER)
    op.execute(f"CREATE POLICY all_for_press ON document_preview TO {PRESS} USING (true)")
    grant("document_preview", "SELECT, UPDATE (attempts, not_before, ended_at, file, fault)", PRESS)
