"""How long steps took, beside the journal: figures of a year need not read every move of all years."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create, and fill from the journal. Row-level security binds the owner too, so it steps aside for this once."""
    op.execute(
        """
        CREATE TABLE step_time (
            complaint_id uuid NOT NULL,
            sequence integer NOT NULL,
            tenant text NOT NULL,
            kind text NOT NULL,
            opened_at timestamptz NOT NULL,
            ended_at timestamptz NOT NULL,
            CONSTRAINT pk_step_time PRIMARY KEY (complaint_id, sequence)
        );
        ALTER TABLE journal NO FORCE ROW LEVEL SECURITY;
        INSERT INTO step_time (complaint_id, sequence, tenant, kind, opened_at, ended_at)
        SELECT ended.complaint_id, ended.sequence, ended.tenant, ended.payload ->> 'kind',
            CAST(opened.payload ->> 'happened_at' AS timestamptz), CAST(ended.payload ->> 'happened_at' AS timestamptz)
        FROM journal AS ended JOIN journal AS opened ON opened.complaint_id = ended.complaint_id
            AND opened.payload -> 'task' ->> 'task_id' = ended.payload ->> 'task_id'
        WHERE ended.name = 'step_completed' AND opened.name IN ('complaint_received', 'task_opened')
        ON CONFLICT DO NOTHING;
        ALTER TABLE journal FORCE ROW LEVEL SECURITY;
        CREATE INDEX ix_step_time_tenant_ended_at ON step_time (tenant, ended_at)
            INCLUDE (kind, opened_at, complaint_id);
        """
    )
    isolate("step_time", "dumas_register")
    grant("step_time", "SELECT, INSERT", "dumas_register")
