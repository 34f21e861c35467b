"""The first revision of the tables every desk has."""

from alembic import op

from services.common.runtime.migrations import create_message_tables, grant, isolate, keep_order


def create_desk_tables(*roles: str) -> None:
    """Custody, tasks and copies, with the message tables; for the runtime roles of this database."""
    create_message_tables(*roles)
    op.execute(
        """
        CREATE TABLE custody (
            complaint_id uuid CONSTRAINT pk_custody PRIMARY KEY,
            tenant text NOT NULL,
            reference text NOT NULL,
            sop text NOT NULL,
            facts jsonb NOT NULL,
            sequence integer NOT NULL,
            outcome_counts jsonb NOT NULL,
            state text NOT NULL
        );
        CREATE UNIQUE INDEX uq_custody_tenant_reference ON custody (tenant, reference);
        CREATE TABLE task (
            task_id uuid CONSTRAINT pk_task PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            step text NOT NULL,
            kind text NOT NULL,
            roles jsonb NOT NULL,
            version integer NOT NULL,
            opened_at timestamptz NOT NULL,
            completed_at timestamptz,
            outcome text,
            completed_by text,
            reason text,
            result jsonb NOT NULL,
            document text,
            number text
        );
        -- a complaint has at most one open step on a desk
        CREATE UNIQUE INDEX uq_task_open ON task (complaint_id) WHERE completed_at IS NULL;
        CREATE INDEX ix_task_complaint_id_version ON task (complaint_id, version);
        """
    )
    create_sop_copies(*roles)
    create_tenant_copies(*roles)
    for table in ("custody", "task"):
        isolate(table, *roles)
        grant(table, "SELECT, INSERT, UPDATE", *roles)


def add_interventions(*roles: str) -> None:
    """Revision 2: units, conflicts of interest, interventions; retired SOPs, posts and the order of SOPs in copies."""
    op.execute(
        """
        ALTER TABLE custody ADD COLUMN unit text, ADD COLUMN barred jsonb NOT NULL DEFAULT '{}';
        ALTER TABLE task ADD COLUMN unit text;
        CREATE TABLE intervention (
            intervention_id uuid CONSTRAINT pk_intervention PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            sequence integer NOT NULL,
            what text NOT NULL,
            by text NOT NULL,
            reason text NOT NULL,
            at timestamptz NOT NULL,
            details jsonb NOT NULL
        );
        CREATE INDEX ix_intervention_complaint_id ON intervention (complaint_id);
        ALTER TABLE sop_copy ADD COLUMN retired_at timestamptz;
        """
    )
    isolate("intervention", *roles)
    grant("intervention", "SELECT, INSERT", *roles)
    grant("sop_copy", "UPDATE (retired_at)", *roles)
    keep_order("sop_copy", "definition")
    keep_order("outbox", "payload")
    add_posts()


def add_posts() -> None:
    """Who holds an office, by codes."""
    op.execute("ALTER TABLE tenant_copy ADD COLUMN posts jsonb NOT NULL DEFAULT '[]'")


def create_sop_copies(*roles: str) -> None:
    """Copies of published SOPs. Public, so not isolated by tenant."""
    op.execute(
        """
        CREATE TABLE sop_copy (
            sop text CONSTRAINT pk_sop_copy PRIMARY KEY,
            tenant text NOT NULL,
            definition jsonb NOT NULL
        )
        """
    )
    grant("sop_copy", "SELECT, INSERT", *roles)


def create_tenant_copies(*roles: str) -> None:
    """Copies of the regencies' profiles. Public likewise."""
    op.execute(
        """
        CREATE TABLE tenant_copy (
            tenant text CONSTRAINT pk_tenant_copy PRIMARY KEY,
            profile jsonb NOT NULL,
            units jsonb NOT NULL
        )
        """
    )
    grant("tenant_copy", "SELECT, INSERT, UPDATE", *roles)


def create_known_attachments(*roles: str) -> None:
    """What desks to the right of intake have heard of attachments."""
    op.execute(
        """
        CREATE TABLE known_attachment (
            attachment_id uuid CONSTRAINT pk_known_attachment PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL
        );
        """
    )
    isolate("known_attachment", *roles)
    grant("known_attachment", "SELECT, INSERT", *roles)
