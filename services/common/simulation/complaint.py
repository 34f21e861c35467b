"""What is known of a hypothetical complaint on its way, and how its clocks stand because of that."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.common import clocks
from services.common.clocks import Deadline, Interval, WorkingCalendar
from services.common.contracts.procedures import SimulatedClock
from services.common.sop.flow import holds
from services.common.sop.model import Clock, Outcome, Sop, Step


@dataclass(slots=True)
class Complaint:
    """`happened` has the anchors in their order, `paused` when the SOP's clocks stood still, `taken` how often a step
    ended in a way."""

    sop: Sop
    calendar: WorkingCalendar
    now: datetime
    facts: dict[str, str]
    happened: list[tuple[str, datetime]] = field(default_factory=list)
    paused: list[Interval] = field(default_factory=list)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, anchors: Iterable[str]) -> None:
        """These have happened now."""
        self.happened += [(anchor, self.now) for anchor in anchors]

    def undo(self, step: Step) -> None:
        """What happened since the step was last entered counts no more; that the complaint was received still does."""
        entered = [n for n, (anchor, _) in enumerate(self.happened) if anchor == f"{step.key}.entered"]
        if entered:
            del self.happened[entered[-1] :]

    def was_at(self, step: Step) -> bool:
        """Whether the step was ended before."""
        return any(key == step.key for key, _ in self.taken)

    def may_take(self, step: Step, name: str, outcome: Outcome) -> bool:
        """Whether the outcome was not taken too often."""
        return outcome.limit is None or self.taken[step.key, name] < outcome.limit

    def running(self) -> dict[str, datetime]:
        """The SOP's clocks that run now, and when they fall due."""
        measured = ((clock.key, *self._measured(clock)) for clock in self._applying())
        return {key: due.due_at for key, due, stopped_at in measured if due and stopped_at is None}

    def clocks(self) -> tuple[SimulatedClock, ...]:
        """All clocks of the SOP that apply to a complaint with these facts."""
        return tuple(self._simulated(clock) for clock in self._applying())

    def _applying(self) -> list[Clock]:
        return [clock for clock in self.sop.clocks if holds(clock.when, self.facts)]

    def _simulated(self, clock: Clock) -> SimulatedClock:
        due, stopped_at = self._measured(clock)
        return SimulatedClock(
            key=clock.key,
            text=clock.text,
            started_at=due.anchor_at if due else None,
            stopped_at=stopped_at,
            due_at=due.due_at if due else None,
            is_provisional=due.provisional if due else False,
            is_late=clocks.is_overdue(due, stopped_at or self.now) if due else False,
            why=due.why(self.calendar) if due else "",
        )

    def _measured(self, clock: Clock) -> tuple[Deadline | None, datetime | None]:
        """The deadline of a clock that has started, and when it stopped. No later pause moves a stopped clock."""
        happened = dict(reversed(self.happened))  # so that the first time of each anchor is kept
        started_at, stopped_at = clocks.started_at(clock, happened), clocks.stopped_at(clock, happened)
        if started_at is None:
            return None, None
        paused = [pause for pause in self.paused if stopped_at is None or pause.starts_at < stopped_at]
        return clocks.due(clock, started_at, self.calendar, paused=paused), stopped_at
