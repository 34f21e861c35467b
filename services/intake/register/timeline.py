"""The register in words: rows of the timeline, lines of the Buku Pengaduan, the reporter's progress."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.common.contracts import register as r
from services.common.sop.model import Sop, Step
from services.common.steps import desk_of
from services.intake.register.models import ClockRow, Entry


def public_step(step: Step) -> dict[str, Any]:
    """A step as anybody may see it."""
    return {
        "key": step.key,
        "number": step.number,
        "title": step.title,
        "text": step.text,
        "kind": step.kind,
        "desk": desk_of(step.kind),
        "roles": list(step.roles),
        "clock": step.clock.text if step.clock else None,
        "outcomes": {key: outcome.label for key, outcome in step.outcomes.items()},
        "basis": step.provenance.basis,
    }


def register_entry(row: Entry, sop: Sop, zone: ZoneInfo) -> r.RegisterEntry:
    """A line of the Buku Pengaduan; its days are the office's."""
    step = sop.step(row.step) if row.step else None
    return r.RegisterEntry(
        number=row.number,
        year=row.year,
        reference=row.reference,
        received_at=row.received_at,
        channel=row.channel,
        mode=row.mode,
        problem_code=row.problem_code,
        source_reference=row.source_reference,
        unit=row.unit,
        step=row.step,
        step_title=step.title if step else None,
        end=row.end,
        closed_on=row.closed_at.astimezone(zone).date() if row.closed_at else None,
        due_at=row.due_at,
    )


def row(event: dict[str, Any], sop: Sop) -> r.TimelineRow:
    """One event of a complaint's life, with the SOP's words for its codes."""
    key = event["task"]["step"] if "task" in event else event.get("step")
    step = sop.step(key or "")
    outcome = step.outcomes.get(event.get("outcome") or "") if step else None
    return r.TimelineRow(
        sequence=event["sequence"],
        event=event["event"],
        happened_at=event["happened_at"],
        step=key,
        title=step.title if step else None,
        outcome=event.get("outcome") or event.get("end"),
        outcome_label=outcome.label if outcome else None,
        by=event.get("by"),
        document=event.get("document"),
        number=event.get("number"),
        copies_to=(event["to"],) if event.get("to") else (),
    )


def deadline(clock: ClockRow) -> r.Deadline:
    """A clock as it is shown."""
    until = clock.stopped_at or datetime.now(UTC)
    return r.Deadline(
        key=clock.key,
        text=clock.text,
        due_at=clock.due_at,
        started_at=clock.started_at,
        stopped_at=clock.stopped_at,
        is_late=clock.due_at is not None and until > clock.due_at,
        is_provisional=clock.is_provisional,
        why=clock.why,
    )


def progress(entry: Entry, sop: Sop, clocks: Sequence[ClockRow], journal: Iterable[dict[str, Any]]) -> r.Progress:
    """Where a complaint stands, for its reporter: steps by their titles, no officer's name, no reason, no fact."""
    step = sop.step(entry.step) if entry.step else None
    titles = [sop.step(event["step"]) for event in journal if event["event"] == "step_completed"]
    running = [clock for clock in clocks if clock.visit == 0 and clock.stopped_at is None and clock.due_at]
    nearest = min(running, key=lambda clock: clock.due_at or datetime.max.replace(tzinfo=UTC), default=None)
    return r.Progress(
        reference=entry.reference,
        state="closed" if entry.end else "in_progress",
        step=step.title if step else None,
        done=tuple(dict.fromkeys(done.title for done in titles if done)),
        due_at=nearest.due_at if nearest else None,
        why=nearest.why if nearest else "",
        end=sop.ends[entry.end].label if entry.end else None,
    )
