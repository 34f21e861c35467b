"""What walking every way through an SOP proves: nothing unreachable, nobody stuck, always a way to an end."""

from collections.abc import Iterator

from services.common.sop.finding import Finding
from services.common.sop.flow import holds
from services.common.sop.model import Sop
from services.common.sop.walk import Events, Leg, Stand, walk


def broken_paths(sop: Sop) -> Iterator[Finding]:
    """Every step, end, outcome or copy that some complaint would find missing or in its way."""
    legs = walk(sop)
    yield from _unreachable(sop, legs)
    yield from _stuck(sop, legs)
    yield from _endless(sop, legs)
    yield from _empty_copies(sop)


def _unreachable(sop: Sop, legs: list[Leg]) -> Iterator[Finding]:
    reached = {leg.before.at for leg in legs} | {leg.after.at for leg in legs if leg.after}
    for n, step in enumerate(sop.steps):
        if step.key not in reached:
            yield Finding(("steps", n), f"No complaint ever reaches '{step.key}'; lead an outcome to it.")
    for end in sop.ends:
        if end not in reached:
            yield Finding(("ends", end), f"No complaint ever ends with '{end}'; lead an outcome to it.")


def _stuck(sop: Sop, legs: list[Leg]) -> Iterator[Finding]:
    stuck = {(leg.before.at, leg.outcome): leg.before for leg in legs if leg.after is None}
    for n, step in enumerate(sop.steps):
        for name in step.outcomes:
            if (step.key, name) in stuck:
                message = (
                    f"A complaint with {stuck[step.key, name].story} would be stuck here: no transition fits. "
                    "Cover every value, or add a last transition without `when`."
                )
                yield Finding(("steps", n, "outcomes", name, "to"), message)


def _endless(sop: Sop, legs: list[Leg]) -> Iterator[Finding]:
    """Stuck outcomes have their own finding, so they count as an end here."""
    good = {leg.before for leg in legs if leg.after is None or leg.after.at in sop.ends}
    while more := {leg.before for leg in legs if leg.after in good} - good:
        good |= more
    lost: dict[str, Stand] = {leg.before.at: leg.before for leg in legs if leg.before not in good}
    for n, step in enumerate(sop.steps):
        if step.key in lost:
            message = f"From here a complaint with {lost[step.key].story} never reaches an end; add an outcome on."
            yield Finding(("steps", n, "outcomes"), message)


def _empty_copies(sop: Sop) -> Iterator[Finding]:
    legs = walk(sop, _documents)
    for n, step in enumerate(sop.steps):
        here = [leg.after for leg in legs if leg.before.at == step.key and leg.after and _ends(sop, leg)]
        for i, copy in enumerate(step.copies):
            if any(holds(copy.when, s.facts) and f"document.{copy.document}" not in s.seen for s in here):
                message = (
                    f"'{copy.document}' may not exist yet when it is copied here; "
                    "make it an output of this or an earlier step, under the same `when`."
                )
                yield Finding(("steps", n, "copies", i), message)


def _documents(kept: Events, new: Events) -> Events:
    return kept | {event for event in new if event.startswith("document.")}


def _ends(sop: Sop, leg: Leg) -> bool:
    step = sop.step(leg.before.at)
    return step is not None and not step.outcomes[leg.outcome].is_return
