"""Why a complaint is late, for its reporter: from its clocks and steps alone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, get_args

from services.common.clocks import WorkingCalendar
from services.common.contracts.lateness import Lateness, Moved, WaitsFor
from services.common.contracts.register import Progress
from services.common.sop.model import Sop
from services.common.steps import AWAITS_REPORTER
from services.intake.register.models import ClockRow, DeadlineChangeRow
from services.intake.register.remaining import days_left

_WAITS_FOR: Final[Mapping[str, WaitsFor]] = {
    "accept": "unit",
    "delegate": "unit",
    "await_source": "source",
    AWAITS_REPORTER: "reporter",
}
_NOT_SENT_BACK: Final = (AWAITS_REPORTER, "reconsider")
"""Where going back is the plan: what was asked for has come, or an objection is heard."""


def is_late(told: Progress, now: datetime) -> bool:
    """Whether its deadline has passed; what stands still or has ended is not late."""
    return told.state == "in_progress" and not told.is_paused and told.due_at is not None and told.due_at < now


def lateness(
    told: Progress,
    *,
    clocks: Sequence[ClockRow],
    changes: Iterable[DeadlineChangeRow],
    journal: Iterable[dict[str, Any]],
    sop: Sop,
    calendar: WorkingCalendar,
    now: datetime,
) -> Lateness:
    """For what is late."""
    return Lateness(
        working_days=-days_left(calendar, now, told.due_at or now),
        waits_for=_WAITS_FOR.get(told.kind or "", "office"),
        has_begun=bool(told.passed),
        overran=_overran(clocks, sop, now),
        was_sent_back=any(_goes_back(event, sop) for event in journal),
        moved=_moved(changes),
    )


def _overran(clocks: Iterable[ClockRow], sop: Sop, now: datetime) -> tuple[str, ...]:
    """Kinds of the office's and the units' steps, in the order in which their time ran out."""
    late = [
        (clock.due_at, step.kind)
        for clock in clocks
        if clock.visit and clock.due_at and (clock.stopped_at or now) > clock.due_at
        if (step := sop.step(clock.key)) and step.kind != AWAITS_REPORTER
    ]
    return tuple(dict.fromkeys(kind for _, kind in sorted(late)))


def _goes_back(event: dict[str, Any], sop: Sop) -> bool:
    if event["event"] != "step_completed" or not event.get("is_return"):
        return False
    step = sop.step(event["step"])
    return step is not None and step.kind not in _NOT_SENT_BACK


def _moved(changes: Iterable[DeadlineChangeRow]) -> tuple[Moved, ...]:
    """Of the clocks that measure the whole, not of single steps."""
    found = {change.because for change in changes if change.visit == 0}
    return tuple(because for because in get_args(Moved) if because in found)
