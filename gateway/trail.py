"""What the gateway tells the audit trail: who signed in, who failed to, and what became of accounts.

An entry is announced in the transaction of what it tells of, through the outbox: none without the other.
"""

from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import JSON, Connection, Uuid, column, insert, table

from gateway.accounts import PLATFORM
from gateway.database import name_tenant
from services.common.contracts.audit import ACTIONS, INSTALLATION
from services.common.contracts.events import Audited

COMMAND: Final = {"actor": "dumas", "actor_kind": "operator"}
"""Who does what the `dumas` command does."""

_TEXTS = ("tenant", "source", "name")
_OUTBOX = table("outbox", column("event_id", Uuid), *map(column, _TEXTS), column("payload", JSON))


def note(
    connection: Connection, *, tenant: str, actor: str, actor_kind: str, action: str, subject: str = "", **details: str
) -> None:
    """Who did what. `details` are codes and counts; nothing anybody typed. KeyError: no such action.

    The transaction must have named this tenant; what is of the platform may be told from anywhere.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    place = INSTALLATION if tenant == PLATFORM else tenant
    event = Audited(
        event_id=uuid4(),
        happened_at=datetime.now(UTC),
        tenant=place,
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        subject=subject,
        details=details,
    )
    row = {"event_id": event.event_id, "tenant": place, "source": "gateway", "name": event.name}
    if place != tenant:
        name_tenant(connection, place)
    connection.execute(insert(_OUTBOX).values(**row, payload=event.model_dump(mode="json")))
    if place != tenant:
        name_tenant(connection, tenant)
