"""How a system subscribes to what is told outside. Offered by `notify`.

A *subscriber* is a system account of the regency (`officers.yaml`, kind `system`). By default it hears of complaints
of its own channels whose reporter filed openly; more is granted by an administrator, never by the system itself.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, field_validator

from services.common.contracts.complaints import Message
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.tenant import Key

Way = Literal["webhook", "amqp"]
State = Literal["preparing", "active", "disabled"]
"""`preparing`: the broker is being told, which takes a moment. A removed one is no longer listed."""

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00/?#@]+(/[^\s\x00#]*)?$", max_length=500)]
Contact = Annotated[str, StringConstraints(pattern=r"^([^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+)?$", max_length=200)]
RequestKey = Annotated[str, StringConstraints(max_length=200)]


def known(types: tuple[str, ...]) -> tuple[str, ...]:
    """Types of the catalogue. ValueError."""
    if strange := [name for name in types if name not in OUTWARD]:
        raise ValueError(f"there is no event {', '.join(strange)}; the catalogue is at /docs/events")
    return types


class Scope(Message):
    """What a subscription hears. Empty `types`: every type, also those to come."""

    types: Annotated[tuple[str, ...], Field(max_length=60)] = ()
    channels: Annotated[tuple[Key, ...], Field(max_length=20)] = Field(
        default=(),
        description="When it is added, empty means those of the same name as a role of the subscriber: its own.",
    )
    all_channels: bool = False
    protected: bool = Field(default=False, description="Also complaints filed confidentially or anonymously.")

    _types = field_validator("types")(known)


class NewSubscription(Message):
    """A subscription of a system, by webhook or AMQP. One by AMQP is enough for a system: it holds one queue."""

    subscriber: Key = Field(description="A system account of the regency.")
    way: Way
    url: Url | None = Field(default=None, description="Of a webhook.")
    scope: Scope = Scope()
    is_ordered: bool = Field(
        default=True, description="Later events of a complaint wait until the earlier ones were taken, or given up."
    )
    contact: Contact = Field(default="", description="Whom to tell when it is switched off: an e-mail address.")


class AddSubscription(NewSubscription):
    """The same, once for each key."""

    request_key: RequestKey


class Subscription(Message):
    """A subscription as its owner and the administrators see it."""

    subscription_id: UUID
    subscriber: str
    way: Way
    state: State
    scope: Scope
    url: str | None = None
    is_ordered: bool = True
    contact: str = ""
    queue: str | None = Field(default=None, description="Of AMQP; also the name of the user.")
    address: str | None = Field(
        default=None, description="Of AMQP: where the system connects, `amqps://…`, where the operator has set it."
    )
    created_at: AwareDatetime
    failing_since: AwareDatetime | None = None
    disabled_because: str | None = Field(
        default=None, description="`failing`, `gone`: the endpoint; `switched_off`: somebody."
    )
    waiting: int = Field(default=0, description="Events that are still to be sent.")
    last_delivered_at: AwareDatetime | None = None


class NewSecret(Message):
    """A subscription with its secret, which is shown once: `whsec_…` of a webhook, the password of AMQP."""

    subscription: Subscription
    secret: str
    earlier_until: AwareDatetime | None = Field(
        default=None, description="Until then a webhook is also signed with the secret before."
    )
    ended_early: bool = Field(
        default=False,
        description="The secret before that one was still good, and is so no more: there are never more than two.",
    )


class Subscriptions(Message):
    """Those of the regency, or the system's own."""

    subscriptions: tuple[Subscription, ...]


class BySubscription(Message):
    """One subscription."""

    subscription_id: UUID


class RotateSecret(BySubscription):
    """Another secret, once for each key. That of a webhook holds beside the one before for 48 hours, and an older one
    ends at once; a password holds at once, and the one before no more."""

    request_key: RequestKey


class SubscriptionChange(Message):
    """What is given changes; a disabled one that is made `active` starts anew with what happens from then on."""

    url: Url | None = None
    scope: Scope | None = None
    is_ordered: bool | None = None
    contact: Contact | None = None
    state: Literal["active", "disabled"] | None = None


class ChangeSubscription(BySubscription, SubscriptionChange):
    """Which is changed how."""
