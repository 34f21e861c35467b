"""Takes files out of the store: what is marked for it, what was kept apart for thirty days, uploads nobody finished.

The row stays, with when it was done, and the audit trail has it with the hash; it is locked while its objects are
removed, so replicas share the work, and what could not be removed is tried again.
"""

import threading
from datetime import UTC, datetime
from typing import Final, Protocol

from sqlalchemy import Connection, RowMapping, text

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.runtime.errands import Rounds, make_engine
from services.intake.evidence.claims import copys_place, tell

BATCH: Final = 50

_OVER = text(
    """
    SELECT attachment_id, tenant, complaint_id, object_key, sha256, reason FROM attachment
    WHERE removed_at IS NULL AND (
        remove_after <= now() AND (added_at IS NOT NULL OR begun_at < now() - interval '1 day')
        OR state = 'begun' AND begun_at < now() - interval '1 day'
        OR state IN ('refused', 'infected') AND begun_at < now() - interval '30 days'
            AND coalesce(checked_at, added_at, begun_at) < now() - interval '30 days')
    LIMIT :most FOR UPDATE SKIP LOCKED
    """
)
"""What was begun and never arrived is left alone for a day: until then an upload may still be on its way."""

_REMOVED = text("UPDATE attachment SET removed_at = now() WHERE attachment_id = :attachment_id")
_IN_THE_NAME_OF = text("SELECT set_config('dumas.tenant', :tenant, true)")
_ACTOR: Final = "evidence"


class Objects(Protocol):
    """What is asked of the store."""

    def remove(self, key: str) -> None: ...


def sweep(connection: Connection, objects: Objects) -> int:
    """Remove what is over, some of it; how many files. In one transaction. OSError when the store is away."""
    with connection.begin():
        found = connection.execute(_OVER, {"most": BATCH}).mappings().all()
        for row in found:
            for key in (row["object_key"], copys_place(row["object_key"])):
                objects.remove(key)
            connection.execute(_REMOVED, {"attachment_id": row["attachment_id"]})
            if row["sha256"]:  # otherwise it never arrived
                _note(connection, row)
        return len(found)


def _note(connection: Connection, row: RowMapping) -> None:
    connection.execute(_IN_THE_NAME_OF, {"tenant": row["tenant"]})
    caller = Caller(kind="service", actor=_ACTOR, tenant=row["tenant"])
    subject, said = str(row["attachment_id"]), {"sha256": row["sha256"], "verdict": row["reason"] or ""}
    about = row["complaint_id"]
    tell(
        connection, audited(caller, "evidence_removed", datetime.now(UTC), complaint_id=about, subject=subject, **said)
    )


class Sweeper(Rounds):
    """Sweeps once a minute until stopped."""

    def __init__(self, database_url: str, objects: Objects, stop: threading.Event) -> None:
        super().__init__("sweeper", make_engine(database_url, is_autocommit=False), stop)
        self._objects = objects

    def portion(self, connection: Connection) -> bool:
        """Some of what is over. OSError when the store is away."""
        return sweep(connection, self._objects) == BATCH
