"""Who may sign in: officers by password, systems by API key. The roster with names and ranks is assignment's.

Beside them, what was last seen of each regency.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, false, func
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.runtime.tables import TYPES, naming


class Base(DeclarativeBase):
    """The gateway's tables."""

    metadata = naming()
    type_annotation_map = TYPES


class Account(Base):
    """An officer, or a system that acts for a source. Its roles are what callers are vouched for."""

    __tablename__ = "account"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str] = mapped_column(server_default="")
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=false())


class SessionRow(Base):
    """An officer who has signed in. The token is kept as its SHA-256."""

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE"),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiKey(Base):
    """A system's key, kept as its SHA-256; keys are long and random, so a slow hash would add nothing."""

    __tablename__ = "api_key"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE"),
    )

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Regency(Base):
    """What the register last said of a regency; public."""

    __tablename__ = "regency"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON)
