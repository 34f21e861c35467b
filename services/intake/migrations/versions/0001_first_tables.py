"""Intake's tables, and beside them the register's."""

from alembic import op

from services.common.desk.migrations import create_desk_tables
from services.common.runtime.migrations import grant, isolate

INTAKE = "dumas_intake"
REGISTER = "dumas_register"

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create."""
    create_desk_tables(INTAKE, REGISTER)
    op.execute(
        """
        CREATE TABLE complaint (
            complaint_id uuid CONSTRAINT pk_complaint PRIMARY KEY,
            tenant text NOT NULL,
            reference text NOT NULL,
            request_key text NOT NULL,
            fingerprint text NOT NULL,
            code_hash bytea NOT NULL,
            sop text NOT NULL,
            channel text NOT NULL,
            mode text NOT NULL,
            content bytea NOT NULL,
            filed_by text NOT NULL,
            filed_at timestamptz NOT NULL,
            CONSTRAINT uq_complaint_tenant_request_key UNIQUE (tenant, request_key),
            CONSTRAINT uq_complaint_tenant_reference UNIQUE (tenant, reference)
        );
        CREATE SCHEMA vault;
        CREATE TABLE vault.identity (
            complaint_id uuid CONSTRAINT pk_identity PRIMARY KEY,
            tenant text NOT NULL,
            sealed bytea NOT NULL
        );
        CREATE TABLE message (
            message_id uuid CONSTRAINT pk_message PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            from_reporter boolean NOT NULL,
            author text NOT NULL,
            sealed bytea NOT NULL,
            posted_at timestamptz NOT NULL
        );
        CREATE INDEX ix_message_complaint_id_posted_at ON message (complaint_id, posted_at);
        CREATE TABLE attachment (
            attachment_id uuid CONSTRAINT pk_attachment PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            object_key text NOT NULL,
            kind text NOT NULL,
            sealed_name bytea NOT NULL,
            media_type text NOT NULL,
            state text NOT NULL,
            size bigint,
            sha256 text,
            added_by text NOT NULL,
            begun_at timestamptz NOT NULL,
            added_at timestamptz
        );
        CREATE INDEX ix_attachment_complaint_id ON attachment (complaint_id);
        """
    )
    op.execute(f"GRANT USAGE ON SCHEMA vault TO {INTAKE}")
    for table in ("complaint", "vault.identity", "message"):
        isolate(table, INTAKE)
        grant(table, "SELECT, INSERT", INTAKE)
    isolate("attachment", INTAKE)
    grant("attachment", "SELECT, INSERT, UPDATE", INTAKE)
    create_register_tables()


def create_register_tables() -> None:
    """The register's: regencies and SOPs are public, all else is isolated by tenant."""
    op.execute(
        """
        CREATE TABLE tenant (
            tenant text CONSTRAINT pk_tenant PRIMARY KEY,
            profile jsonb NOT NULL,
            units jsonb NOT NULL,
            calendar jsonb NOT NULL,
            calendar_version text NOT NULL
        );
        CREATE TABLE sop_version (
            sop text CONSTRAINT pk_sop_version PRIMARY KEY,
            tenant text NOT NULL,
            version integer NOT NULL,
            definition jsonb NOT NULL,
            published_at timestamptz NOT NULL
        );
        CREATE INDEX ix_sop_version_tenant ON sop_version (tenant);
        CREATE TABLE entry (
            complaint_id uuid CONSTRAINT pk_entry PRIMARY KEY,
            tenant text NOT NULL,
            reference text NOT NULL,
            year integer NOT NULL,
            number integer NOT NULL,
            sop text NOT NULL,
            channel text NOT NULL,
            mode text NOT NULL,
            filed_by text NOT NULL,
            source_reference text,
            problem_code text,
            unit text,
            received_at timestamptz NOT NULL,
            facts jsonb NOT NULL,
            happened jsonb NOT NULL,
            step text,
            "end" text,
            closed_at timestamptz,
            due_at timestamptz,
            applied integer NOT NULL,
            CONSTRAINT uq_entry_tenant_year_number UNIQUE (tenant, year, number),
            CONSTRAINT uq_entry_tenant_reference UNIQUE (tenant, reference)
        );
        CREATE TABLE entry_counter (
            tenant text NOT NULL,
            year integer NOT NULL,
            last integer NOT NULL,
            CONSTRAINT pk_entry_counter PRIMARY KEY (tenant, year)
        );
        CREATE TABLE journal (
            complaint_id uuid NOT NULL,
            sequence integer NOT NULL,
            tenant text NOT NULL,
            name text NOT NULL,
            payload jsonb NOT NULL,
            CONSTRAINT pk_journal PRIMARY KEY (complaint_id, sequence)
        );
        CREATE TABLE open_task (
            task_id uuid CONSTRAINT pk_open_task PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            step text NOT NULL,
            kind text NOT NULL,
            desk text NOT NULL,
            roles jsonb NOT NULL,
            version integer NOT NULL,
            opened_at timestamptz NOT NULL,
            urgent_at timestamptz NOT NULL
        );
        CREATE INDEX ix_open_task_complaint_id ON open_task (complaint_id);
        CREATE INDEX ix_open_task_tenant_urgent_at_task_id ON open_task (tenant, urgent_at, task_id);
        CREATE TABLE clock (
            complaint_id uuid NOT NULL,
            key text NOT NULL,
            visit integer NOT NULL,
            tenant text NOT NULL,
            text text NOT NULL,
            started_at timestamptz,
            stopped_at timestamptz,
            due_at timestamptz,
            calendar_version text NOT NULL,
            is_provisional boolean NOT NULL,
            why text NOT NULL,
            CONSTRAINT pk_clock PRIMARY KEY (complaint_id, key, visit)
        );
        """
    )
    for table in ("entry", "entry_counter", "journal", "open_task", "clock"):
        isolate(table, REGISTER)
        grant(table, "SELECT, INSERT, UPDATE, DELETE", REGISTER)
    grant("tenant", "SELECT, INSERT, UPDATE", REGISTER)
    grant("sop_version", "SELECT, INSERT", REGISTER)
