"""What the gateway tells the audit trail: who signed in, who failed to, and what became of accounts.

An entry is announced in the transaction of what it tells of, through the outbox: none without the other.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, insert

from gateway.accounts import PLATFORM
from gateway.database import name_tenant
from gateway.models import Outbox
from services.common.contracts.audit import INSTALLATION
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.runtime.tables import outbox_row

COMMAND: Final = {"actor": "dumas", "actor_kind": "operator"}
"""Who does what the `dumas` command does."""

SOURCE: Final = "gateway"


def note(
    connection: Connection, *, tenant: str, actor: str, actor_kind: str, action: str, subject: str = "", **details: str
) -> None:
    """Who did what. `details` are codes and counts; nothing anybody typed. KeyError: no such action.

    The transaction must have named this tenant; what is of the platform may be told from anywhere.
    """
    place = INSTALLATION if tenant == PLATFORM else tenant
    caller = Caller.model_validate({"kind": actor_kind, "actor": actor, "tenant": place})
    event = audited(caller, action, datetime.now(UTC), complaint_id=None, subject=subject, **details)
    if place != tenant:
        name_tenant(connection, place)
    connection.execute(insert(Outbox).values(outbox_row(SOURCE, event)))
    if place != tenant:
        name_tenant(connection, tenant)
