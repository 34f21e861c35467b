"""The life of data: legal holds, what was destroyed, requests about personal data, files that are to be removed."""

from alembic import op

from services.common.desk.key_migrations import let_keep
from services.common.runtime.migrations import grant, isolate

INTAKE, KEEPER = "dumas_intake", "dumas_vault"
EVIDENCE = "dumas_evidence"
REGISTER = "dumas_register"

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add."""
    _let_register_end_retention()
    _keep_data_requests()
    _remove_files()


def _let_register_end_retention() -> None:
    """Holds and certificates are only ever added to; what must change is on the entry."""
    op.execute(
        """
        ALTER TABLE entry
            ADD COLUMN held_since timestamptz,
            ADD COLUMN identity_destroyed_at timestamptz,
            ADD COLUMN destroyed_at timestamptz;
        CREATE INDEX ix_entry_tenant_closed_at ON entry (tenant, closed_at) WHERE destroyed_at IS NULL;
        CREATE TABLE hold (
            hold_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_hold PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            is_held boolean NOT NULL,
            reason text NOT NULL,
            basis text NOT NULL,
            by text NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX ix_hold_complaint_id_hold_id ON hold (complaint_id, hold_id);
        CREATE TABLE destruction (
            number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_destruction PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            reference text NOT NULL,
            scope text NOT NULL,
            retention_class text NOT NULL,
            due_on date NOT NULL,
            announced_at timestamptz NOT NULL,
            CONSTRAINT uq_destruction_complaint_id_scope UNIQUE (complaint_id, scope)
        );
        CREATE INDEX ix_destruction_tenant_number ON destruction (tenant, number);
        """
    )
    for table in ("hold", "destruction"):
        isolate(table, REGISTER)
        grant(table, "SELECT, INSERT", REGISTER)


def _keep_data_requests() -> None:
    op.execute(
        """
        CREATE TABLE data_request (
            request_id uuid CONSTRAINT pk_data_request PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid,
            kind text NOT NULL,
            subject text NOT NULL,
            words bytea,
            asked_by text NOT NULL,
            asked_at timestamptz NOT NULL,
            due_at timestamptz NOT NULL,
            decision text,
            reason text,
            answer bytea,
            decided_by text,
            decided_at timestamptz
        );
        CREATE INDEX ix_data_request_tenant_due_at ON data_request (tenant, due_at);
        CREATE INDEX ix_data_request_complaint_id ON data_request (complaint_id);
        """
    )
    isolate("data_request", INTAKE)
    grant("data_request", "SELECT, INSERT, UPDATE (decision, reason, answer, decided_by, decided_at)", INTAKE)
    let_keep("data_request", KEEPER, "words", "answer")
    let_keep("opening", KEEPER, "words", "decision")


def _remove_files() -> None:
    """The evidence process, which alone has the store, takes out what is marked, kept apart too long, or left over."""
    op.execute(
        """
        ALTER TABLE attachment ADD COLUMN remove_after timestamptz, ADD COLUMN removed_at timestamptz;
        CREATE INDEX ix_attachment_remove_after ON attachment (remove_after) WHERE removed_at IS NULL;
        CREATE INDEX ix_attachment_begun_at ON attachment (begun_at) WHERE state <> 'accepted' AND removed_at IS NULL;
        """
    )
    grant("attachment", "UPDATE (remove_after, state, reason)", KEEPER)
    grant("attachment", "SELECT (begun_at, added_at, remove_after, removed_at), UPDATE (removed_at)", EVIDENCE)
