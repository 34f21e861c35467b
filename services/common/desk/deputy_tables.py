"""Who stands in for whom, as the gateway told of it: kept where names are printed, and where mails are sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import coalesce

from services.common.contracts.events import DeputyEnded, OfficerDeputised


class DeputyRow:
    """`officer` has these roles of `holder` since an instant and until before another: days of the regency, as the
    gateway reckoned them. `ended_at` where it was ended before its time."""

    __tablename__ = "deputy"

    deputy_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    holder: Mapped[str]
    officer: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    since: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def keep_deputy(connection: Connection, table: Table, event: OfficerDeputised) -> None:
    """Take in what an event tells. Told twice, or the end before the beginning, it comes to the same."""
    same = ("deputy_id", "tenant", "holder", "officer", "kind", "since", "until")
    told: dict[str, Any] = {name: getattr(event, name) for name in same} | {"roles": list(event.roles)}
    told["ended_at"] = event.ended_at if isinstance(event, DeputyEnded) else None
    row = upsert(table).values(told)
    ended = coalesce(table.c.ended_at, row.excluded.ended_at)
    connection.execute(row.on_conflict_do_update(index_elements=["deputy_id"], set_={"ended_at": ended}))
