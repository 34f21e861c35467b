"""The revisions that let a service know who stands in for whom, and a desk write down who did."""

from alembic import op

from services.common.runtime.migrations import grant, isolate


def create_deputies(*roles: str) -> None:
    """Who stands in for whom, for the runtime roles of this database."""
    op.execute(
        """
        CREATE TABLE deputy (
            deputy_id uuid CONSTRAINT pk_deputy PRIMARY KEY,
            tenant text NOT NULL,
            holder text NOT NULL,
            officer text NOT NULL,
            kind text NOT NULL,
            roles jsonb NOT NULL,
            since timestamptz NOT NULL,
            until timestamptz NOT NULL,
            ended_at timestamptz
        )
        """
    )
    isolate("deputy", *roles)
    grant("deputy", "SELECT, INSERT, UPDATE", *roles)


def add_capacity() -> None:
    """In which role a document was written; its rows of earlier builds do not say."""
    op.execute("ALTER TABLE document ADD COLUMN issued_as text")
