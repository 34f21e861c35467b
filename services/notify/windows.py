"""When the office is open. Who is reminded at night or on a holiday learns to ignore reminders.

Windows come with the event, in order, and are kept with the mail: `[["2026-03-02T01:00:00+00:00", "…"], …]`.
"""

from collections.abc import Iterable
from datetime import datetime


def as_details(office_hours: Iterable[tuple[datetime, datetime]]) -> list[list[str]]:
    """Windows as they are kept with a mail."""
    return [[opens.isoformat(), closes.isoformat()] for opens, closes in office_hours]


def next_opening(windows: Iterable[list[str]], now: datetime) -> datetime | None:
    """`now` while the office is open, else when it opens next; None when no window is left."""
    spans = ((datetime.fromisoformat(opens), datetime.fromisoformat(closes)) for opens, closes in windows)
    return min((max(opens, now) for opens, closes in spans if closes > now), default=None)
