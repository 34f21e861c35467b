"""When entries of the audit trail were heard and chained; and the moves made before there was a trail.

Those enter the trail as the journal has them now, so that from here on every move of the journal must be in it.
"""

import json
from typing import Any

from alembic import op
from sqlalchemy import Connection, text

from services.common.contracts import chain, events
from services.intake.register import recording

revision = "0010"
down_revision = "0009"

_UNTOLD = text(
    """
    SELECT name, payload FROM journal WHERE NOT EXISTS (
        SELECT FROM trail.audit WHERE audit.tenant = journal.tenant
            AND CAST(audit.entry_id AS text) = journal.payload ->> 'event_id'
    ) AND NOT EXISTS (
        SELECT FROM trail.pending WHERE pending.tenant = journal.tenant
            AND CAST(pending.entry_id AS text) = journal.payload ->> 'event_id'
    )
    ORDER BY payload ->> 'happened_at', complaint_id, sequence
    """
)
_TELL = text(
    """
    INSERT INTO trail.pending (tenant, entry_id, at, action, actor, actor_kind, complaint_id, subject, details)
    VALUES (:tenant, :entry_id, :at, :action, :actor, :actor_kind, :complaint_id, :subject, :details)
    """
)
_BATCH = 1000


def upgrade() -> None:
    """Add, and tell. Row-level security binds the owner too, so it steps aside for this once."""
    op.execute(
        """
        ALTER TABLE trail.pending ADD COLUMN heard_at timestamptz NOT NULL DEFAULT now();
        ALTER TABLE trail.audit ADD COLUMN chained_at timestamptz NOT NULL DEFAULT now();
        ALTER TABLE journal NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE trail.audit NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE trail.pending NO FORCE ROW LEVEL SECURITY;
        """
    )
    tell_of_earlier_moves(op.get_bind())
    op.execute(
        """
        ALTER TABLE journal FORCE ROW LEVEL SECURITY;
        ALTER TABLE trail.audit FORCE ROW LEVEL SECURITY;
        ALTER TABLE trail.pending FORCE ROW LEVEL SECURITY;
        """
    )


def tell_of_earlier_moves(connection: Connection) -> None:
    """Put the moves of which the trail does not tell where it takes its entries from, in the order they happened."""
    for rows in connection.execute(_UNTOLD, execution_options={"yield_per": _BATCH}).partitions():
        connection.execute(_TELL, [_told(row.name, row.payload) for row in rows])


def _told(name: str, payload: dict[str, Any]) -> dict[str, Any]:
    move = events.ALL[name].model_validate(payload)
    if not isinstance(move, events.FlowEvent):
        raise TypeError(f"{name} is no move of a complaint")
    told = recording.of_move(move)
    # Fields an event has got since are not in the payload, so the hash is that of the payload.
    details = {**json.loads(told["details"]), recording.JOURNAL: recording.hash_in_journal(payload)}
    return {**told, "details": chain.as_text(details)}
