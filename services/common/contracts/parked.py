"""Messages no handler could take, as operators of the platform see them: what they are of, and nothing they say."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from services.common.contracts.complaints import Message

REASONS: Final = ("handled_otherwise", "outdated", "test", "unreadable")
"""Why a message may be dropped: done by other means, meant nothing any more, a test's, or nobody can read it."""

QueueName = Annotated[str, StringConstraints(pattern=r"^(rpc|evt)-[a-z]+(\.[a-z_]+)?$", max_length=80)]
MessageId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,80}$")]


class ParkedOf(Message):
    """Messages of one queue of the service, after this one; without a queue, how many there are in each."""

    queue: QueueName | None = None
    after: MessageId | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ParkedQueue(Message):
    """A queue of which something is parked."""

    queue: str
    count: int


class ParkedMessage(Message):
    """One message: the envelope alone."""

    id: str
    what: str = Field(description="The event, or the method that was asked for.")
    tenant: str = Field(description="Of an event; a request is sealed, and says so only to its service.")
    parked_at: datetime | None
    attempts: int
    failure: str = Field(description="The class of the last error, or why the broker gave up.")


class ParkedList(Message):
    """What is parked of a service's queues."""

    queues: tuple[ParkedQueue, ...] = ()
    messages: tuple[ParkedMessage, ...] = ()
    next: str | None = Field(default=None, description="Ask for what comes after this message.")


class SettleParked(Message):
    """Try one message again, or all of a queue; or drop them, for a reason, which is kept."""

    queue: QueueName
    message: MessageId | None = Field(default=None, description="One; all of the queue where it is not said.")
    way: Literal["retry", "drop"]
    reason: Literal["handled_otherwise", "outdated", "test", "unreadable"] | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "SettleParked":
        if self.way == "drop" and self.reason is None:
            raise ValueError("say why it is dropped")
        return self


class ParkedSettled(Message):
    """How many there were; none when somebody else was faster."""

    count: int
