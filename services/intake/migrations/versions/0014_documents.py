"""Documents of intake and the register, the authority that signs them, and what the register tells who verifies."""

from alembic import op

from services.common.desk.paper_migrations import PRESS, add_documents
from services.common.runtime.migrations import grant, isolate

revision = "0014"
down_revision = "0013"

_MINE = "tenant = current_setting('dumas.tenant', true)"
_ITS_OWN = "purpose IN ('reports', 'signing')"


def upgrade() -> None:
    """Add."""
    add_documents("dumas_vault", "dumas_intake", "dumas_register")
    # Books and reports, and the key that signs, are sealed under secrets of the regency, which the press makes when it
    # is the first to need them. Others, such as what access codes are hashed with, it does not see.
    grant("keys.tenant_secret", "INSERT", PRESS)
    op.execute(
        f"""
        CREATE POLICY read_by_press ON keys.tenant_secret FOR SELECT TO {PRESS} USING ({_MINE} AND {_ITS_OWN});
        CREATE POLICY added_by_press ON keys.tenant_secret FOR INSERT TO {PRESS} WITH CHECK ({_MINE} AND {_ITS_OWN});
        """
    )
    op.execute(
        """
        CREATE TABLE signing_authority (
            tenant text CONSTRAINT pk_signing_authority PRIMARY KEY,
            certificate text NOT NULL,
            sealed bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE issued_document (
            document_id uuid CONSTRAINT pk_issued_document PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid,
            kind text,
            number text,
            edition integer,
            code text,
            media_type text,
            issued_at timestamptz,
            sha256 text,
            size bigint,
            way text,
            signed_by text,
            signed_as text,
            signed_at timestamptz,
            signed_sha256 text,
            replaced_by uuid,
            withdrawn_at timestamptz
        );
        CREATE UNIQUE INDEX uq_issued_document_tenant_code ON issued_document (tenant, code);
        CREATE TABLE entry_correction (
            correction_id uuid CONSTRAINT pk_entry_correction PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid NOT NULL,
            field text NOT NULL,
            before text,
            after text,
            by text NOT NULL,
            corrected_at timestamptz NOT NULL
        );
        CREATE INDEX ix_entry_correction_complaint_id ON entry_correction (complaint_id);
        """
    )
    isolate("signing_authority", PRESS, "dumas_register")
    grant("signing_authority", "SELECT, INSERT", PRESS)
    grant("signing_authority", "SELECT (tenant, certificate)", "dumas_register")
    isolate("issued_document", "dumas_register")
    grant("issued_document", "SELECT, INSERT, UPDATE", "dumas_register")
    isolate("entry_correction", "dumas_register", PRESS)
    # What was a number at the source goes when retention ends.
    grant("entry_correction", "SELECT, INSERT, UPDATE (before, after)", "dumas_register")
    grant("entry_correction", "SELECT", PRESS)
    _let_the_press_compile()


def _let_the_press_compile() -> None:
    """Books and reports are put together from the register, and from what complaints say; never who reported them.

    A calendar that was replaced is kept, so that a report of a time gone by counts deadlines as they were counted then.
    """
    op.execute(
        """
        CREATE TABLE calendar_edition (
            tenant text NOT NULL,
            since timestamptz NOT NULL,
            version text NOT NULL,
            calendar jsonb NOT NULL,
            CONSTRAINT pk_calendar_edition PRIMARY KEY (tenant, since)
        );
        INSERT INTO calendar_edition (tenant, since, version, calendar)
            SELECT tenant, '2000-01-01T00:00:00Z', calendar_version, calendar FROM tenant;
        """
    )
    grant("calendar_edition", "SELECT, INSERT", "dumas_register")
    for table in ("calendar_edition", "tenant", "sop_version"):
        grant(table, "SELECT", PRESS)
    for table in ("entry", "journal", "complaint", "task"):
        op.execute(f"CREATE POLICY read_for_reports ON {table} FOR SELECT TO {PRESS} USING ({_MINE})")
    for table in ("entry", "journal"):
        grant(table, "SELECT", PRESS)
    grant("complaint", "SELECT (complaint_id, tenant, content)", PRESS)
    grant("task", "SELECT (complaint_id, tenant, task_id, kind, result, sealed, completed_at)", PRESS)
