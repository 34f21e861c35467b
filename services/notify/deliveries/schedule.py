"""When a delivery is tried again, when it is given up, and when nobody goes on trying.

Ten tries over about 75 hours outlast a weekend without anybody at the other end; jitter keeps what failed together from
coming back together. Pure: time and chance are given.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, Literal

WAITS: Final = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Seconds from a failed try to the next; the first is made at once, and after the tenth there is none."""

SANDBOX_WAITS: Final = (30, 300)
"""Likewise where a regency is for trying things out: giving up is to be seen within ten minutes."""

TRIES: Final = len(WAITS) + 1
JITTER: Final = 0.2
LONGEST_ASKED: Final = timedelta(hours=24)
PATIENCE: Final = timedelta(days=5)
"""For how long an endpoint may do nothing but fail."""

OUTAGE: Final = timedelta(minutes=10)
"""Who was away so long and is back gets at once what waits; a shorter one may only be stumbling."""

Because = Literal["failing", "gone"]
Chance = Callable[[], float]
"""A number from 0 up to 1."""

_SECONDS: Final = re.compile(r"[0-9]{1,18}")


def next_try(
    failed: int, now: datetime, chance: Chance, asked: timedelta | None = None, waits: tuple[int, ...] = WAITS
) -> datetime | None:
    """When to try again after so many failed tries; not before the time the receiver asked for. None: never."""
    if failed > len(waits):
        return None
    wait = timedelta(seconds=waits[failed - 1] * (1 + JITTER * (2 * chance() - 1)))
    return now + max(wait, asked or timedelta())


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """What the header Retry-After asks for, in seconds or as a date, at most a day; None for what cannot be read."""
    value = (value or "").strip()
    if _SECONDS.fullmatch(value):
        return timedelta(seconds=min(int(value), LONGEST_ASKED.total_seconds()))
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta()), LONGEST_ASKED)


def why_disabled(failing_since: datetime | None, now: datetime, *, is_gone: bool) -> Because | None:
    """Why nothing more is sent to this endpoint, which may have said that it is gone; None as long as it is tried."""
    if is_gone:
        return "gone"
    return "failing" if failing_since and now - failing_since >= PATIENCE else None


def is_back(was_failing_since: datetime | None, failing_since: datetime | None, now: datetime) -> bool:
    """Whether an endpoint that was away has just taken something."""
    return failing_since is None and was_failing_since is not None and now - was_failing_since >= OUTAGE
