"""Every way a complaint can take through an SOP, found by trying them all.

A complaint stands before a step with the facts known so far; each outcome is one leg to where it stands next. Only
facts that some guard asks about are kept, so the number of stands stays small: tens to hundreds for a real SOP.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.common.errors import OutcomeNotAllowed
from services.common.sop import places
from services.common.sop.flow import Facts, advance, outputs
from services.common.sop.model import Sop, Step

OBJECTION = "objection"
"""The outcome of a leg from an end, by an objection of the reporter."""

Events = frozenset[str]
Remember = Callable[[Events, Events], Events]
"""What is kept of the events so far when new ones happen: `(kept, new) -> kept`."""


MOST_STANDS = 5_000
"""Real SOPs have hundreds. Beyond this the walk is given up: nobody could follow such an SOP either."""


class TooManyWays(Exception):
    """There are more ways through the SOP than can be tried."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a complaint stands: a step or an end, what is known of it, and which events are remembered."""

    at: str
    known: frozenset[tuple[str, str]]
    seen: Events

    @property
    def facts(self) -> dict[str, str]:
        """The facts, as guards read them."""
        return dict(self.known)

    @property
    def story(self) -> str:
        """The facts in words, for a finding."""
        return ", ".join(f"{fact} {value}" for fact, value in sorted(self.known)) or "any facts"


@dataclass(frozen=True, slots=True)
class Leg:
    """A step ended with an outcome, or an end was objected to; `after` is None when no transition fits and the
    complaint is stuck."""

    before: Stand
    outcome: str
    after: Stand | None


def forget(_kept: Events, _new: Events) -> Events:
    """Remember nothing."""
    return frozenset()


def walk(sop: Sop, remember: Remember = forget) -> list[Leg]:
    """Every leg of every way from filing to an end, and on from there by an objection. Names must be sound.

    How often a complaint may take a leg (`limit`, `times`) is not looked at: no way is left out by that.
    """
    legs: list[Leg] = []
    waiting = deque(_starts(sop, remember))
    met = set(waiting)
    while waiting:
        stand = waiting.popleft()
        for leg in _legs(sop, stand, remember):
            legs.append(leg)
            if len(met) > MOST_STANDS:
                raise TooManyWays
            if leg.after is not None and leg.after not in met:
                met.add(leg.after)
                waiting.append(leg.after)
    return legs


def _starts(sop: Sop, remember: Remember) -> set[Stand]:
    seen = remember(frozenset(), frozenset({"received", f"{sop.first.key}.entered"}))
    pairs = [(key, mode) for key, channel in sop.channels.items() for mode in channel.modes]
    return {Stand(sop.first.key, _known(sop, {"channel": channel, "mode": mode}), seen) for channel, mode in pairs}


def _legs(sop: Sop, stand: Stand, remember: Remember) -> Iterator[Leg]:
    step = sop.step(stand.at)
    if step is None:
        yield from _objections(sop, stand, remember)
        return
    for outcome in step.outcomes:
        yield Leg(stand, outcome, _next(sop, step, outcome, stand, remember))


def _objections(sop: Sop, stand: Stand, remember: Remember) -> Iterator[Leg]:
    """What has happened stays so when a complaint is opened again: a clock that has stopped does not start anew."""
    if objection := sop.ends[stand.at].objection:
        seen = remember(stand.seen, frozenset({f"{objection.to}.entered"}))
        yield Leg(stand, OBJECTION, Stand(objection.to, stand.known, seen))


def _next(sop: Sop, step: Step, outcome: str, stand: Stand, remember: Remember) -> Stand | None:
    try:
        move = advance(sop, step, outcome, stand.facts)
    except OutcomeNotAllowed:
        return None
    seen = remember(stand.seen, _events(step, outcome, move.facts))
    seen = remember(seen, frozenset({f"{move.step.key}.entered" if move.step else "closed"}))
    return Stand(move.step.key if move.step else str(move.end), _known(sop, move.facts), seen)


def _events(step: Step, outcome: str, facts: Facts) -> Events:
    """A return neither completes the step nor issues its documents."""
    named = f"{step.key}.{outcome}"
    if step.outcomes[outcome].is_return:
        return frozenset({named})
    issued = (f"document.{document}" for document in outputs(step, facts))
    return frozenset({named, f"{step.key}.completed", *issued})


def _known(sop: Sop, facts: Facts) -> frozenset[tuple[str, str]]:
    asked = {fact for _where, guard in places.guards(sop) for fact in guard}
    return frozenset((fact, value) for fact, value in facts.items() if fact in asked)
