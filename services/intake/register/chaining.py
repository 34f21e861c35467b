"""Entries enter the chain of the audit trail, and the chain is anchored once a day. The timer's work.

What is heard waits in `pending`, so that nobody who is heard waits for the chain. Replicas share the work: whoever
holds a regency's lock chains for it, the others pass by.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from services.common.contracts import anchor_lines, chain, events
from services.common.contracts.audit import INSTALLATION, Anchor, ChainEntry
from services.common.runtime.database import Work
from services.intake.register import rounds

log = logging.getLogger(__name__)

BATCH = 500
_BATCHES = 20

_LOOK = text(
    """
    SELECT EXISTS (SELECT FROM trail.pending WHERE tenant = :tenant) AS waits,
        NOT EXISTS (SELECT FROM trail.anchor WHERE tenant = :tenant AND anchored_on = :today)
        AND EXISTS (SELECT FROM trail.audit WHERE tenant = :tenant AND number = 1 AND chained_at < :midnight)
        AND (SELECT max(number) FROM trail.audit WHERE tenant = :tenant)
            > coalesce((SELECT max(number) FROM trail.anchor WHERE tenant = :tenant AND anchored_on <= :today), 0)
            AS is_due
    """
)
"""An anchor is due once a day, from the second day of a chain on, when there are entries it does not cover yet.

An anchor of a day to come, which only a wrong clock or a forger makes, holds nothing up; `dumas audit verify` tells it.
"""

_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended('trail:' || :tenant, 0))")
_LAST = text("SELECT number, hash FROM trail.audit WHERE tenant = :tenant ORDER BY number DESC LIMIT 1")
_TAKE = text(
    """
    DELETE FROM trail.pending WHERE tenant = :tenant AND seq IN (
        SELECT seq FROM trail.pending WHERE tenant = :tenant ORDER BY seq LIMIT :most
    )
    RETURNING seq, entry_id, at, action, actor, actor_kind, complaint_id, subject, details
    """
)
_KNOWN = text("SELECT entry_id FROM trail.audit WHERE tenant = :tenant AND entry_id = ANY(:ids)")
_ADD = text("INSERT INTO trail.audit SELECT * FROM jsonb_populate_recordset(NULL::trail.audit, CAST(:rows AS jsonb))")
_ANCHOR = text(
    """
    INSERT INTO trail.anchor (tenant, anchored_on, number, hash, at)
    SELECT tenant, :today, number, hash, :now FROM trail.audit
    WHERE tenant = :tenant ORDER BY number DESC LIMIT 1
    ON CONFLICT DO NOTHING RETURNING number, hash
    """
)


def keep_chains(work: Callable[[str], Any], now: datetime) -> None:
    """Chain what waits, regency by regency. One regency's fault is its own."""
    chains = (INSTALLATION, *rounds.calendars(work))
    failing = "entries of %s wait for their place in the audit trail"
    rounds.each_by_itself(chains, lambda tenant: _round(work, tenant, now), failing)


def _round(work: Callable[[str], Any], tenant: str, now: datetime) -> None:
    for _ in range(_BATCHES):
        with work(tenant) as mine:
            done, anchor = Chaining(mine, now).batch()
        if anchor is not None:  # saved by now
            log.info("%s", anchor_lines.written(anchor.tenant, anchor.number, anchor.hash))
        if done < BATCH:
            return


@dataclass(frozen=True, slots=True)
class Chaining:
    """One transaction of the timer, for one regency."""

    work: Work
    now: datetime

    def batch(self) -> tuple[int, Anchor | None]:
        """Chain as many entries as fit, and anchor if that is due. How many there were, and the new anchor."""
        midnight = datetime.combine(self._today, time(), UTC)
        look = self.work.connection.execute(_LOOK, self._of(today=self._today, midnight=midnight)).one()
        if not (look.waits or look.is_due) or not self.work.connection.execute(_LOCK, self._of()).scalar():
            return 0, None
        # The anchor is taken first: it says how the chain stood when the day began.
        anchor = self._anchor() if look.is_due else None
        return self._chain(), anchor

    @property
    def _today(self) -> date:
        return self.now.astimezone(UTC).date()

    def _chain(self) -> int:
        # A statement of its own after the lock: it sees what the one who had the lock before has saved.
        last = self.work.connection.execute(_LAST, self._of()).first()
        number, previous = (last.number, bytes(last.hash).hex()) if last else (0, chain.FIRST)
        taken = sorted(self.work.connection.execute(_TAKE, self._of(most=BATCH)), key=lambda row: int(row.seq))
        placed: list[dict[str, Any]] = []
        for row in self._new(taken):
            entry = chain.linked(self.work.tenant, _entry(row), number + 1, previous)
            number, previous = entry.number, entry.hash
            placed.append({**_row(self.work.tenant, entry), "chained_at": self.now.isoformat()})
        if placed:
            self.work.connection.execute(_ADD, {"rows": json.dumps(placed)})
        return len(taken)

    def _new(self, taken: list[Any]) -> list[Any]:
        """Without what was heard twice."""
        once = {row.entry_id: row for row in reversed(taken)}
        if not once:
            return []
        known = set(self.work.connection.execute(_KNOWN, self._of(ids=list(once))).scalars())
        return [row for row in taken if row.entry_id not in known and once[row.entry_id] is row]

    def _anchor(self) -> Anchor | None:
        row = self.work.connection.execute(_ANCHOR, self._of(today=self._today, now=self.now)).first()
        if row is None:
            return None
        anchor = Anchor(tenant=self.work.tenant, number=row.number, hash=bytes(row.hash).hex(), at=self.now)
        self.work.announce(
            events.AuditAnchored(
                event_id=uuid4(),
                happened_at=self.now,
                tenant=anchor.tenant,
                entries=anchor.number,
                hash=anchor.hash,
                anchored_on=self._today,
            )
        )
        return anchor

    def _of(self, **values: Any) -> dict[str, Any]:
        return {"tenant": self.work.tenant, **values}


def _entry(row: Any) -> ChainEntry:
    told = {name: value for name, value in row._mapping.items() if name != "seq"}
    return ChainEntry(number=0, previous="", hash="", **told)


def _row(tenant: str, entry: ChainEntry) -> dict[str, Any]:
    hashes = {"previous": rf"\x{entry.previous}", "hash": rf"\x{entry.hash}"}
    return {"tenant": tenant, **entry.model_dump(mode="json"), **hashes}
