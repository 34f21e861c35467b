"""Walks over an SOP's elements that give each one together with its place, so that every finding has a line."""

from collections.abc import Iterator

from services.common.sop.finding import Where
from services.common.sop.model import Allowance, Guard, Outcome, Sop, Step, Transition

HOLDER = "holder"
"""In a reminder: whoever the open step waits for."""


def outcomes(sop: Sop) -> Iterator[tuple[Where, Step, Outcome]]:
    """Every outcome of every step."""
    for n, step in enumerate(sop.steps):
        for name, outcome in step.outcomes.items():
            yield ("steps", n, "outcomes", name), step, outcome


def transitions(sop: Sop) -> Iterator[tuple[Where, Step, Transition]]:
    """Every transition of every outcome."""
    for where, step, outcome in outcomes(sop):
        for n, transition in enumerate(outcome.to):
            yield (*where, "to", n), step, transition


def documents(sop: Sop) -> Iterator[tuple[Where, str]]:
    """Every document that is named anywhere but in a clock."""
    for n, step in enumerate(sop.steps):
        for i, output in enumerate(step.outputs):
            yield ("steps", n, "outputs", i, "document"), output.document
        for i, copy in enumerate(step.copies):
            yield ("steps", n, "copies", i, "document"), copy.document
    for n, product in enumerate(sop.products):
        yield ("products", n), product
    for n, schedule in enumerate(sop.schedules):
        yield ("schedules", n, "report"), schedule.report


def roles(sop: Sop) -> Iterator[tuple[Where, str]]:
    """Every role that is asked to do, grant or receive something, or to stand in for another."""
    yield from _standing_by(sop)
    for key, channel in sop.channels.items():
        yield from _each(("channels", key, "filed_by"), channel.filed_by)
    for n, step in enumerate(sop.steps):
        yield from _each(("steps", n, "roles"), step.roles)
        for i, copy in enumerate(step.copies):
            yield from _each(("steps", n, "copies", i, "to"), copy.to)
    for n, schedule in enumerate(sop.schedules):
        yield from _each(("schedules", n, "to"), schedule.to)
    for n, reminder in enumerate(sop.reminders):
        named = _each(("reminders", n, "to"), reminder.to)
        yield from ((where, role) for where, role in named if role != HOLDER)


def _standing_by(sop: Sop) -> Iterator[tuple[Where, str]]:
    for role, told in sop.roles.items():
        yield from _each(("roles", role, "substitute"), told.substitute)
    for where, allowance in allowances(sop):
        if allowance.extension:
            yield from _each((*where, "extension", "approved_by"), allowance.extension.approved_by)


def allowances(sop: Sop) -> Iterator[tuple[Where, Allowance]]:
    """Every length of time: of a step, over several, and to object."""
    for n, step in enumerate(sop.steps):
        if step.clock:
            yield ("steps", n, "clock"), step.clock
    for n, clock in enumerate(sop.clocks):
        yield ("clocks", n), clock
    for key, end in sop.ends.items():
        if end.objection:
            yield ("ends", key, "objection"), end.objection


def guards(sop: Sop) -> Iterator[tuple[Where, Guard]]:
    """Every `when`."""
    for where, _step, transition in transitions(sop):
        yield (*where, "when"), transition.when
    for n, step in enumerate(sop.steps):
        for i, output in enumerate(step.outputs):
            yield ("steps", n, "outputs", i, "when"), output.when
        for i, copy in enumerate(step.copies):
            yield ("steps", n, "copies", i, "when"), copy.when
    for n, clock in enumerate(sop.clocks):
        yield ("clocks", n, "when"), clock.when


def anchors(sop: Sop) -> Iterator[tuple[Where, str]]:
    """Every event a clock starts or stops with."""
    for n, clock in enumerate(sop.clocks):
        for side, events in (("start", clock.start), ("stop", clock.stop)):
            yield from _each(("clocks", n, side, "all_of"), events.all_of)
            yield from _each(("clocks", n, side, "any_of"), events.any_of)


def _each(where: Where, words: tuple[str, ...]) -> Iterator[tuple[Where, str]]:
    for n, word in enumerate(words):
        yield (*where, n), word
