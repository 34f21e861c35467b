"""Who stands in for whom: the press prints it, and documents say in which role they were written."""

from alembic import op

from services.common.desk.deputy_migrations import add_capacity, create_deputies
from services.common.desk.paper_migrations import PRESS
from services.common.runtime.migrations import grant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add."""
    add_capacity()
    create_deputies("dumas_assignment")
    grant("deputy", "SELECT", PRESS)
    op.execute(
        f"CREATE POLICY read_by_press ON deputy FOR SELECT TO {PRESS} "
        "USING (tenant = current_setting('dumas.tenant', true))"
    )
