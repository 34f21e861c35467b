"""A number of another portal is filed once: which complaint has it, beside the complaint, as long as that is kept."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

ROLE, KEEPER = "dumas_intake", "dumas_vault"

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Create, and fill from the register's lines; of two with one number the earlier has it.

    Row-level security binds the owner too, so it steps aside for this once.
    """
    op.execute(
        """
        CREATE TABLE source_number (
            tenant text NOT NULL,
            channel text NOT NULL,
            number text NOT NULL,
            complaint_id uuid NOT NULL,
            CONSTRAINT pk_source_number PRIMARY KEY (tenant, channel, number),
            CONSTRAINT uq_source_number_complaint_id UNIQUE (complaint_id)
        );
        ALTER TABLE entry NO FORCE ROW LEVEL SECURITY;
        INSERT INTO source_number (tenant, channel, number, complaint_id)
        SELECT DISTINCT ON (tenant, channel, source_reference) tenant, channel, source_reference, complaint_id
        FROM entry WHERE source_reference IS NOT NULL AND channel IN ('lapak_aduan', 'sp4n_lapor')
        ORDER BY tenant, channel, source_reference, year, entry.number;
        ALTER TABLE entry FORCE ROW LEVEL SECURITY;
        """
    )
    isolate("source_number", ROLE, KEEPER)
    grant("source_number", "SELECT, INSERT, DELETE", ROLE)
    grant("source_number", "SELECT, DELETE", KEEPER)
