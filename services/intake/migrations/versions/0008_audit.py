"""The audit trail: a chain that is only ever added to, what waits to be added, and the daily anchors."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

REGISTER = "dumas_register"

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create. Nobody but the owner may change or remove an entry or an anchor."""
    op.execute(
        """
        CREATE SCHEMA trail;
        CREATE TABLE trail.pending (
            tenant text NOT NULL,
            seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
            entry_id uuid NOT NULL,
            at timestamptz NOT NULL,
            action text NOT NULL,
            actor text NOT NULL,
            actor_kind text NOT NULL,
            complaint_id uuid,
            subject text NOT NULL,
            details text NOT NULL,
            CONSTRAINT pk_pending PRIMARY KEY (tenant, seq)
        ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
        CREATE TABLE trail.audit (
            tenant text NOT NULL,
            number bigint NOT NULL,
            entry_id uuid NOT NULL,
            at timestamptz NOT NULL,
            action text NOT NULL,
            actor text NOT NULL,
            actor_kind text NOT NULL,
            complaint_id uuid,
            subject text NOT NULL,
            details text NOT NULL,
            previous bytea NOT NULL,
            hash bytea NOT NULL,
            CONSTRAINT pk_audit PRIMARY KEY (tenant, number),
            CONSTRAINT uq_audit_tenant_entry_id UNIQUE (tenant, entry_id)
        );
        CREATE INDEX ix_audit_tenant_complaint_id_number ON trail.audit (tenant, complaint_id, number);
        CREATE TABLE trail.anchor (
            tenant text NOT NULL,
            anchored_on date NOT NULL,
            number bigint NOT NULL,
            hash bytea NOT NULL,
            at timestamptz NOT NULL,
            CONSTRAINT pk_anchor PRIMARY KEY (tenant, anchored_on)
        );
        """
    )
    op.execute(f"GRANT USAGE ON SCHEMA trail TO {REGISTER}")
    for table, rights in (
        ("pending", "SELECT, INSERT, DELETE"),
        ("audit", "SELECT, INSERT"),
        ("anchor", "SELECT, INSERT"),
    ):
        isolate(f"trail.{table}", REGISTER)
        grant(f"trail.{table}", rights, REGISTER)
