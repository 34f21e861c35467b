"""Can a complaint wait safely: for the reporter or for a source, and only until a clock runs out?

While a complaint waits, nobody in the office is late. So a wait that stops the other clocks must itself be capped,
and what the system does then must always be possible.
"""

from collections.abc import Iterator

from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Sop, Step
from services.common.steps import DESKS, desk_of

REPORTER = "pelapor"
AWAITS_REPORTER = "await_reporter"
ASKS = "verify"
PAUSING = (AWAITS_REPORTER, "await_source")
"""The kinds of step at which the other clocks may stand still: those at which nobody in the office can go on."""


def unsafe_waits(sop: Sop) -> Iterator[Finding]:
    """Every wait without an end, and every outcome that depends on what the desk cannot know."""
    for n, step in enumerate(sop.steps):
        yield from _late(("steps", n, "when_late"), step)
        yield from _pause(("steps", n, "pauses"), step)
        yield from _reporter(("steps", n, "roles"), step)
    for where, step, outcome in places.outcomes(sop):
        if outcome.when_complete and desk_of(step.kind) != DESKS[0]:
            message = f"Only the {DESKS[0]} desk asks for attachments; take `when_complete` out here."
            yield Finding((*where, "when_complete"), message)
    for where, step, transition in places.transitions(sop):
        following = sop.step(transition.to)
        if following and following.kind == AWAITS_REPORTER and step.kind != ASKS:
            message = f"Only a step of kind {ASKS} says what the reporter is asked for; lead here through one."
            yield Finding((*where, "to"), message)


def _late(where: Where, step: Step) -> Iterator[Finding]:
    if step.when_late is None:
        return
    if step.clock is None:
        yield Finding(where, "`when_late` needs a `clock` of the step that can run out; add one.")
    outcome = step.outcomes[step.when_late]
    if outcome.is_return:
        message = f"'{step.when_late}' goes back; when the time has run out the complaint must go on or end."
        yield Finding(where, message)
    if outcome.when_complete:
        message = f"'{step.when_late}' may be impossible when the time runs out; take `when_complete` out of it."
        yield Finding(where, message)


def _pause(where: Where, step: Step) -> Iterator[Finding]:
    if not step.pauses:
        return
    if step.kind not in PAUSING:
        message = f"Clocks stand still only while somebody else has to act: at a step of kind {' or '.join(PAUSING)}."
        yield Finding(where, message)
    if step.clock is None or step.when_late is None:
        yield Finding(where, "A pause must be capped; give the step a `clock` and say with `when_late` what follows.")


def _reporter(where: Where, step: Step) -> Iterator[Finding]:
    waits, asked = step.kind == AWAITS_REPORTER, REPORTER in step.roles
    if waits and not asked:
        yield Finding(where, f"A step of kind {AWAITS_REPORTER} waits for the reporter; add '{REPORTER}'.")
    if asked and not waits:
        message = f"The reporter does no step of kind {step.kind}, only {AWAITS_REPORTER}; take '{REPORTER}' out."
        yield Finding(where, message)
