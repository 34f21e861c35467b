"""Does every single move of an SOP obey the desks: to the right or the same desk, back only as a bounded return?"""

from collections.abc import Iterator

from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Outcome, Sop, Step
from services.common.steps import DESKS, desk_of


def wrong_moves(sop: Sop) -> Iterator[Finding]:
    """Every move that no desk could make. The SOP's words and names must already be known."""
    if desk_of(sop.first.kind) != DESKS[0]:
        message = f"A complaint enters at the {DESKS[0]} desk; let the first step be of a kind that desk owns."
        yield Finding(("steps", 0, "kind"), message)
    yield from _left(sop)
    order = {step.key: n for n, step in enumerate(sop.steps)}
    for where, step, outcome in places.outcomes(sop):
        yield from _unused(where, outcome)
        yield from _returns(where, order, step, outcome)


def _left(sop: Sop) -> Iterator[Finding]:
    for where, step, transition in places.transitions(sop):
        following = sop.step(transition.to)
        if following and DESKS.index(desk_of(following.kind)) < DESKS.index(desk_of(step.kind)):
            message = (
                f"A complaint cannot go back from the {desk_of(step.kind)} desk to '{following.key}' "
                f"on the {desk_of(following.kind)} desk; let it go to a step of the same desk or further on."
            )
            yield Finding((*where, "to"), message)


def _unused(where: Where, outcome: Outcome) -> Iterator[Finding]:
    for n, transition in enumerate(outcome.to[:-1]):
        if not transition.when:
            message = "Without a `when` this transition is always taken and those below never; put it last."
            yield Finding((*where, "to", n), message)


def _returns(where: Where, order: dict[str, int], step: Step, outcome: Outcome) -> Iterator[Finding]:
    goes_back = [order.get(transition.to, len(order)) <= order[step.key] for transition in outcome.to]
    if outcome.is_return and not all(goes_back):
        message = "`is_return` is set but this leads on; let it lead to an earlier step, or drop `is_return`."
        yield Finding((*where, "is_return"), message)
    if any(goes_back) and not outcome.is_return:
        yield Finding(where, "This leads back; set `is_return: true`, a `limit` and `reason_required: true`.")
    if outcome.is_return and outcome.limit is None:
        yield Finding(where, "A return needs a `limit`, or a complaint could go round for ever.")
    # Nobody is asked why a wait is over.
    if outcome.is_return and not outcome.reason_required and not step.pauses:
        yield Finding(where, "A return must say why; set `reason_required: true`.")
