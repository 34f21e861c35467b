"""Who may sign in: officers and platform operators by password and code, systems by API key.

Beside them, tries to sign in, what is counted at the door, what was last seen of each regency, reports that are
being written, and what the audit trail is to be told. The roster with names and ranks is assignment's.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, false, func
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.runtime.tables import TYPES, OutboxRow, naming


class Base(DeclarativeBase):
    """The gateway's tables."""

    metadata = naming()
    type_annotation_map = TYPES


class Outbox(OutboxRow, Base): ...


class Account(Base):
    """An officer, a system that acts for a source, or an operator of the platform, who belongs to no regency.

    Its roles are what callers are vouched for. `is_active` is the officers' file's, `locked_at` the administrator's;
    neither undoes the other. `password_until` is set while the password is one that somebody else has given.
    """

    __tablename__ = "account"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str] = mapped_column(server_default="")
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=false())
    locked_at: Mapped[datetime | None]
    password_until: Mapped[datetime | None]


class DeputyRow(Base):
    """An officer stands in for another, from one day of the regency to another, unless it was ended before.

    `roles` are the holder's that were lent; what of them counts is decided anew with every request (`standing_in`).
    """

    __tablename__ = "deputy"
    __table_args__ = (
        CheckConstraint("holder <> officer", name="ck_deputy_two_people"),
        CheckConstraint("kind IN ('plt', 'plh')", name="ck_deputy_kind"),
        CheckConstraint("from_on <= until_on", name="ck_deputy_days"),
        Index("ix_deputy_tenant", "tenant", "officer"),
    )

    deputy_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    holder: Mapped[str]
    officer: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    from_on: Mapped[date]
    until_on: Mapped[date]
    zone: Mapped[str]
    basis: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


def _of_account() -> ForeignKeyConstraint:
    """What goes with the account it belongs to."""
    return ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE")


class SessionRow(Base):
    """An officer or an operator who has signed in. The token is kept as its SHA-256."""

    __tablename__ = "session"
    __table_args__ = (_of_account(),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SecondFactor(Base):
    """What the codes of an account's phone are made of, sealed. In force once the phone has shown a right code.

    `last_step` is the time step of the last code that was used; `recovery` holds the hashes of unused recovery codes.
    """

    __tablename__ = "second_factor"
    __table_args__ = (_of_account(),)

    tenant: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    recovery: Mapped[list[str]]
    confirmed_at: Mapped[datetime | None]


class SignInTry(Base):
    """Failures in a row under one name, and until when the next try waits. Of no tenant: the name is a keyed hash."""

    __tablename__ = "sign_in_try"

    name_hash: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(index=True)
    free_at: Mapped[datetime]


class ApiKey(Base):
    """A system's key, kept as its SHA-256; keys are long and random, so a slow hash would add nothing."""

    __tablename__ = "api_key"
    __table_args__ = (_of_account(),)

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Regency(Base):
    """What the register last said of a regency; public."""

    __tablename__ = "regency"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON)


class SavedFilter(Base):
    """A filter of the inbox that an officer has named; `asked` are fields of the list's address."""

    __tablename__ = "saved_filter"
    __table_args__ = (_of_account(),)

    tenant: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[dict[str, Any]]


class CounterRow(Base):
    """How often something was asked for since a while ago. The key is a keyed hash under the salt of the day."""

    __tablename__ = "counter"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    key: Mapped[bytes] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime]


class DaySalt(Base):
    """What today's keys are hashed with; gone tomorrow, and with it every way from a client to its counters."""

    __tablename__ = "day_salt"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[bytes]


class UsedProof(Base):
    """A proof of work that was used, until it expires, and the hash of the request that used it."""

    __tablename__ = "used_proof"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    proof: Mapped[bytes] = mapped_column(primary_key=True)
    used_for: Mapped[bytes]
    expires_at: Mapped[datetime]


class DraftRow(Base):
    """A report that is being written; see `gateway.drafts`. Of no tenant: its name says nothing."""

    __tablename__ = "draft"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    name: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(index=True)
