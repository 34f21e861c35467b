"""The revision that adds keys: their schema, the keeper's rights, and room for what is sealed beside what was open.

Migrations have no keys, so they seal nothing: columns of the build before stay, are read while they hold something,
and are emptied by the next `dumas keys rotate`.
"""

from alembic import op

from services.common.runtime.migrations import grant, isolate


def add_keys(role: str, keeper: str) -> None:
    """The schema `keys`. The service reads and adds; the keeper, whose role it must take on, changes and destroys."""
    op.execute(
        f"""
        CREATE SCHEMA keys;
        CREATE TABLE keys.tenant_key (
            tenant text NOT NULL,
            version integer NOT NULL,
            master text NOT NULL,
            wrapped bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT pk_tenant_key PRIMARY KEY (tenant, version)
        );
        CREATE TABLE keys.tenant_secret (
            tenant text NOT NULL,
            purpose text NOT NULL,
            version integer NOT NULL,
            wrapped bytea NOT NULL,
            CONSTRAINT pk_tenant_secret PRIMARY KEY (tenant, purpose),
            CONSTRAINT fk_tenant_secret_tenant_tenant_key FOREIGN KEY (tenant, version)
                REFERENCES keys.tenant_key (tenant, version)
        );
        CREATE TABLE keys.complaint_key (
            complaint_id uuid NOT NULL,
            purpose text NOT NULL,
            tenant text NOT NULL,
            version integer,
            wrapped bytea,
            destroyed_at timestamptz,
            CONSTRAINT pk_complaint_key PRIMARY KEY (complaint_id, purpose),
            CONSTRAINT fk_complaint_key_tenant_tenant_key FOREIGN KEY (tenant, version)
                REFERENCES keys.tenant_key (tenant, version)
        );
        CREATE INDEX ix_complaint_key_tenant_version ON keys.complaint_key (tenant, version);
        GRANT USAGE ON SCHEMA keys TO {role}, {keeper};
        """
    )
    for table in ("tenant_key", "tenant_secret", "complaint_key"):
        isolate(f"keys.{table}", role, keeper)
        grant(f"keys.{table}", "SELECT, INSERT", role)
        grant(f"keys.{table}", "SELECT, INSERT, UPDATE, DELETE", keeper)


def seal_desk(keeper: str) -> None:
    """Reasons and results are sealed from now on. Answers that were kept for retries are let go: they were open."""
    op.execute(
        """
        ALTER TABLE task ADD COLUMN sealed bytea;
        ALTER TABLE intervention ADD COLUMN sealed bytea;
        TRUNCATE answered;
        """
    )
    let_keep("task", keeper, "sealed", "reason", "result")
    let_keep("intervention", keeper, "sealed", "reason")


def let_keep(table: str, keeper: str, *columns: str) -> None:
    """The keeper may see a tenant's rows and change these columns."""
    mine = "tenant = current_setting('dumas.tenant', true)"
    op.execute(f"CREATE POLICY kept_by_tenant ON {table} TO {keeper} USING ({mine}) WITH CHECK ({mine})")
    grant(table, f"SELECT, UPDATE ({', '.join(columns)})", keeper)
