"""Who stands in for whom, told by the gateway, which has the accounts, to who prints names and sends mails.

Each of the two tells all of it, so that they may arrive in any order.
"""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.common.contracts.deputies import DeputyKind
from services.common.contracts.events.envelope import Event


class OfficerDeputised(Event):
    """An officer has roles of another for a time."""

    name = "officer_deputised"
    sources = ("gateway",)

    deputy_id: UUID
    holder: str
    officer: str = Field(description="Who stands in.")
    kind: DeputyKind
    roles: tuple[str, ...]
    since: datetime
    until: datetime = Field(description="The first instant after it, by the regency's days.")


class DeputyEnded(OfficerDeputised):
    """It was ended before its time."""

    name = "deputy_ended"

    ended_at: datetime
