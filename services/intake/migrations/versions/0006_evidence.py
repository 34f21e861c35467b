"""Files are sealed in the store, checked before they are given to anybody, and read as copies without hidden data."""

from alembic import op

from services.common.runtime.migrations import grant

ROLE = "dumas_evidence"
_READ = "attachment_id, tenant, complaint_id, object_key, media_type, state, size, sha256, kind, is_sealed"
_WORK = "state, reason, copy_key, copy_size, copy_sha256, checked_at, attempts, not_before"

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add. Files that are there already are not sealed, and stay accepted."""
    op.execute(
        """
        ALTER TABLE attachment
            ADD COLUMN is_sealed boolean NOT NULL DEFAULT false,
            ADD COLUMN reason text,
            ADD COLUMN copy_key text,
            ADD COLUMN copy_size bigint,
            ADD COLUMN copy_sha256 text,
            ADD COLUMN checked_at timestamptz,
            ADD COLUMN attempts integer NOT NULL DEFAULT 0,
            ADD COLUMN not_before timestamptz NOT NULL DEFAULT now();
        CREATE INDEX ix_attachment_not_before ON attachment (not_before) WHERE state = 'checking';
        CREATE FUNCTION wake_evidence() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_notify('dumas_evidence', ''); RETURN NULL; END $$;
        CREATE TRIGGER wake_evidence AFTER UPDATE ON attachment FOR EACH ROW
            WHEN (NEW.state = 'checking' AND OLD.state IS DISTINCT FROM 'checking')
            EXECUTE FUNCTION wake_evidence();
        """
    )
    _let_evidence_work()


def _let_evidence_work() -> None:
    """It looks for files of all tenants, and tells of each in the name of its own."""
    grant("attachment", f"SELECT ({_READ}, {_WORK}), UPDATE ({_WORK})", ROLE)
    op.execute(f"CREATE POLICY all_for_evidence ON attachment TO {ROLE} USING (true)")
    grant("outbox", "INSERT (event_id, tenant, source, name, payload)", ROLE)
    mine = "tenant = current_setting('dumas.tenant', true)"
    op.execute(f"CREATE POLICY told_by_evidence ON outbox FOR INSERT TO {ROLE} WITH CHECK ({mine})")
    # Files are sealed under the keys of content; those of identities it does not even see.
    op.execute(
        f"""
        GRANT USAGE ON SCHEMA keys TO {ROLE};
        CREATE POLICY read_by_evidence ON keys.tenant_key FOR SELECT TO {ROLE} USING ({mine});
        CREATE POLICY read_by_evidence ON keys.complaint_key FOR SELECT TO {ROLE}
            USING ({mine} AND purpose = 'content');
        """
    )
    for table in ("tenant_key", "tenant_secret", "complaint_key"):
        grant(f"keys.{table}", "SELECT", ROLE)
