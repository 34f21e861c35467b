"""The register shows a regency's crest, which the intake desk keeps a copy of."""

from services.common.runtime.migrations import grant

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add."""
    grant("tenant_copy", "SELECT (tenant, stationery)", "dumas_register")
