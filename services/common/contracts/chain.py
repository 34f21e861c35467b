"""How entries of the audit trail hang together, so that anybody who holds them can find what was changed.

The hash of an entry is the SHA-256 of the text of this JSON array, without spaces, in ASCII (other characters escaped):

    ["dumas-audit-1", tenant, number, entry_id, at, action, actor, actor_kind, complaint_id, subject, details, previous]

`number` is a JSON number and `complaint_id` null where there is none; all else are strings. `at` is in UTC, as
`2026-03-02T02:00:00.000000+00:00`; `details` the text as it is stored; `previous` the hash of the entry before in
lower-case hexadecimal, 64 zeros for the first. Removing, reordering or altering an entry breaks the chain from there
on. Cutting off its end, or making all of it anew, shows in moves the journal still has; beyond them only against an
anchor that was kept elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from services.common.contracts.audit import Anchor, ChainEntry

FIRST = "0" * 64
_FORMAT = "dumas-audit-1"


def as_text(value: Any) -> str:
    """JSON in the one form that is hashed: keys in order, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """The SHA-256 of what JSON can say, whatever the order its keys were written in."""
    return hashlib.sha256(as_text(value).encode()).hexdigest()


def hash_of(tenant: str, entry: ChainEntry) -> str:
    """What the entry's hash must be."""
    return digest(
        [
            _FORMAT,
            tenant,
            entry.number,
            str(entry.entry_id),
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.action,
            entry.actor,
            entry.actor_kind,
            str(entry.complaint_id) if entry.complaint_id else None,
            entry.subject,
            entry.details,
            entry.previous,
        ]
    )


def linked(tenant: str, entry: ChainEntry, number: int, previous: str) -> ChainEntry:
    """The entry in its place of the chain."""
    placed = entry.model_copy(update={"number": number, "previous": previous})
    return placed.model_copy(update={"hash": hash_of(tenant, placed)})


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that is not as it was written, and what is wrong with it."""

    number: int
    what: str


class Examination:
    """Takes a regency's entries in the order of the chain and finds the first that is wrong."""

    def __init__(self, tenant: str, anchors: Iterable[Anchor] = ()) -> None:
        self.tenant = tenant
        self.first: ChainEntry | None = None
        self.last: ChainEntry | None = None
        self.entries = 0
        self.fault: Fault | None = None
        self.besides: list[str] = []
        self._anchors: dict[int, set[str]] = {}
        self.hold_to(anchors)

    def hold_to(self, anchors: Iterable[Anchor]) -> None:
        """Anchors of entries that are still to be taken. Those of other regencies do not matter."""
        for anchor in anchors:
            if anchor.tenant == self.tenant:
                self._anchors.setdefault(anchor.number, set()).add(anchor.hash)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong: with no entry, nor besides."""
        return self.fault is None and not self.besides

    def take(self, entry: ChainEntry) -> None:
        """The next entry."""
        if self.fault is None:
            self.fault = self._fault_of(entry)
        self.first, self.last, self.entries = self.first or entry, entry, self.entries + 1

    def find(self, number: int, what: str) -> None:
        """A fault that was found otherwise; the first number counts."""
        if self.fault is None or number < self.fault.number:
            self.fault = Fault(number, what)

    def end(self) -> Fault | None:
        """There are no more entries. The first fault, if there is one."""
        there = self.last.number if self.last else 0
        lost = [number for number in self._anchors if number > there]
        if lost and self.fault is None:
            self.fault = Fault(there + 1, f"the end of the trail was cut off; entry {max(lost)} was anchored")
        return self.fault

    def _fault_of(self, entry: ChainEntry) -> Fault | None:
        expected = self.last.number + 1 if self.last else 1
        previous = self.last.hash if self.last else FIRST
        if entry.number != expected:
            return Fault(expected, f"it is missing; entry {entry.number} comes in its place")
        if entry.hash != hash_of(self.tenant, entry):
            return Fault(entry.number, "it was altered: its content does not give its hash")
        if entry.previous != previous:
            return Fault(entry.number, "it does not follow from the entry before it: one of the two was replaced")
        if self._anchors.get(entry.number, {entry.hash}) != {entry.hash}:
            return Fault(entry.number, "it is not the entry that was anchored: the trail was written anew")
        return None
