"""Can the reporter be asked, and answer? Only where somebody says what is missing, and with one way on."""

from collections.abc import Iterator

from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Sop, Step
from services.common.steps import AWAITS_REPORTER, DESKS, desk_of
from services.common.vocabulary import REPORTER

ASKS = "verify"


def unclear_questions(sop: Sop) -> Iterator[Finding]:
    """Every step at which the reporter is waited for in vain, and every demand that is made where none can be."""
    for n, step in enumerate(sop.steps):
        yield from _reporter(("steps", n, "roles"), step)
        yield from _answer(("steps", n, "outcomes"), step)
    for where, step, outcome in places.outcomes(sop):
        if outcome.when_complete and desk_of(step.kind) != DESKS[0]:
            message = f"Only the {DESKS[0]} desk asks for attachments; take `when_complete` out here."
            yield Finding((*where, "when_complete"), message)
    for where, step, transition in places.transitions(sop):
        following = sop.step(transition.to)
        if following and following.kind == AWAITS_REPORTER and step.kind != ASKS:
            message = f"Only a step of kind {ASKS} says what the reporter is asked for; lead here through one."
            yield Finding((*where, "to"), message)


def _reporter(where: Where, step: Step) -> Iterator[Finding]:
    waits, asked = step.kind == AWAITS_REPORTER, REPORTER in step.roles
    if waits and not asked:
        yield Finding(where, f"A step of kind {AWAITS_REPORTER} waits for the reporter; add '{REPORTER}'.")
    if asked and not waits:
        message = f"The reporter does no step of kind {step.kind}, only {AWAITS_REPORTER}; take '{REPORTER}' out."
        yield Finding(where, message)


def _answer(where: Where, step: Step) -> Iterator[Finding]:
    """The reporter chooses nothing: what is sent in takes the one outcome there is."""
    answers = [name for name in step.outcomes if name != step.when_late]
    if step.kind == AWAITS_REPORTER and len(answers) != 1:
        message = "When the reporter has answered there is one way on; give exactly one outcome besides `when_late`."
        yield Finding(where, message)
