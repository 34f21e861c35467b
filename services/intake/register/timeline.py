"""The register in words: rows of the timeline, lines of the Buku Pengaduan, tasks and deadlines."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.common.clocks import WorkingCalendar
from services.common.contracts import register as r
from services.common.sop.model import Clock, Sop, Step
from services.common.steps import desk_of
from services.intake.register.domain import FAR_AWAY
from services.intake.register.models import ClockRow, DeadlineChangeRow, Entry, OpenTaskRow

_AGENCY = "instansi_lain"


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


def public_clock(clock: Clock) -> dict[str, Any]:
    """A time limit over several steps, as anybody may see it."""
    return {
        "key": clock.key,
        "text": clock.text,
        "amount": clock.amount,
        "unit": clock.unit,
        "limit": clock.limit,
        "is_for_some": bool(clock.when),
        "when": {name: list(codes) for name, codes in clock.when.items()},
        "basis": clock.provenance.basis,
    }


def is_reconstructed(sop: Sop) -> bool:
    """Whether a step or a clock replaces a part of the published SOP that cannot be used."""
    own = (step.clock.provenance for step in sop.steps if step.clock)
    parts = (*(step.provenance for step in sop.steps), *own, *(clock.provenance for clock in sop.clocks))
    return any(provenance.basis == "reconstructed" for provenance in parts)


def register_entry(row: Entry, sop: Sop, calendar: WorkingCalendar) -> r.RegisterEntry:
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
        closed_on=calendar.local_date(row.closed_at) if row.closed_at else None,
        due_at=row.due_at,
    )


def row(event: dict[str, Any], sop: Sop) -> r.TimelineRow:
    """One event of a complaint's life, with the SOP's words for its codes."""
    task = event.get("task") or {}
    key = task.get("step") or event.get("step")
    step = sop.step(key or "")
    outcome = step.outcomes.get(event.get("outcome") or "") if step else None
    return r.TimelineRow(
        sequence=event["sequence"],
        event=event["event"],
        happened_at=event["happened_at"],
        step=key,
        title=step.title if step else None,
        outcome=event.get("outcome") or event.get("end") or event.get("after"),
        outcome_label=outcome.label if outcome else None,
        by=event.get("by"),
        document=event.get("document"),
        number=event.get("number"),
        copies_to=_copies_to(event),
    )


def _copies_to(event: dict[str, Any]) -> tuple[str, ...]:
    """The role that got a copy, or the unit or agency the complaint was forwarded to."""
    if event["event"] == "complaint_forwarded":
        return (event.get("unit") or _AGENCY,)
    return (event["to"],) if event.get("to") else ()


def deadline(clock: ClockRow, changes: Sequence[DeadlineChangeRow] = ()) -> r.Deadline:
    """A clock as it is shown, with every time its deadline was computed anew."""
    until = clock.stopped_at or datetime.now(UTC)
    return r.Deadline(
        key=clock.key,
        text=clock.text,
        due_at=clock.due_at,
        started_at=clock.started_at,
        stopped_at=clock.stopped_at,
        is_late=clock.due_at is not None and until > clock.due_at,
        is_provisional=clock.is_provisional,
        paused_at=clock.paused_at,
        extra=clock.extra,
        changes=tuple(_change(change) for change in changes),
        why=clock.why,
    )


def _change(row: DeadlineChangeRow) -> r.DeadlineChange:
    return r.DeadlineChange(
        before=row.before,
        after=row.after,
        because=row.because,
        calendar_before=row.calendar_before,
        calendar_after=row.calendar_after,
        changed_at=row.changed_at,
    )


def open_task(task: OpenTaskRow, entry: Entry, sop: Sop) -> r.OpenTask:
    """A step that waits, with the ways it can end."""
    step = sop.step(task.step)
    return r.OpenTask(
        task_id=task.task_id,
        reference=entry.reference,
        step=task.step,
        title=step.title if step else task.step,
        kind=task.kind,
        desk=task.desk,
        roles=tuple(task.roles),
        **_outcomes(step),
        version=task.version,
        opened_at=task.opened_at,
        due_at=task.urgent_at if task.urgent_at < FAR_AWAY else None,
        channel=entry.channel,
        source_reference=entry.source_reference,
        unit=task.unit,
        number=step.number if step else None,
    )


def _outcomes(step: Step | None) -> dict[str, Any]:
    known = step.outcomes if step else {}
    return {
        "outcomes": {key: outcome.label for key, outcome in known.items()},
        "returns": tuple(key for key, outcome in known.items() if outcome.is_return),
        "with_reason": tuple(key for key, outcome in known.items() if outcome.reason_required),
    }
