"""The walk itself: how each step ends, when, and where that leads."""

from datetime import UTC, datetime
from typing import Final

from services.common import clocks
from services.common.clocks import Deadline, Interval, WorkingCalendar
from services.common.contracts.procedures import Simulate, SimulatedStep, Simulation
from services.common.errors import Invalid
from services.common.simulation.asked import first_facts
from services.common.simulation.complaint import Complaint
from services.common.sop.flow import Move, advance, outputs
from services.common.sop.model import Sop, Step
from services.common.steps import desk_of

MOST_STEPS: Final = 100
"""A way that is longer is cut off."""


def simulate(sop: Sop, calendar: WorkingCalendar, request: Simulate) -> Simulation:
    """Walk the complaint from the first step to an end. The SOP must have passed the checker; instants are UTC.

    Raises Invalid for a channel, mode, step or outcome this SOP does not have, and for a step that would end before
    it is entered.
    """
    complaint = Complaint(sop, calendar, request.starts_at.astimezone(UTC), first_facts(sop, request))
    complaint.note(["received"])
    steps: list[SimulatedStep] = []
    step, end = sop.first, None
    while end is None and len(steps) < MOST_STEPS:
        taken, move = _take(complaint, step, request)
        steps.append(taken)
        step, end = move.step or step, move.end
    if end is not None:
        complaint.note(["closed"])
    return Simulation(sop=sop.id, calendar=calendar.version, steps=tuple(steps), end=end, clocks=complaint.clocks())


def _take(complaint: Complaint, step: Step, request: Simulate) -> tuple[SimulatedStep, Move]:
    entered_at = complaint.now
    complaint.note([f"{step.key}.entered"])
    own = clocks.due(step.clock, entered_at, complaint.calendar) if step.clock else None
    running = complaint.running()
    outcome = _outcome(complaint, step, request.choices.get(step.key))
    complaint.now = _ends_at(complaint, step, own, request.ends_at.get(step.key))
    if step.pauses:
        until = min(complaint.now, own.due_at) if own else complaint.now
        complaint.paused.append(Interval(entered_at, until))
    move, documents = _end(complaint, step, outcome)
    taken = SimulatedStep(
        step=step.key,
        number=step.number,
        title=step.title,
        desk=desk_of(step.kind),
        roles=step.roles,
        entered_at=entered_at,
        due_at=own.due_at if own else None,
        why=own.why(complaint.calendar) if own else "",
        outcome=outcome,
        ended_at=complaint.now,
        documents=documents,
        clocks_due=running,
    )
    return taken, move


def _end(complaint: Complaint, step: Step, outcome: str) -> tuple[Move, tuple[str, ...]]:
    """A return neither completes the step nor issues its documents, and undoes what is to be done again."""
    move = advance(complaint.sop, step, outcome, complaint.facts, times_taken=complaint.taken[step.key, outcome])
    complaint.taken[step.key, outcome] += 1
    complaint.facts = move.facts
    if move.is_return and move.step:
        complaint.undo(move.step)
    complaint.note([f"{step.key}.{outcome}"])
    if move.is_return:
        return move, ()
    documents = tuple(outputs(step, move.facts))
    complaint.note([f"{step.key}.completed", *(f"document.{document}" for document in documents)])
    return move, documents


def _ends_at(complaint: Complaint, step: Step, own: Deadline | None, given: datetime | None) -> datetime:
    """The end that is given belongs to the first visit; a step that is done again later ends as if none were given."""
    if given is not None and given >= complaint.now:
        return given.astimezone(UTC)
    if given is not None and not complaint.was_at(step):
        entered = complaint.now.astimezone(given.tzinfo).isoformat(timespec="seconds")
        raise Invalid({f"ends_at.{step.key}": f"The step is entered at {entered}; give that time or a later one."})
    return own.due_at if own else complaint.now


def _outcome(complaint: Complaint, step: Step, chosen: str | None) -> str:
    """What was chosen, the first time; then again only what leads on, so that the way comes to an end."""
    able = [name for name, outcome in step.outcomes.items() if complaint.may_take(step, name, outcome)]
    if chosen not in able or (complaint.was_at(step) and _comes_back(complaint, step, chosen)):
        return _usual(step, able)
    return chosen


def _usual(step: Step, able: list[str]) -> str:
    """How a step ends about which nothing is said: it leads on; a wait ends with what was waited for."""
    waits = step.pauses or step.when_late is not None
    awaited = [name for name in able if waits and name != step.when_late]
    on = [name for name in able if not step.outcomes[name].is_return]
    return [*awaited, *on, *step.outcomes][0]


def _comes_back(complaint: Complaint, step: Step, outcome: str) -> bool:
    """Whether the outcome is a return, or leads to a step that usually returns, as waiting for the reporter does."""
    if step.outcomes[outcome].is_return:
        return True
    following = advance(complaint.sop, step, outcome, complaint.facts).step
    return following is not None and following.outcomes[_usual(following, list(following.outcomes))].is_return
