"""What other systems are told, who listens, and what is on its way to whom.

Written by the service `notify`; the process `deliveries` sends, and writes down what came of it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from services.notify.models import Base


class OutwardComplaint(Base):
    """How far a complaint was told: events up to `released` have a place among all; later ones wait for theirs.

    `mode` is the best protection ever heard of.
    """

    __tablename__ = "outward_complaint"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    released: Mapped[int]
    mode: Mapped[str]


class OutwardEvent(Base):
    """An event as it is told: `body` is the CloudEvent, byte by byte.

    `position` orders all events of a regency; without one it waits for an earlier event of its complaint. An event
    with a `subscription_id` is for that subscription alone. `published_at`: when the broker had taken it.
    """

    __tablename__ = "outward_event"
    __table_args__ = (
        UniqueConstraint("complaint_id", "sequence"),
        Index("ix_outward_event_tenant_position", "tenant", "position"),
        Index("ix_outward_event_told_at", "told_at"),
        Index(
            "ix_outward_event_unpublished",
            "position",
            postgresql_where=text("published_at IS NULL AND position IS NOT NULL AND subscription_id IS NULL"),
        ),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    type: Mapped[str]
    complaint_id: Mapped[UUID | None]
    reference: Mapped[str | None]
    sequence: Mapped[int | None]
    channel: Mapped[str]
    mode: Mapped[str]
    happened_at: Mapped[datetime]
    body: Mapped[str]
    position: Mapped[int | None] = mapped_column(BigInteger)
    told_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    subscription_id: Mapped[UUID | None]
    is_test: Mapped[bool]


class SubscriptionRow(Base):
    """A subscription. `channels` are those it comes to; `secret` is sealed, of AMQP it is the broker's hash."""

    __tablename__ = "subscription"
    __table_args__ = (
        Index("ix_subscription_tenant_subscriber", "tenant", "subscriber"),
        Index(
            "uq_subscription_amqp",
            "tenant",
            "subscriber",
            unique=True,
            postgresql_where=text("way = 'amqp' AND removed_at IS NULL"),
        ),
    )

    subscription_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    subscriber: Mapped[str]
    way: Mapped[str]
    state: Mapped[str]
    types: Mapped[list[str]]
    channels: Mapped[list[str]]
    all_channels: Mapped[bool]
    protected: Mapped[bool]
    url: Mapped[str | None]
    is_ordered: Mapped[bool]
    contact: Mapped[str]
    secret: Mapped[bytes]
    earlier_secret: Mapped[bytes | None]
    earlier_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    failing_since: Mapped[datetime | None]
    disabled_because: Mapped[str | None]
    last_delivered_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class DeliveryRow(Base):
    """One event owed to one subscription: every one by webhook; by AMQP only what is sent again, or is a test.

    Until `claimed_until` somebody is sending it.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_waiting", "subscription_id", "next_attempt_at", postgresql_where=text("outcome = 'waiting'")
        ),
        Index(
            "ix_delivery_turn", "subscription_id", "is_replay", "position", postgresql_where=text("outcome = 'waiting'")
        ),
        Index("ix_delivery_subscription_id_position", "subscription_id", "position"),
        Index("ix_delivery_log", "subscription_id", "created_at", "delivery_id"),
        Index(
            "ix_delivery_claimed",
            "subscription_id",
            "claimed_until",
            postgresql_where=text("claimed_until IS NOT NULL"),
        ),
        Index("ix_delivery_complaint_id", "complaint_id", "subscription_id", "position"),
        Index("ix_delivery_event_id", "event_id"),
        Index("ix_delivery_ended_at", "ended_at"),
    )

    delivery_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    tenant: Mapped[str]
    subscription_id: Mapped[UUID]
    event_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(BigInteger)
    complaint_id: Mapped[UUID | None]
    is_replay: Mapped[bool]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int]
    outcome: Mapped[str]
    ended_at: Mapped[datetime | None]
    last_status: Mapped[int | None]
    last_failure: Mapped[str | None]


class AttemptRow(Base):
    """One try to deliver."""

    __tablename__ = "attempt"

    attempt_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    tenant: Mapped[str]
    delivery_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    milliseconds: Mapped[int]
    status: Mapped[int | None]
    failure: Mapped[str | None]
    answer: Mapped[str]
