"""Stretches of time: the hours an office is open, and the pauses during which a clock stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.common.clocks.zones import utc


@dataclass(frozen=True, slots=True)
class Interval:
    """From `starts_at` up to, and without, `ends_at`; kept in UTC. Raises ValueError when it ends before it starts.

    A pause that is still open is given as ending now; the deadline that results holds if the clock resumes now.
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts_at", utc(self.starts_at))
        object.__setattr__(self, "ends_at", utc(self.ends_at))
        if self.ends_at < self.starts_at:
            raise ValueError("an interval cannot end before it starts")

    @property
    def length(self) -> timedelta:
        """Zero for an empty interval."""
        return self.ends_at - self.starts_at

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies inside."""
        return self.starts_at <= at < self.ends_at


def without(spans: Iterable[Interval], paused: Iterable[Interval]) -> list[Interval]:
    """What is left of `spans`, in their order, when every pause is cut out. Pauses may overlap."""
    left = list(spans)
    for pause in paused:
        left = [piece for span in left for piece in _cut(span, pause)]
    return left


def _cut(span: Interval, pause: Interval) -> list[Interval]:
    if pause.ends_at <= span.starts_at or span.ends_at <= pause.starts_at:
        return [span]
    before = Interval(span.starts_at, max(span.starts_at, pause.starts_at))
    after = Interval(min(span.ends_at, pause.ends_at), span.ends_at)
    return [piece for piece in (before, after) if piece.length]
