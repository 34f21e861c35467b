"""The way of a complaint through its SOP: what is done, by whom and when; what waits, and until when; what may come,
and what was left aside because another branch was taken.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from gateway.pages import deadlines, terms
from gateway.pages.complaint_parts import Whole
from gateway.pages.complaint_sop import Procedure, SopStep
from gateway.pages.words import say
from services.common.contracts.register import Deadline, OpenTask, Standing, TimelineRow
from services.common.contracts.tasks import Product

State = Literal["done", "now", "ahead", "aside"]
_PART, _WHOLE = 0, 100


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as it is shown: how much of its time is used in percent, and what is left of it in words."""

    text: str
    due_at: datetime | None
    due: str
    used: int
    left: str
    is_late: bool
    is_paused: bool
    has_ended: bool
    why: str
    extra: int


@dataclass(frozen=True, slots=True)
class WayRow:
    """One row of the SOP, and how far the complaint is with it."""

    step: SopStep
    state: State
    holders: str
    done: tuple[TimelineRow, ...]
    product: Product | None
    clock: Clock | None


def rows(whole: Whole) -> list[WayRow]:
    """Every step of the SOP in its order; nothing where the SOP cannot be read."""
    procedure, standing = whole.procedure, whole.standing
    if procedure is None:
        return []
    done: dict[str, list[TimelineRow]] = defaultdict(list)
    for row in standing.timeline:
        if row.event == "step_completed" and row.step:
            done[row.step].append(row)
    open_tasks = {task.step: task for task in standing.tasks}
    ahead = _ahead(procedure, standing)
    products = {product.step: product for product in whole.products}
    own = {clock.key: shown(clock) for clock in standing.clocks}
    return [
        WayRow(
            step=step,
            state=_state(step.key, open_tasks, done, ahead),
            holders=_holders(step, open_tasks.get(step.key), procedure.roles),
            done=tuple(done.get(step.key, ())),
            product=products.get(step.key),
            clock=own.get(step.key),
        )
        for step in procedure.steps
    ]


def _ahead(procedure: Procedure, standing: Standing) -> set[str]:
    """What may still come, as far as it is known; an objection may as long as it is not too late for one."""
    ahead = {key for step in _from(procedure, standing) for key in procedure.ahead(step, standing.facts)}
    if standing.objection_until or not standing.entry.end:
        ahead |= procedure.on_objection
    return ahead


def _from(procedure: Procedure, standing: Standing) -> list[str]:
    """The steps from which the way goes on: those that wait; for a moment between two steps, the one that ended."""
    if standing.tasks or standing.entry.end:
        return [task.step for task in standing.tasks]
    ended = [row.step for row in standing.timeline if row.event == "step_completed" and row.step]
    return ended[-1:] or [procedure.steps[0].key]


def clocks(whole: Whole) -> list[Clock]:
    """The SOP's clocks over several steps."""
    steps = {step.key for step in whole.procedure.steps} if whole.procedure else set()
    return [shown(clock) for clock in whole.standing.clocks if clock.key not in steps and clock.started_at]


def shown(clock: Deadline) -> Clock:
    """A clock with what is used of it."""
    return Clock(
        text=clock.text,
        due_at=clock.due_at,
        due=deadlines.due(clock),
        used=_used(clock),
        left=_left(clock),
        is_late=clock.is_late,
        is_paused=clock.paused_at is not None and clock.stopped_at is None,
        has_ended=clock.stopped_at is not None,
        why=clock.why,
        extra=clock.extra,
    )


def _left(clock: Deadline) -> str:
    if clock.stopped_at is None or clock.due_at is None:
        return deadlines.left(clock)
    return say("selesai pada waktunya") if clock.stopped_at <= clock.due_at else say("selesai terlambat")


def _used(clock: Deadline) -> int:
    if clock.started_at is None or clock.due_at is None:
        return _PART
    until = clock.stopped_at or clock.paused_at or datetime.now(UTC)
    whole = (clock.due_at - clock.started_at).total_seconds()
    spent = (until - clock.started_at).total_seconds()
    return min(_WHOLE, max(_PART, round(_WHOLE * spent / whole))) if whole > 0 else _WHOLE


def _state(key: str, open_tasks: dict[str, OpenTask], done: dict[str, list[TimelineRow]], ahead: set[str]) -> State:
    if key in open_tasks:
        return "now"
    if key in done:
        return "done"
    return "ahead" if key in ahead else "aside"


def _holders(step: SopStep, task: OpenTask | None, labels: Mapping[str, str]) -> str:
    roles = task.roles if task else step.roles
    return ", ".join(labels.get(role) or terms.role(role) for role in roles)
