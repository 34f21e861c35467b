"""Can a complaint wait safely: for the reporter or for a source, and only until a clock runs out?

While a complaint waits, nobody in the office is late. So a wait that stops the other clocks must itself be capped,
and what the system does then must always be possible.
"""

from collections.abc import Iterator

from services.common.sop.finding import Finding, Where
from services.common.sop.model import Anchors, Sop, Step
from services.common.steps import AWAITS_REPORTER

LAPSING = (AWAITS_REPORTER, "await_source", "accept", "order_review", "assess", "decide")
"""The kinds of step that time may end: their outcomes ask nothing of the desk that a timer could not do."""
PAUSING = (AWAITS_REPORTER, "await_source")
"""The kinds of step at which the other clocks may stand still: those at which nobody in the office can go on."""


def unsafe_waits(sop: Sop) -> Iterator[Finding]:
    """Every wait without an end, and every outcome that time alone cannot bring about."""
    awaited = {anchor for clock in sop.clocks for side in (clock.start, clock.stop) for anchor in _anchors(side)}
    for n, step in enumerate(sop.steps):
        yield from _late(("steps", n, "when_late"), step)
        yield from _unwritten(("steps", n, "outputs"), step, awaited)
        yield from _pause(("steps", n, "pauses"), step)


def _late(where: Where, step: Step) -> Iterator[Finding]:
    if step.when_late is None:
        return
    if step.clock is None:
        yield Finding(where, "`when_late` needs a `clock` of the step that can run out; add one.")
    if step.kind not in LAPSING:
        message = f"Time alone does not end a step of kind {step.kind}, only one of {', '.join(LAPSING)}."
        yield Finding(where, message)
    outcome = step.outcomes[step.when_late]
    if outcome.is_return:
        message = f"'{step.when_late}' goes back; when the time has run out the complaint must go on or end."
        yield Finding(where, message)
    if outcome.when_complete:
        message = f"'{step.when_late}' may be impossible when the time runs out; take `when_complete` out of it."
        yield Finding(where, message)


def _unwritten(where: Where, step: Step, awaited: set[str]) -> Iterator[Finding]:
    """When time ends a step nobody has written its documents, and a clock that waits for one would never stop."""
    for n, output in enumerate(step.outputs if step.when_late else ()):
        if f"document.{output.document}" in awaited:
            message = (
                f"A clock waits for '{output.document}', which nobody writes when the time of this step runs out; "
                "let the clock wait for the step instead."
            )
            yield Finding((*where, n, "document"), message)


def _anchors(side: Anchors) -> tuple[str, ...]:
    return (*side.all_of, *side.any_of)


def _pause(where: Where, step: Step) -> Iterator[Finding]:
    if not step.pauses:
        return
    if step.kind not in PAUSING:
        message = f"Clocks stand still only while somebody else has to act: at a step of kind {' or '.join(PAUSING)}."
        yield Finding(where, message)
    if step.clock is None or step.when_late is None:
        yield Finding(where, "A pause must be capped; give the step a `clock` and say with `when_late` what follows.")
