"""Can the reporter object to an end, and does the desk where the complaint ended decide on it?"""

from collections import Counter
from collections.abc import Iterator

from services.common.sop import places
from services.common.sop.finding import Finding, Where
from services.common.sop.model import Objection, Sop
from services.common.steps import desk_of

DECIDES = "reconsider"


def wrong_objections(sop: Sop) -> Iterator[Finding]:
    """Every objection that no desk could decide on, and every answer to one that could never be given so often."""
    times: Counter[str] = Counter()
    for key, end in sop.ends.items():
        if end.objection:
            times[end.objection.to] += end.objection.times
            yield from _objection(sop, key, end.objection)
    for where, step, outcome in places.outcomes(sop):
        if step.key in times and outcome.limit is not None and outcome.limit > times[step.key]:
            message = f"There are at most {times[step.key]} objections to decide on here; lower the `limit` to that."
            yield Finding((*where, "limit"), message)


def _objection(sop: Sop, end: str, objection: Objection) -> Iterator[Finding]:
    where: Where = ("ends", end, "objection")
    decides = sop.step(objection.to)
    if decides is None:
        return
    if decides.kind != DECIDES:
        yield Finding((*where, "to"), f"'{decides.key}' is no step of kind {DECIDES}; lead the objection to one.")
    leading = {step.key: desk_of(step.kind) for _, step, transition in places.transitions(sop) if transition.to == end}
    for key, desk in leading.items():
        if desk != desk_of(decides.kind):
            message = (
                f"'{key}' ends the complaint on the {desk} desk, where '{decides.key}' cannot be done; "
                "give that way an end of its own."
            )
            yield Finding((*where, "to"), message)
    if objection.extension:
        yield Finding((*where, "extension"), "The reporter's time to object cannot be extended; take this out.")
