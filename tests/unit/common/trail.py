"""A chain of the audit trail made by hand, for tests that break it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.common.contracts import chain
from services.common.contracts.audit import Anchor, ChainEntry

TENANT = "contoh"
BEGAN_AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


def made(count: int, tenant: str = TENANT, actor: str = "contoh_irban") -> list[ChainEntry]:
    """So many entries, each in its place."""
    entries: list[ChainEntry] = []
    for number in range(1, count + 1):
        entry = ChainEntry(
            number=0,
            entry_id=UUID(int=number),
            at=BEGAN_AT + timedelta(minutes=number),
            action="content_read",
            actor=actor,
            actor_kind="officer",
            complaint_id=UUID(int=7),
            subject="CTH-26-0000-0001",
            details=chain.as_text({"desk": "review"}),
            previous="",
            hash="",
        )
        entries.append(chain.linked(tenant, entry, number, entries[-1].hash if entries else chain.FIRST))
    return entries


def anchor_of(entry: ChainEntry, tenant: str = TENANT) -> Anchor:
    """The anchor that was kept when this was the last entry."""
    return Anchor(tenant=tenant, number=entry.number, hash=entry.hash, at=entry.at)
