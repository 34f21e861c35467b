"""Who is busy with an open task; it goes when the task goes."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE TABLE task_handler (
            task_id uuid CONSTRAINT pk_task_handler PRIMARY KEY
                CONSTRAINT fk_task_handler_task_id_open_task REFERENCES open_task ON DELETE CASCADE,
            tenant text NOT NULL,
            officer text NOT NULL,
            by text NOT NULL,
            reason text,
            since timestamptz NOT NULL
        );
        CREATE INDEX ix_task_handler_tenant_officer ON task_handler (tenant, officer);
        """
    )
    isolate("task_handler", "dumas_register")
    grant("task_handler", "SELECT, INSERT, UPDATE, DELETE", "dumas_register")
