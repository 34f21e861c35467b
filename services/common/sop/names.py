"""Do the names inside an SOP lead somewhere: keys unique, transitions and clocks to things that exist?"""

from collections.abc import Iterator

from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Sop

RESERVED_STEP = "document"
"""Not a step's key: in a clock `document.x` means the document x."""

RESERVED_OUTCOMES = ("entered", "completed")
"""Not names of outcomes: in a clock they mean the events themselves."""


def loose_names(sop: Sop) -> Iterator[Finding]:
    """Every name that is used twice, reserved, or leads nowhere."""
    yield from _step_keys(sop)
    yield from _clock_keys(sop)
    for where, _step, transition in places.transitions(sop):
        if sop.step(transition.to) is None and transition.to not in sop.ends:
            message = f"'{transition.to}' is neither a step nor an end; check the spelling or add it."
            yield Finding((*where, "to"), message)
    for where, anchor in places.anchors(sop):
        yield from _anchor(sop, where, anchor)
    for key, end in sop.ends.items():
        if end.objection and sop.step(end.objection.to) is None:
            message = f"There is no step '{end.objection.to}' to decide on the objection; check the spelling or add it."
            yield Finding(("ends", key, "objection", "to"), message)


def _step_keys(sop: Sop) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, step in enumerate(sop.steps):
        where = ("steps", n, "key")
        if step.key in seen:
            yield Finding(where, f"Another step is already called '{step.key}'; give this one its own key.")
        if step.key in sop.ends:
            yield Finding(where, f"'{step.key}' is also the key of an end; rename one of them.")
        if step.key == RESERVED_STEP:
            yield Finding(where, f"'{step.key}' has a meaning of its own in clocks; choose another key.")
        if step.when_late is not None and step.when_late not in step.outcomes:
            message = f"'{step.when_late}' is no outcome of this step; use one of: {', '.join(step.outcomes)}."
            yield Finding(("steps", n, "when_late"), message)
        seen.add(step.key)
    for place, _step, _outcome in places.outcomes(sop):
        if place[-1] in RESERVED_OUTCOMES:
            yield Finding(place, f"'{place[-1]}' has a meaning of its own in clocks; choose another name.")


def _clock_keys(sop: Sop) -> Iterator[Finding]:
    seen = {step.key for step in sop.steps if step.clock}
    for n, clock in enumerate(sop.clocks):
        if clock.key in seen:
            message = f"Another clock is already called '{clock.key}', here or at the step of that name; rename one."
            yield Finding(("clocks", n, "key"), message)
        seen.add(clock.key)


def _anchor(sop: Sop, where: Where, anchor: str) -> Iterator[Finding]:
    name, _, event = anchor.partition(".")
    if not event:
        return
    if name == RESERVED_STEP:
        if not any(output.document == event for step in sop.steps for output in step.outputs):
            yield Finding(where, f"No step has '{event}' among its outputs, so '{anchor}' never happens.")
        return
    step = sop.step(name)
    if step is None:
        yield Finding(where, f"There is no step '{name}'; '{anchor}' needs one, or `received` or `closed`.")
    elif event not in step.outcomes and event not in RESERVED_OUTCOMES:
        known = ", ".join((*RESERVED_OUTCOMES, *step.outcomes))
        yield Finding(where, f"'{event}' is no event of '{name}'; use one of: {known}.")
