"""When a clock starts and stops, from the events that have happened to the complaint.

Katingan's sixty days start only when the examination has passed and the secretariat has the file: the later of two.
"""

from collections.abc import Mapping
from datetime import datetime

from services.common.sop.model import Anchors, Clock

Happened = Mapping[str, datetime]
"""Anchor name to the first time it happened; an event that has not happened is absent."""


def moment(anchors: Anchors, happened: Happened) -> datetime | None:
    """When the anchors were met: `all_of` at its latest event, `any_of` at its earliest; the earlier of the two where
    both are given. None: not yet."""
    met = [happened[name] for name in anchors.any_of if name in happened]
    if anchors.all_of and all(name in happened for name in anchors.all_of):
        met.append(max(happened[name] for name in anchors.all_of))
    return min(met, default=None)


def started_at(clock: Clock, happened: Happened) -> datetime | None:
    """When the clock started; None while it waits. Whether it applies at all is asked of its guard, not here."""
    return moment(clock.start, happened)


def stopped_at(clock: Clock, happened: Happened) -> datetime | None:
    """When the clock stopped; None while it runs or has not started.

    A clock whose stop came first stops as it starts.
    """
    start, stop = moment(clock.start, happened), moment(clock.stop, happened)
    return None if start is None or stop is None else max(start, stop)
