"""Is more time granted by somebody else than who asks for it?"""

from collections.abc import Iterator

from services.common.sop.finding import Finding, Where
from services.common.sop.model import Allowance, Sop
from services.common.sop.stops import runs_at


def own_grants(sop: Sop) -> Iterator[Finding]:
    """Every extension that could only be granted by the roles that ask for it."""
    for n, step in enumerate(sop.steps):
        if step.clock:
            yield from _own(("steps", n, "clock"), step.clock, [step.roles])
    for n, clock in enumerate(sop.clocks):
        if clock.extension:
            steps = (sop.step(key) for key in sorted(runs_at(sop, clock)))
            yield from _own(("clocks", n), clock, [step.roles for step in steps if step])


def _own(where: Where, allowance: Allowance, asking: list[tuple[str, ...]]) -> Iterator[Finding]:
    if allowance.extension is None:
        return
    granting = set(allowance.extension.approved_by)
    if not granting:
        yield Finding((*where, "extension", "approved_by"), "Nobody could grant this; name at least one role.")
    elif asking and all(granting <= set(roles) for roles in asking):
        message = "Who asks for more time cannot grant it; name a role that does not hold the step."
        yield Finding((*where, "extension", "approved_by"), message)
