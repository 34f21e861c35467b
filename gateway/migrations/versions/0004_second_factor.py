"""Second factors, tries to sign in, and accounts of platform operators."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from services.common.runtime.migrations import grant, isolate

revision = "0004"
down_revision = "0003"

ROLE = "dumas_gateway"
ALL = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    """Create the tables; let accounts be operators'."""
    op.execute(
        """
        DO $$ DECLARE old text; BEGIN
            SELECT conname INTO STRICT old FROM pg_constraint WHERE conrelid = 'account'::regclass AND contype = 'c';
            EXECUTE format('ALTER TABLE account DROP CONSTRAINT %I', old);
        END $$;
        ALTER TABLE account ADD CONSTRAINT ck_account_kind
            CHECK (kind IN ('officer', 'system') OR (kind = 'operator' AND tenant = 'platform'));
        """
    )
    op.create_table(
        "second_factor",
        sa.Column("tenant", sa.Text),
        sa.Column("account_id", sa.Text),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, server_default="0", nullable=False),
        sa.Column("recovery", JSONB, nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("tenant", "account_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(
            ["tenant", "account_id"],
            ["account.tenant", "account.id"],
            name="fk_second_factor_tenant_account",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("name_hash", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name_hash", name="pk_sign_in_try"),
    )
    op.create_index("ix_sign_in_try_failed_at", "sign_in_try", ["failed_at"])
    isolate("second_factor", ROLE)
    grant("second_factor", ALL, ROLE)
    grant("sign_in_try", ALL, ROLE)
