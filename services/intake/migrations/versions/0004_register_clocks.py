"""The register keeps time: pauses, extensions, reminders, deadlines that moved, objections, retired SOPs."""

from alembic import op

from services.common.runtime.migrations import grant, isolate, keep_order

REGISTER = "dumas_register"

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add."""
    _add_columns()
    keep_order("sop_version", "definition")
    _take_over_open_steps()
    _create_tables()
    _index_clocks()
    for table in ("open_extension", "deadline_change", "reminder"):
        isolate(table, REGISTER)
    grant("open_extension", "SELECT, INSERT, UPDATE, DELETE", REGISTER)
    grant("deadline_change", "SELECT, INSERT", REGISTER)
    grant("reminder", "SELECT, INSERT", REGISTER)
    grant("sop_version", "UPDATE (retired_at)", REGISTER)


def _add_columns() -> None:
    op.execute(
        """
        ALTER TABLE tenant ADD COLUMN posts jsonb NOT NULL DEFAULT '[]';
        ALTER TABLE sop_version ADD COLUMN retired_at timestamptz;
        ALTER TABLE entry
            ADD COLUMN noted jsonb NOT NULL DEFAULT '{}',
            ADD COLUMN entered jsonb NOT NULL DEFAULT '{}',
            ADD COLUMN visit integer NOT NULL DEFAULT 0,
            ADD COLUMN since timestamptz,
            ADD COLUMN paused jsonb NOT NULL DEFAULT '[]',
            ADD COLUMN extra jsonb NOT NULL DEFAULT '{}',
            ADD COLUMN barred jsonb NOT NULL DEFAULT '{}',
            ADD COLUMN objections integer NOT NULL DEFAULT 0,
            ADD COLUMN objection_until timestamptz,
            ADD COLUMN objected_at timestamptz;
        ALTER TABLE open_task ADD COLUMN unit text;
        ALTER TABLE clock
            ADD COLUMN paused_at timestamptz,
            ADD COLUMN held_due_at timestamptz,
            ADD COLUMN extra integer NOT NULL DEFAULT 0,
            ADD COLUMN remind_at timestamptz,
            ADD COLUMN runs_out_at timestamptz;
        """
    )


def _take_over_open_steps() -> None:
    """The entry knows its open step now. Row-level security binds the owner too, so it steps aside for this once."""
    op.execute(
        """
        ALTER TABLE entry NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE open_task NO FORCE ROW LEVEL SECURITY;
        UPDATE entry SET visit = open_task.version, since = open_task.opened_at
        FROM open_task WHERE open_task.complaint_id = entry.complaint_id;
        UPDATE entry SET noted = (
            SELECT coalesce(jsonb_object_agg(anchor, 0), '{}') FROM jsonb_object_keys(happened) AS anchor
        );
        ALTER TABLE entry FORCE ROW LEVEL SECURITY;
        ALTER TABLE open_task FORCE ROW LEVEL SECURITY;
        """
    )


def _create_tables() -> None:
    op.execute(
        """
        CREATE TABLE open_extension (
            extension_id uuid CONSTRAINT pk_open_extension PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            task_id uuid NOT NULL,
            step text NOT NULL,
            kind text NOT NULL,
            desk text NOT NULL,
            clock text NOT NULL,
            amount integer NOT NULL,
            approvers jsonb NOT NULL,
            asked_by text NOT NULL,
            asked_at timestamptz NOT NULL
        );
        CREATE INDEX ix_open_extension_complaint_id ON open_extension (complaint_id);
        CREATE TABLE deadline_change (
            change_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_deadline_change PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            key text NOT NULL,
            visit integer NOT NULL,
            before timestamptz,
            after timestamptz,
            because text NOT NULL,
            calendar_before text NOT NULL,
            calendar_after text NOT NULL,
            changed_at timestamptz NOT NULL
        );
        CREATE INDEX ix_deadline_change_complaint_id ON deadline_change (complaint_id);
        CREATE TABLE reminder (
            complaint_id uuid NOT NULL,
            clock text NOT NULL,
            visit integer NOT NULL,
            due_at timestamptz NOT NULL,
            working_days integer NOT NULL,
            tenant text NOT NULL,
            told_at timestamptz NOT NULL,
            CONSTRAINT pk_reminder PRIMARY KEY (complaint_id, clock, visit, due_at, working_days)
        );
        """
    )


def _index_clocks() -> None:
    """What the timer asks every few seconds: whose moment has come, and which calendar is not the one that holds."""
    op.execute(
        """
        CREATE INDEX ix_clock_tenant_remind_at ON clock (tenant, remind_at) WHERE remind_at IS NOT NULL;
        CREATE INDEX ix_clock_tenant_runs_out_at ON clock (tenant, runs_out_at) WHERE runs_out_at IS NOT NULL;
        CREATE INDEX ix_clock_tenant_calendar_version ON clock (tenant, calendar_version)
            WHERE started_at IS NOT NULL AND stopped_at IS NULL;
        """
    )
