"""Does every clock of an SOP start on some way, and stop on every way on which it started?

A clock that outlives its complaint would be overdue for ever, so reaching the stop on one way is not enough.
"""

from collections.abc import Iterator

from services.common.sop.finding import Finding
from services.common.sop.flow import holds
from services.common.sop.model import Anchors, Clock, Sop
from services.common.sop.walk import Events, Remember, Stand, walk


def endless_clocks(sop: Sop) -> Iterator[Finding]:
    """Every clock that never starts, or still runs when a complaint has ended."""
    for n, clock in enumerate(sop.clocks):
        ended = [leg.after for leg in walk(sop, _memory(clock)) if leg.after and leg.after.at in sop.ends]
        running = [stand for stand in ended if holds(clock.when, stand.facts) and _started(clock, stand.seen)]
        if not running:
            message = f"'{clock.key}' never starts on any way to an end; check its `start` and its `when`."
            yield Finding(("clocks", n, "start"), message)
        if left := [stand for stand in running if not _stopped(clock, stand.seen)]:
            yield Finding(("clocks", n, "stop"), _outlives(clock, left[0]))


def runs_at(sop: Sop, clock: Clock) -> set[str]:
    """Keys of the steps at which some complaint is while the clock runs."""
    stands = {leg.before for leg in walk(sop, _memory(clock))}
    return {
        stand.at
        for stand in stands
        if sop.step(stand.at) and holds(clock.when, stand.facts)
        if _started(clock, stand.seen) and not _stopped(clock, stand.seen)
    }


def _outlives(clock: Clock, stand: Stand) -> str:
    return (
        f"'{clock.key}' would still run after a complaint with {stand.story} has ended with '{stand.at}'; "
        "let it stop by an event of that way, or by `closed`."
    )


def _memory(clock: Clock) -> Remember:
    """Events of the start until it is complete, and only then events of the stop."""

    def remember(kept: Events, new: Events) -> Events:
        side, anchors = ("stop", clock.stop) if _started(clock, kept) else ("start", clock.start)
        return kept | {f"{side} {event}" for event in new if event in (*anchors.all_of, *anchors.any_of)}

    return remember


def _started(clock: Clock, seen: Events) -> bool:
    return _met(clock.start, "start", seen)


def _stopped(clock: Clock, seen: Events) -> bool:
    return _met(clock.stop, "stop", seen)


def _met(anchors: Anchors, side: str, seen: Events) -> bool:
    if any(f"{side} {event}" in seen for event in anchors.any_of):
        return True
    return bool(anchors.all_of) and all(f"{side} {event}" in seen for event in anchors.all_of)
