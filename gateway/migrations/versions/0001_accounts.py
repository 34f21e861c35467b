"""Accounts, sessions and API keys.

Accounts are isolated by tenant. Sessions and keys are found by a hash before the tenant is known, so they are not.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from services.common.runtime.migrations import grant, isolate

revision = "0001"
down_revision = None

ROLE = "dumas_gateway"
ALL = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "account",
        sa.Column("tenant", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, sa.CheckConstraint("kind IN ('officer', 'system')"), nullable=False),
        sa.Column("roles", JSONB, nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("is_active", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_account"),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text),
        *_account(),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
        _owned("session"),
    )
    op.create_table(
        "api_key",
        sa.Column("key_hash", sa.Text),
        *_account(),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_api_key"),
        _owned("api_key"),
    )
    for table, column in (("session", "tenant"), ("session", "expires_at"), ("api_key", "tenant")):
        op.create_index(f"ix_{table}_{column}", table, [column])
    isolate("account", ROLE)
    for table in ("account", "session", "api_key"):
        grant(table, ALL, ROLE)


def _account() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("tenant", sa.Text, nullable=False), sa.Column("account_id", sa.Text, nullable=False)


def _owned(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant", "account_id"],
        ["account.tenant", "account.id"],
        name=f"fk_{table}_tenant_account",
        ondelete="CASCADE",
    )
