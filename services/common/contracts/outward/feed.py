"""The feed: what was told outside, for who rather asks than is sent to. Offered by `notify`."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, field_validator

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.instants import Instant
from services.common.contracts.lists import Named
from services.common.contracts.outward.subscriptions import known

LATEST: Final = "latest"


class EventQuery(Message):
    """Events a system may hear of, in the order in which they were told, a page at a time."""

    after: Named | None = Field(
        default=None,
        description="`cursor` of the page before. Empty: from the beginning; `latest`: no event, but today's cursor.",
    )
    types: Annotated[tuple[str, ...], Field(max_length=60)] = ()
    reference: Reference | None = Field(default=None, description="Those of one complaint.")
    since: Instant | None = Field(default=None, description="Told at this time or later.")
    limit: Annotated[int, Field(ge=1, le=500)] = 100

    _types = field_validator("types")(known)


class Told(Message):
    """An event as it is sent: `body` is the CloudEvent, byte by byte. `cursor` asks for what comes after it."""

    event_id: UUID
    type: str
    cursor: str
    body: str


class Events(Message):
    """One page of the feed. `cursor` asks for what comes after it, also when the page is empty."""

    events: tuple[Told, ...]
    cursor: str
    has_more: bool


class ByEvent(Message):
    """One event."""

    event_id: UUID
