"""Which file is looked through next, by whom, and what became of it: the SQL of the evidence process.

Who works on a file holds a lock for it (`runtime.errands`). Before the work begins the next try is put off a little
further each time, so a file that ends processes does not keep them from the others. A file is forgotten in no case: it
waits as `checking`. Tries that the file itself may have cut short are counted apart, and only those run out.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, insert, text

from services.common.contracts.events import Event
from services.common.runtime.errands import claimed, transaction
from services.common.runtime.tables import outbox_row
from services.intake.models import Outbox
from services.intake.verdicts import state_for

SOURCE: Final = "intake"
_AT_ONCE: Final = 20

_WAITING = text(
    "SELECT attachment_id FROM attachment WHERE state = 'checking' AND not_before <= now() "
    "ORDER BY not_before LIMIT :at_once"
)
_CLAIM = text(
    """
    UPDATE attachment SET attempts = attempts + 1,
        not_before = now() + least(60, power(2, least(attempts, 10) + 1)) * interval '1 second'
    WHERE attachment_id = :attachment_id AND state = 'checking' AND not_before <= now()
    RETURNING attachment_id, tenant, complaint_id, object_key, kind, media_type, size, sha256, is_sealed, attempts,
        cut_short
    """
)
_SETTLE = text(
    """
    UPDATE attachment SET state = :state, reason = :found, copy_key = :copy_key, copy_size = :copy_size,
        copy_sha256 = :copy_sha256, checked_at = now()
    WHERE attachment_id = :attachment_id AND state = 'checking' AND attempts = :attempts
    """
)
_CUT_SHORT = text(
    "UPDATE attachment SET cut_short = cut_short + 1 "
    "WHERE attachment_id = :attachment_id AND state = 'checking' AND attempts = :attempts"
)
_LEFT_A_COPY = text(
    "SELECT state <> 'checking' AND copy_key IS NULL FROM attachment WHERE attachment_id = :attachment_id"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A file to look through; `attempts` counts this one, `cut_short` those the file itself may have ended."""

    attachment_id: UUID
    tenant: str
    complaint_id: UUID
    object_key: str
    kind: str
    media_type: str
    size: int
    sha256: str
    is_sealed: bool
    attempts: int
    cut_short: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """Where the copy lies, and what it is."""

    object_key: str
    size: int
    sha256: str


def copys_place(object_key: str) -> str:
    """Where the copy of a file lies."""
    return f"{object_key}-copy"


class Claims:
    """One worker's view of what waits, on a connection of its own, in autocommit."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @contextmanager
    def next(self) -> Iterator[Claim | None]:
        """A file that nobody else works on, held until the end of the block; None when nothing waits."""
        waiting = self.connection.execute(_WAITING, {"at_once": _AT_ONCE}).scalars().all()
        with claimed(self.connection, waiting, self._claim) as claim:
            yield claim

    def _claim(self, attachment_id: UUID) -> Claim | None:
        row = self.connection.execute(_CLAIM, {"attachment_id": attachment_id}).mappings().first()
        return Claim(**row) if row else None

    def settle(self, claim: Claim, found: str | None, copy: Copy | None, events: Iterable[Event]) -> bool:
        """Set the verdict and tell of it, both or neither. False when it does not wait for this one any more."""
        values: dict[str, Any] = {
            "attachment_id": claim.attachment_id,
            "attempts": claim.attempts,
            "state": state_for(found),
            "found": found,
            "copy_key": copy.object_key if copy else None,
            "copy_size": copy.size if copy else None,
            "copy_sha256": copy.sha256 if copy else None,
        }
        with transaction(self.connection, claim.tenant):
            if not self.connection.execute(_SETTLE, values).rowcount:
                return False
            for event in events:
                tell(self.connection, event)
        return True

    def count_cut_short(self, claim: Claim) -> None:
        """Remember that the file itself may have ended this try."""
        with transaction(self.connection, claim.tenant):
            values = {"attachment_id": claim.attachment_id, "attempts": claim.attempts}
            self.connection.execute(_CUT_SHORT, values)

    def has_no_use_for_a_copy(self, claim: Claim) -> bool:
        """Whether the file was settled without one: who comes too late has to take away what it stored."""
        return bool(self.connection.execute(_LEFT_A_COPY, {"attachment_id": claim.attachment_id}).scalar())


def tell(connection: Connection, event: Event) -> None:
    """Announce, in the transaction that is open in the name of the event's tenant."""
    connection.execute(insert(Outbox).values(outbox_row(SOURCE, event)))
