"""What a subscription was sent: its log, tests, and sending again with the same event ids. Offered by `notify`."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, field_validator, model_validator

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.instants import Instant
from services.common.contracts.lists import Named
from services.common.contracts.outward.subscriptions import BySubscription, RequestKey, known

Outcome = Literal["waiting", "delivered", "given_up", "withdrawn"]


class WhichTest(Message):
    """A test event of a type, made of the catalogue's example. It carries `dumastest` and is sent to nobody else."""

    type: str = "test.ping"

    _type = field_validator("type")(lambda name: known((name,))[0])


class SendTest(BySubscription, WhichTest):
    """Whom to send it to, once for each key."""

    request_key: RequestKey


class WhatAgain(Message):
    """What is sent again, with the same ids: one event, all that were given up, or all that were told since a time,
    thirty days back at most. What may not be heard any more is left out."""

    event_id: UUID | None = None
    given_up: bool = False
    since: Instant | None = None
    until: Instant | None = Field(default=None, description="With `since`: up to this time.")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if (self.event_id is not None) + self.given_up + (self.since is not None) != 1:
            raise ValueError("give event_id, given_up or since, and only one of them")
        return self


class Replay(BySubscription, WhatAgain):
    """To whom, once for each key."""

    request_key: RequestKey


class Replayed(Message):
    """How many events are on their way again."""

    events: int


class DeliveryFilter(Message):
    """Part of a subscription's log, the newest first, a page at a time. By AMQP it has what was sent again and tests:
    all else is published once for everybody."""

    outcome: Outcome | None = Field(default=None, description="What has become of it.")
    type: Named | None = Field(default=None, description="Only events of this type.")
    reference: Reference | None = Field(default=None, description="Those of one complaint.")
    since: Instant | None = Field(default=None, description="Owed at this time or later.")
    until: Instant | None = Field(default=None, description="Owed before this time.")
    after: Named | None = Field(default=None, description="`next` of the page before.")
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class DeliveryQuery(BySubscription, DeliveryFilter):
    """Whose log, and which part of it."""


class Attempt(Message):
    """One try to deliver an event."""

    at: AwareDatetime
    milliseconds: int
    status: int | None = Field(default=None, description="Of the answer; none: there was no answer.")
    failure: str | None = Field(default=None, description="A code such as `timeout`, `refused`, `address_not_allowed`.")
    answer: str = Field(default="", description="Beginning of the answer, at most 4 KB.")


class Delivery(Message):
    """One event on its way to one subscription."""

    delivery_id: UUID
    event_id: UUID
    type: str
    reference: str | None
    outcome: Outcome
    is_replay: bool
    is_test: bool
    created_at: AwareDatetime
    next_attempt_at: AwareDatetime | None = Field(
        description="When it is tried next; none where it has ended, or waits for another event."
    )
    waits_for: UUID | None = Field(
        default=None, description="The earlier event of its complaint that must be taken, or given up, before it."
    )
    attempts: int
    last_status: int | None = None
    last_failure: str | None = None


class Deliveries(Message):
    """One page of the log."""

    deliveries: tuple[Delivery, ...]
    next: str | None = None


class ByDelivery(BySubscription):
    """One delivery of a subscription."""

    delivery_id: UUID


class DeliveryInFull(Message):
    """A delivery with its tries, and the event."""

    delivery: Delivery
    tries: tuple[Attempt, ...]
    body: str = Field(description="The event as it is sent, byte by byte: what the signature is over.")
