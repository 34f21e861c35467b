"""What systems of other portals ask about complaints that came through them, and what they tell in return.

Such a portal numbers its complaints, and each number is filed once: `sop.portals` says on which channels.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Message, Reference, SourceReference
from services.common.contracts.register import Page
from services.common.contracts.result import Code, Line
from services.common.standing import Status

MOST_AT_ONCE = 500
MOST_BYTES = 16 * 1024
"""How large a callback may be."""


class FiledFrom(Message):
    """Which complaints came under these numbers? `channel` may be left out by who files on one channel of a portal."""

    channel: Code | None = None
    numbers: Annotated[tuple[SourceReference, ...], Field(max_length=MOST_AT_ONCE)]


class FiledBefore(Message):
    """References by number at the source; empty where the caller may not know which complaint it is."""

    references: dict[str, str]


class ConfirmSource(Message):
    """The source says that it has closed the complaint."""

    reference: Reference
    confirmed_on: date
    source_status: Line
    request_key: Annotated[str, StringConstraints(max_length=200)]


class SourceConfirmed(Message):
    """The source's word was taken."""

    reference: str
    is_new: bool = Field(description="False when it was confirmed before; nothing has happened now.")
    is_closed: bool = Field(description="Whether the complaint has ended with that.")


class SignedCallback(Message):
    """A callback as it came: three headers of Standard Webhooks, and the body to the byte."""

    subscription_id: UUID
    webhook_id: Annotated[str, StringConstraints(max_length=200)]
    timestamp: Annotated[str, StringConstraints(max_length=20)]
    signature: Annotated[str, StringConstraints(max_length=2000)]
    body: Annotated[str, StringConstraints(max_length=MOST_BYTES)]


class CallbackSender(Message):
    """Whose secret signed it."""

    subscriber: str


Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 12, 31))]


class ChannelDays(Page):
    """Complaints of a channel that were received on these days."""

    from_on: Day | None = Field(default=None, description="The first day on which they were received.")
    until_on: Day | None = Field(default=None, description="The last day.")


class ChannelQuery(ChannelDays):
    """Of which channel."""

    channel: Code


class ChannelLine(Message):
    """One of them, as far as its source may know of it."""

    source_reference: str | None
    reference: str
    received_at: datetime
    status: Status
    step_title: str | None = Field(description="In the words of the SOP; none once it has ended.")
    end_label: str | None
    changed_at: datetime | None = Field(description="When the complaint last moved.")
    answered_at: datetime | None = Field(description="When an answer was delivered.")
    closed_at: datetime | None


class ChannelLines(Message):
    """A page of them, the oldest first."""

    lines: tuple[ChannelLine, ...]
    next: str | None
