"""The audit trail as it is read: by leaders, without what is about them; by the operator, to examine the chain."""

import json
from collections.abc import Iterator
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from services.common.contracts import audit as a
from services.common.contracts.caller import Caller
from services.common.contracts.rights import LEADERS
from services.common.errors import NotFound
from services.common.runtime.database import Work
from services.intake.register.models import AnchorRow, AuditRow, Entry, JournalRow, PendingRow
from services.intake.register.recording import JOURNAL, hash_in_journal
from services.intake.register.sight import not_about
from services.intake.register.upkeep import upkeep

Chosen = TypeVar("Chosen", bound="Select[*tuple[Any, ...]]")

_CHAINED = [getattr(AuditRow, name) for name in a.ChainEntry.model_fields]
_SHOWN = ("number", "at", "action", "actor", "actor_kind", "complaint_id", "subject")


class Trail:
    """Reads on one transaction, for one regency."""

    def __init__(self, work: Work) -> None:
        self._work, self._session, self._tenant = work, work.session, work.tenant

    def entries(self, caller: Caller, page: a.AuditPage) -> a.AuditTrail:
        """Entries, oldest first. NotFound.

        Left out are those of complaints that are about the caller, and of complaints the register has not heard of
        yet, as nobody knows whom they are about.
        """
        query = (
            select(AuditRow, Entry.reference)
            .outerjoin(Entry, Entry.complaint_id == AuditRow.complaint_id)
            .where(AuditRow.number > page.after, _is_shown_to(caller))
        )
        if page.reference:
            query = query.where(AuditRow.complaint_id == self._complaint(caller, page.reference))
        if page.since:
            query = query.where(AuditRow.at >= page.since)
        if page.until:
            query = query.where(AuditRow.at < page.until)
        rows = self._session.execute(self._of_us(query).limit(page.limit + 1)).all()
        shown = rows[: page.limit]
        return a.AuditTrail(
            entries=tuple(_shown(row, reference) for row, reference in shown),
            next=shown[-1][0].number if len(rows) > page.limit else None,
        )

    def chain(self, page: a.ChainPage) -> a.Chain:
        """Entries as they are stored, with the anchors and the journal's events they must fit."""
        # Each statement sees what is saved by then. Read first, an anchor is never newer than the entries.
        anchors = self._anchors(page.after)
        query = self._of_us(select(*_CHAINED).where(AuditRow.number > page.after))
        rows = self._session.execute(query.limit(page.limit)).all()
        entries = tuple(_chained(row) for row in rows)
        is_full = len(entries) == page.limit
        return a.Chain(
            entries=entries,
            next=entries[-1].number if is_full else None,
            last=self._last(),
            pending=self._session.scalar(select(func.count()).select_from(PendingRow)) or 0,
            anchors=tuple(each for each in anchors if not is_full or each.number <= entries[-1].number),
            unlike=tuple(self._unlike(entries)),
            upkeep=None if is_full else upkeep(self._work),
        )

    def _of_us(self, query: Chosen) -> Chosen:
        # Row-level security says the same; said here as well, the index is found.
        return query.where(AuditRow.tenant == self._tenant).order_by(AuditRow.number)

    def _complaint(self, caller: Caller, reference: str) -> Any:
        mine = (Entry.reference == reference, not_about(caller, LEADERS))
        found = self._session.scalar(select(Entry.complaint_id).where(*mine))
        if found is None:
            raise NotFound("complaint")
        return found

    def _last(self) -> a.Anchor | None:
        columns = (AuditRow.number, AuditRow.hash, AuditRow.at)
        newest = select(*columns).where(AuditRow.tenant == self._tenant).order_by(AuditRow.number.desc()).limit(1)
        row = self._session.execute(newest).first()
        return a.Anchor(tenant=self._tenant, number=row.number, hash=row.hash.hex(), at=row.at) if row else None

    def _anchors(self, after: int) -> tuple[a.Anchor, ...]:
        rows = self._session.scalars(select(AnchorRow).where(AnchorRow.number > after).order_by(AnchorRow.number))
        return tuple(a.Anchor(tenant=row.tenant, number=row.number, hash=row.hash.hex(), at=row.at) for row in rows)

    def _unlike(self, entries: tuple[a.ChainEntry, ...]) -> Iterator[int]:
        """The moves among these whose event in the journal has another name, or not the hash they say."""
        moves = {entry.number: move for entry in entries if (move := _move(entry))}
        keys = tuple_(JournalRow.complaint_id, JournalRow.sequence).in_([move[:2] for move in moves.values()])
        kept = {(row.complaint_id, row.sequence): row for row in self._session.scalars(select(JournalRow).where(keys))}
        for number, (complaint_id, sequence, name, told) in moves.items():
            row = kept.get((complaint_id, sequence))
            if row is None or (row.name, hash_in_journal(row.payload)) != (name, told):
                yield number


def _is_shown_to(caller: Caller) -> ColumnElement[bool]:
    is_known = Entry.complaint_id.is_not(None)
    may_see = and_(is_known, not_about(caller, LEADERS))
    if caller.kind == "operator":  # no complaint is about one, and an export must be whole
        may_see = or_(~is_known, may_see)
    return or_(AuditRow.complaint_id.is_(None), may_see)


def _move(entry: a.ChainEntry) -> tuple[UUID, int, str, str] | None:
    """Complaint, sequence, name and hash of the event in the journal, if the entry tells of a move."""
    details = _details(entry.details)
    sequence, told = details.get("sequence", ""), details.get(JOURNAL)
    if not (entry.complaint_id and told and sequence.isdecimal()):
        return None
    return entry.complaint_id, int(sequence), entry.action, told


def _details(text: str) -> dict[str, str]:
    """The codes of an entry; none where somebody has made them unreadable, which the hash tells."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _shown(row: AuditRow, reference: str | None) -> a.AuditEntry:
    told = {name: getattr(row, name) for name in _SHOWN}
    hashes = {"previous": row.previous.hex(), "hash": row.hash.hex()}
    return a.AuditEntry(**told, **hashes, reference=reference, details=_details(row.details))


def _chained(row: Any) -> a.ChainEntry:
    stored = dict(row._mapping)
    return a.ChainEntry(**stored | {name: bytes(stored[name]).hex() for name in ("previous", "hash")})
