"""Filters of the inbox that officers have named; they go with the account."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the table."""
    op.execute(
        """
        CREATE TABLE saved_filter (
            tenant text NOT NULL,
            account_id text NOT NULL,
            name text NOT NULL,
            asked jsonb NOT NULL,
            CONSTRAINT pk_saved_filter PRIMARY KEY (tenant, account_id, name),
            CONSTRAINT fk_saved_filter_tenant_account FOREIGN KEY (tenant, account_id)
                REFERENCES account (tenant, id) ON DELETE CASCADE
        );
        """
    )
    isolate("saved_filter", "dumas_gateway")
    grant("saved_filter", "SELECT, INSERT, UPDATE, DELETE", "dumas_gateway")
