"""Where a complaint goes next. Pure: an SOP, the facts and an outcome in, a move out."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.errors import OutcomeNotAllowed, ReturnedTooOften
from services.common.sop.model import Guard, Outcome, Sop, Step

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """The result of ending a step: the facts as they now stand, and the next step or the end that was reached."""

    facts: dict[str, str]
    step: Step | None
    end: str | None
    is_return: bool


def holds(guard: Guard, facts: Facts) -> bool:
    """Whether every fact the guard names has one of the values it lists."""
    return all(facts.get(fact) in values for fact, values in guard.items())


def advance(sop: Sop, step: Step, outcome: str, facts: Facts, *, times_taken: int = 0) -> Move:
    """End `step` with `outcome` and say where the complaint goes.

    `times_taken` counts how often this complaint has taken that outcome before; a bounded return that was taken too
    often is refused. Raises OutcomeNotAllowed, ReturnedTooOften.
    """
    chosen = allowed(step, outcome)
    if chosen.limit is not None and times_taken >= chosen.limit:
        raise ReturnedTooOften(step.title, chosen.label, chosen.limit)
    after = {**facts, **chosen.sets}
    target = next((transition.to for transition in chosen.to if holds(transition.when, after)), None)
    if target is None:
        raise OutcomeNotAllowed(outcome, step.title, _choices(step))
    following = sop.step(target)
    return Move(after, following, None if following else target, chosen.is_return)


def allowed(step: Step, outcome: str) -> Outcome:
    """The outcome of that name; OutcomeNotAllowed when the step cannot end so."""
    if outcome not in step.outcomes:
        raise OutcomeNotAllowed(outcome, step.title, _choices(step))
    return step.outcomes[outcome]


def clocks_from(sop: Sop, step: Step) -> list[str]:
    """The SOP's clocks that start at this step or a later one: after a return to it they start again."""
    order = [each.key for each in sop.steps]
    later = set(order[order.index(step.key) :])
    starts = {clock.key: (*clock.start.all_of, *clock.start.any_of) for clock in sop.clocks}
    return [key for key, anchors in starts.items() if any(anchor.partition(".")[0] in later for anchor in anchors)]


def outputs(step: Step, facts: Facts) -> list[str]:
    """The documents the step must produce for a complaint with these facts."""
    return [output.document for output in step.outputs if holds(output.when, facts)]


def copies(step: Step, facts: Facts) -> list[tuple[str, str]]:
    """Who gets a copy of what when the step ends: (document, role) pairs."""
    return [(copy.document, role) for copy in step.copies if holds(copy.when, facts) for role in copy.to]


def _choices(step: Step) -> str:
    return ", ".join(step.outcomes)
