"""A role of its own for the `dumas` command: it makes accounts and ends sessions, and can neither begin nor see one."""

from alembic import op

from services.common.runtime.migrations import grant

revision = "0007"
down_revision = "0006"

GATEWAY, ROLE = "dumas_gateway", "dumas_accounts"


def upgrade() -> None:
    """Let it in."""
    for table in ("account", "second_factor"):
        grant(table, "SELECT, INSERT, UPDATE, DELETE", ROLE)
        op.execute(f"ALTER POLICY by_tenant ON {table} TO {GATEWAY}, {ROLE}")
    # To delete those of an account, a role must be able to read whose they are; the hashes it cannot.
    grant("session", "SELECT (tenant, account_id), DELETE", ROLE)
    grant("api_key", "SELECT (tenant, account_id), INSERT, DELETE", ROLE)
    grant("outbox", "INSERT (event_id, tenant, source, name, payload)", ROLE)
    mine = "tenant = current_setting('dumas.tenant', true) AND name = 'audited'"
    op.execute(
        f"CREATE POLICY told_by_accounts ON outbox FOR INSERT TO {ROLE} WITH CHECK ({mine} AND name = 'audited')"
    )
