"""What people wrote on intake's desk, as far as the book shows it: opened under keys that may be destroyed by then."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Uuid, bindparam, text

from services.common.runtime.keys import Keys
from services.common.sealing import CONTENT, Destroyed, unseal

_RECORDED: Final = text(
    """
    SELECT complaint_id, task_id, result, sealed FROM task
    WHERE complaint_id IN :ids AND kind = 'record' AND completed_at IS NOT NULL
        AND (CAST(:until AS timestamptz) IS NULL OR completed_at < :until)
    ORDER BY completed_at DESC
    """
).bindparams(bindparam("ids", expanding=True, type_=Uuid()))


def recorded_codes(
    connection: Connection, ids: Sequence[UUID], keys: Keys, until: datetime | None = None
) -> dict[UUID, str]:
    """The problem codes given where complaints were written into the book, the first time; before `until`."""
    found: dict[UUID, str] = {}
    for row in connection.execute(_RECORDED, {"ids": ids, "until": until}):
        said = opened(row.complaint_id, f"task|{row.task_id}", row.sealed, keys) if row.sealed else row._mapping
        if code := (said or {}).get("result", {}).get("problem_code"):
            found[row.complaint_id] = code
    return found


def opened(complaint_id: UUID, place: str, sealed: bytes, keys: Keys) -> Any:
    """What was sealed; None where the key was destroyed."""
    if not sealed:
        return None
    try:
        return unseal(keys.of(complaint_id, CONTENT), place, sealed)
    except Destroyed:
        return None
