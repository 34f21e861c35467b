"""Does a unit only get what was forwarded to it, and can it, or the office in its place, give it back?"""

from collections.abc import Iterator

from services.common.sop.finding import Finding
from services.common.sop.model import Sop, Step
from services.common.sop.walk import Events, Remember, walk
from services.common.vocabulary import UNITS

FORWARDS = "forward"
UNIT_KINDS = ("accept", "delegate")
"""The kinds of step a unit does. It sees nothing of a complaint but what a forwarding named."""


def unit_faults(sop: Sop) -> Iterator[Finding]:
    """Every step of a unit that no unit could do, or that it would meet with empty hands."""
    empty = _empty_handed(sop)
    for n, step in enumerate(sop.steps):
        if step.kind not in UNIT_KINDS:
            continue
        if UNITS not in step.roles:
            yield Finding(("steps", n, "roles"), f"A step of kind {step.kind} is a unit's; add the role '{UNITS}'.")
        if not any(outcome.is_return for outcome in step.outcomes.values()):
            message = "Whose complaint it is not must be able to return it; add an outcome with `is_return: true`."
            yield Finding(("steps", n, "outcomes"), message)
        if step.key in empty:
            message = f"The unit would see nothing; lead every way here through a step of kind {FORWARDS}."
            yield Finding(("steps", n, "kind"), message)


def _empty_handed(sop: Sop) -> set[str]:
    """Steps that some way reaches before anything was forwarded, or after it was returned."""
    return {leg.before.at for leg in walk(sop, _memory(sop)) if not leg.before.seen}


def _memory(sop: Sop) -> Remember:
    sent = frozenset(f"{step.key}.completed" for step in sop.steps if step.kind == FORWARDS)
    returned = frozenset(event for step in sop.steps if step.kind in UNIT_KINDS for event in _returns(step))

    def remember(kept: Events, new: Events) -> Events:
        return frozenset() if new & returned else kept | (new & sent)

    return remember


def _returns(step: Step) -> Iterator[str]:
    return (f"{step.key}.{name}" for name, outcome in step.outcomes.items() if outcome.is_return)
