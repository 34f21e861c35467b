"""What the REST interface takes and gives about events: CloudEvents 1.0, as they are sent."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.instants import Instant
from services.common.contracts.lists import Named

_TYPES = Annotated[str, Field(max_length=2000, description="One or more, with commas between them; empty: all.")]


class EventStreamFilter(Message):
    """Which events. Without `after`, and without the header Last-Event-ID: those that are told from now on."""

    after: Named | None = Field(default=None, description="`cursor` of a page, or the id of an event of a stream.")
    types: _TYPES = ""
    reference: Reference | None = Field(default=None, description="Those of one complaint.")


class EventFilter(Message):
    """Which events, a page at a time."""

    after: Named | None = Field(
        default=None,
        description="`cursor` of the page before. Empty: from the beginning; `latest`: no event, but today's cursor.",
    )
    types: _TYPES = ""
    reference: Reference | None = Field(default=None, description="Those of one complaint.")
    since: Instant | None = Field(default=None, description="Told at this time or later.")
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class CloudEvent(Message):
    """An event. What each type carries in `data` is described at /docs/events; more fields may come at any time."""

    specversion: Literal["1.0"]
    id: str = Field(description="The same however often it is sent: by this an event is known again.")
    source: str = Field(description="`/tenants/<regency>`.")
    type: str
    time: AwareDatetime
    subject: str | None = Field(default=None, description="The complaint's reference.")
    sequence: str | None = Field(default=None, description="Counts the events of the complaint; texts sort as numbers.")
    datacontenttype: str
    dataschema: str
    dumastest: bool = Field(default=False, description="A test: nothing happened.")
    data: dict[str, Any]


class EventPage(Message):
    """Events in the order in which they were told, each byte by byte as it is sent."""

    events: tuple[CloudEvent, ...]
    cursor: str = Field(description="Asks for what comes after, also when the page is empty.")
    has_more: bool
