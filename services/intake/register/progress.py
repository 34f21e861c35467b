"""Where a complaint stands, for its reporter: steps by their titles, no officer's name, no reason, no fact."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from services.common.contracts import register as r
from services.common.sop.model import Sop
from services.common.steps import AWAITS_REPORTER
from services.intake.register.models import ClockRow, Entry, OpenTaskRow


def progress(
    entry: Entry, sop: Sop, clocks: Sequence[ClockRow], journal: Iterable[dict[str, Any]], now: datetime
) -> r.Progress:
    """The steps so far, the nearest deadline of the whole, and until when the reporter may object to the end."""
    step = sop.step(entry.step) if entry.step else None
    ended = [
        (found, event["happened_at"])
        for event in journal
        if event["event"] == "step_completed" and (found := sop.step(event["step"]))
    ]
    nearest = _nearest(clocks)
    standing = next((clock for clock in clocks if clock.paused_at and clock.stopped_at is None), None)
    shown = nearest or standing
    until = entry.objection_until
    return r.Progress(
        reference=entry.reference,
        state="closed" if entry.end else "in_progress",
        step=step.title if step else None,
        kind=step.kind if step else None,
        done=tuple(dict.fromkeys(done.title for done, _ in ended)),
        passed=tuple(r.Passed(kind=done.kind, ended_at=at) for done, at in ended),
        due_at=nearest.due_at if nearest else None,
        why=shown.why if shown else "",
        end=sop.ends[entry.end].label if entry.end else None,
        is_paused=standing is not None,
        objection_until=until if until and until >= now and entry.objected_at is None else None,
    )


def awaited(tasks: Iterable[OpenTaskRow], sop: Sop, clocks: Iterable[ClockRow]) -> r.Awaited | None:
    """What the reporter is asked to do. How the step ends when the time runs out is not the reporter's to choose."""
    task = next((task for task in tasks if task.kind == AWAITS_REPORTER), None)
    step = sop.step(task.step) if task else None
    if task is None or step is None:
        return None
    own = next((clock for clock in clocks if (clock.key, clock.visit) == (task.step, task.version)), None)
    return r.Awaited(
        task_id=task.task_id,
        version=task.version,
        kind=task.kind,
        title=step.title,
        outcomes={key: outcome.label for key, outcome in step.outcomes.items() if key != step.when_late},
        due_at=own.due_at if own else None,
    )


def _nearest(clocks: Iterable[ClockRow]) -> ClockRow | None:
    running = [clock for clock in clocks if clock.visit == 0 and clock.stopped_at is None and clock.due_at]
    return min(running, key=lambda clock: clock.due_at or datetime.max.replace(tzinfo=UTC), default=None)
