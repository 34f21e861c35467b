"""How the audit trail is kept, for `dumas audit verify`: whether it stands still, and which moves it does not tell of.

The trail is held against the journal elsewhere (`trail`); here the journal is held against the trail, so that an end of
the trail that was cut off, and a move that was written into the journal, show as long as one of the two is left.
"""

from sqlalchemy import text

from services.common.contracts.audit import Untold, Upkeep
from services.common.runtime.database import Work

_MOST = 20

_STANDING = text(
    """
    SELECT now() AS read_at,
        (SELECT min(heard_at) FROM trail.pending WHERE tenant = :tenant) AS pending_since,
        (SELECT max(anchored_on) FROM trail.anchor WHERE tenant = :tenant) AS anchored_on,
        (SELECT chained_at FROM trail.audit
            WHERE tenant = :tenant AND number > coalesce(
                (SELECT max(number) FROM trail.anchor
                    WHERE tenant = :tenant AND anchored_on <= CAST(now() AT TIME ZONE 'UTC' AS date)), 0)
            ORDER BY number LIMIT 1) AS unanchored_since
    """
)
_UNTOLD = text(
    """
    SELECT coalesce(payload ->> 'reference', '') AS reference, sequence FROM journal
    WHERE tenant = :tenant AND NOT EXISTS (
        SELECT FROM trail.audit AS told WHERE told.tenant = :tenant
            AND CAST(told.entry_id AS text) = journal.payload ->> 'event_id'
            AND told.complaint_id = journal.complaint_id AND told.action = journal.name
            AND position('"sequence":"' || journal.sequence || '"' IN told.details) > 0
    ) AND NOT EXISTS (
        SELECT FROM trail.pending AS told WHERE told.tenant = :tenant
            AND CAST(told.entry_id AS text) = journal.payload ->> 'event_id'
            AND told.complaint_id = journal.complaint_id AND told.action = journal.name
            AND position('"sequence":"' || journal.sequence || '"' IN told.details) > 0
    )
    ORDER BY complaint_id, sequence LIMIT :most
    """
)
"""One statement, so that a move that is chained meanwhile is found in one of the two. Details are text in a fixed form
(`chain.as_text`), which somebody may have made unreadable as JSON."""


def upkeep(work: Work) -> Upkeep:
    """How the regency's trail is kept now."""
    mine = {"tenant": work.tenant}
    standing = work.connection.execute(_STANDING, mine).one()
    untold = work.connection.execute(_UNTOLD, {**mine, "most": _MOST})
    return Upkeep(**standing._mapping, untold=tuple(Untold(**row._mapping) for row in untold))
