"""What one complaint adds to the figures of a period: its journal is followed again up to the end of the period.

Nothing that happened later changes what comes of it, so a report that is ordered anew gives the same figures. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.sop.model import Sop
from services.intake.register import following
from services.intake.register.domain import Followed
from services.intake.register.measuring import measure
from services.intake.register.periods import Span

CATEGORY = "category"
"""The fact in which an SOP keeps what the examination found (kadar pengawasan)."""

_DECIDES = "decide"


class Rules(Protocol):
    """The SOPs of a regency, and its calendars over time."""

    def sop(self, sop_id: str) -> Sop: ...
    def calendar_at(self, at: datetime) -> WorkingCalendar: ...


@dataclass(slots=True)
class Timeliness:
    """Deadlines of a period: those met and missed in it, those that run at its end, within their time and beyond."""

    met: int = 0
    missed: int = 0
    running: int = 0
    overdue: int = 0

    def ended(self, at: datetime, due_at: datetime) -> None:
        """One came to its end."""
        if at <= due_at:
            self.met += 1
        else:
            self.missed += 1

    def add(self, other: "Timeliness") -> None:
        """Those of another complaint."""
        self.met += other.met
        self.missed += other.missed
        self.running += other.running
        self.overdue += other.overdue

    def runs(self, at: datetime, due_at: datetime | None) -> None:
        """One still runs; None while it stands still."""
        if due_at is not None and at > due_at:
            self.overdue += 1
        else:
            self.running += 1


@dataclass(slots=True)
class Course:
    """A complaint over a period: how often it ended and was opened again in it. `category` and `decision` are the last
    outcomes that set them in it, with labels."""

    known: Followed
    sop: Sop
    was_there: bool
    was_open: bool = False
    endings: int = 0
    reopenings: int = 0
    category: tuple[str, str] | None = None
    decision: tuple[str, str] | None = None
    time: Timeliness = field(default_factory=Timeliness)

    @property
    def is_open(self) -> bool:
        """At the end of the period."""
        return self.known.end is None

    @property
    def is_counted(self) -> bool:
        """Whether it was open at any time in the period; a complaint that stayed closed is not counted."""
        return not self.was_there or self.was_open or self.reopenings > 0


def course_of(life: Sequence[events.FlowEvent], rules: Rules, span: Span) -> Course | None:
    """None for a complaint that came after the period."""
    begun = life[0]
    if not isinstance(begun, events.ComplaintReceived) or begun.happened_at >= span.end:
        return None
    sop = rules.sop(begun.sop)
    course = Course(following.begin(begun, sop), sop, was_there=begun.happened_at < span.start)
    has_begun = not course.was_there
    for event in life[1:]:
        if event.happened_at >= span.end:
            break
        if not has_begun and event.happened_at >= span.start:
            course.was_open, has_begun = course.is_open, True
        _take(course, event, rules, is_counted=has_begun)
    if not has_begun:
        course.was_open = course.is_open
    _measure(course, rules.calendar_at(span.end), span)
    return course


def _take(course: Course, event: events.FlowEvent, rules: Rules, *, is_counted: bool) -> None:
    calendar = rules.calendar_at(event.happened_at)
    if isinstance(event, events.SopMigrated):
        course.sop = rules.sop(event.after)
    if is_counted and isinstance(event, events.StepCompleted):
        due_at = following.runs_out(course.known, course.sop, calendar)
        if due_at:
            course.time.ended(event.happened_at, due_at)
        _note(course, event)
    if is_counted:
        course.endings += isinstance(event, events.ComplaintClosed)
        course.reopenings += isinstance(event, events.ComplaintReopened)
    following.follow(course.known, event, course.sop, calendar)


def _note(course: Course, event: events.StepCompleted) -> None:
    step = course.sop.step(event.step)
    outcome = step.outcomes.get(event.outcome) if step else None
    if outcome is None or event.is_return:
        return
    if CATEGORY in outcome.sets:
        course.category = (outcome.sets[CATEGORY], outcome.label)
    if event.kind == _DECIDES:
        course.decision = (event.outcome, outcome.label)


def _measure(course: Course, calendar: WorkingCalendar, span: Span) -> None:
    for clock in measure(course.known, {}, course.sop, calendar, span.end).values():
        if clock.stopped_at and clock.due_at:
            if clock.visit == 0 and span.holds(clock.stopped_at):
                course.time.ended(clock.stopped_at, clock.due_at)
        elif clock.is_running and course.is_open:
            course.time.runs(span.end, clock.due_at)
