"""Whether a trail is kept as it should be: chained at once, anchored every day, and with every move of the journal.

Whoever stops the timer, or writes an anchor of a day to come, keeps entries where they can still be changed. Times are
those of the database.
"""

from collections.abc import Iterator
from datetime import UTC, timedelta

from services.common.contracts.audit import Upkeep

_CHAINED_WITHIN = timedelta(minutes=10)
_ANCHORED_WITHIN = timedelta(days=2)
_CLOCKS_DIFFER = timedelta(hours=1)


def neglected(upkeep: Upkeep) -> Iterator[str]:
    """What is wrong with it, in words."""
    now = upkeep.read_at
    if upkeep.pending_since and now - upkeep.pending_since > _CHAINED_WITHIN:
        yield f"entries wait since {upkeep.pending_since:%Y-%m-%d %H:%M} for their place in the trail"
    if upkeep.anchored_on and upkeep.anchored_on > (now + _CLOCKS_DIFFER).astimezone(UTC).date():
        yield f"there is an anchor of {upkeep.anchored_on}, a day to come"
    if upkeep.unanchored_since and now - upkeep.unanchored_since > _ANCHORED_WITHIN:
        yield f"entries since {upkeep.unanchored_since:%Y-%m-%d} are not anchored"
    for move in upkeep.untold:
        yield f"move {move.sequence} of {move.reference or 'a complaint'} is in the journal and not in the trail"
