"""The revision that adds documents: their tables, and what the press may do there."""

from alembic import op

from services.common.desk.key_migrations import let_keep
from services.common.runtime.migrations import grant, isolate

PRESS = "dumas_documents"
_MINE = "tenant = current_setting('dumas.tenant', true)"
_WORK = (
    "object_key, size, sha256, rendered_at, signed_key, signed_size, signed_sha256, signed_at, attempts, not_before, "
    "content, sealed"
)


def add_documents(keeper: str, *roles: str) -> None:
    """Documents, their numbers and copies, for the runtime roles of this database; and the press."""
    op.execute(
        """
        CREATE TABLE document (
            document_id uuid CONSTRAINT pk_document PRIMARY KEY,
            tenant text NOT NULL,
            complaint_id uuid,
            kind text NOT NULL,
            year integer NOT NULL,
            serial integer,
            number text,
            edition integer NOT NULL,
            step text,
            unit text,
            signer_roles jsonb NOT NULL DEFAULT '[]',
            issued_by text NOT NULL,
            issued_at timestamptz NOT NULL,
            code text NOT NULL,
            media_type text NOT NULL,
            ordered jsonb NOT NULL DEFAULT '{}',
            content jsonb NOT NULL DEFAULT '{}',
            sealed bytea,
            object_key text,
            size bigint,
            sha256 text,
            rendered_at timestamptz,
            way text,
            signed_by text,
            signed_as text,
            asked_at timestamptz,
            signed_at timestamptz,
            signed_key text,
            signed_size bigint,
            signed_sha256 text,
            attachment_id uuid,
            replaced_by uuid,
            cancelled_at timestamptz,
            delivered_at timestamptz,
            attempts integer NOT NULL DEFAULT 0,
            not_before timestamptz NOT NULL DEFAULT now()
        );
        CREATE UNIQUE INDEX uq_document_tenant_code ON document (tenant, code);
        CREATE INDEX ix_document_complaint_id ON document (complaint_id);
        CREATE UNIQUE INDEX uq_document_tenant_kind_year_serial_edition
            ON document (tenant, kind, year, serial, edition) WHERE serial IS NOT NULL;
        CREATE UNIQUE INDEX uq_document_attachment_id ON document (attachment_id) WHERE attachment_id IS NOT NULL;
        CREATE INDEX ix_document_not_before ON document (not_before)
            WHERE rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL);
        CREATE TABLE document_counter (
            tenant text NOT NULL,
            kind text NOT NULL,
            year integer NOT NULL,
            last integer NOT NULL,
            CONSTRAINT pk_document_counter PRIMARY KEY (tenant, kind, year)
        );
        CREATE TABLE document_copy (
            complaint_id uuid NOT NULL,
            document text NOT NULL,
            role text NOT NULL,
            tenant text NOT NULL,
            CONSTRAINT pk_document_copy PRIMARY KEY (complaint_id, document, role)
        );
        CREATE FUNCTION wake_press() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_notify('dumas_documents', ''); RETURN NULL; END $$;
        CREATE TRIGGER wake_press AFTER INSERT OR UPDATE OF way ON document
            FOR EACH STATEMENT EXECUTE FUNCTION wake_press();
        ALTER TABLE custody ADD COLUMN papers jsonb NOT NULL DEFAULT '{}';
        ALTER TABLE tenant_copy ADD COLUMN stationery jsonb NOT NULL DEFAULT '{}';
        """
    )
    for table in ("document", "document_counter", "document_copy"):
        isolate(table, *roles)
        grant(table, "SELECT, INSERT, UPDATE", *roles)
    let_keep("document", keeper, "content", "sealed")
    _let_the_press_work()


def tell_attachments_apart() -> None:
    """A desk knows what kind of attachment it has heard of, and the hash."""
    op.execute("ALTER TABLE known_attachment ADD COLUMN kind text, ADD COLUMN sha256 text")


def _let_the_press_work() -> None:
    """It looks for documents of all tenants, and works on each in the name of its own."""
    grant("document", f"SELECT, UPDATE ({_WORK})", PRESS)
    op.execute(f"CREATE POLICY all_for_press ON document TO {PRESS} USING (true)")
    grant("outbox", "INSERT (event_id, tenant, source, name, payload)", PRESS)
    op.execute(f"CREATE POLICY told_by_press ON outbox FOR INSERT TO {PRESS} WITH CHECK ({_MINE})")
    grant("tenant_copy", "SELECT", PRESS)
    # Of a regency's secrets it sees none, but for those that intake's revision names.
    op.execute(
        f"""
        GRANT USAGE ON SCHEMA keys TO {PRESS};
        CREATE POLICY read_by_press ON keys.tenant_key FOR SELECT TO {PRESS} USING ({_MINE});
        CREATE POLICY read_by_press ON keys.complaint_key FOR SELECT TO {PRESS}
            USING ({_MINE} AND purpose = 'content');
        """
    )
    for table in ("tenant_key", "tenant_secret", "complaint_key"):
        grant(f"keys.{table}", "SELECT", PRESS)
