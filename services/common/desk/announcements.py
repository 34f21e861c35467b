"""The events a desk announces when a step opens or ends. Ids and codes only."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from services.common.contracts import events
from services.common.desk.custody import Custody, Task
from services.common.desk.ending import Ending
from services.common.desk.papers import Paper
from services.common.sop import flow
from services.common.sop.model import Step
from services.common.steps import desk_of


def task_opened(desk: str, custody: Custody, task: Task, step: Step) -> events.TaskOpened:
    """The event that a step waits for somebody."""
    told = opened(desk, task, step, custody.barred.officers)
    return events.TaskOpened(**_envelope(custody, task.version, task.opened_at), task=told)


def opened(desk: str, task: Task, step: Step, not_for: tuple[str, ...] = ()) -> events.OpenedTask:
    """A task as events tell of it; `not_for` are officers it is about."""
    return events.OpenedTask(
        task_id=task.task_id,
        step=task.step,
        kind=task.kind,
        desk=desk,
        roles=tuple(task.roles),
        title=step.title,
        unit=task.unit,
        not_for=not_for,
    )


def step_completed(desk: str, ending: Ending, move: flow.Move) -> events.Event:
    """The event that a step ended, who ended it in which roles, and where the complaint goes."""
    custody, task = ending.custody, ending.task
    return events.StepCompleted(
        **_envelope(custody, custody.next_sequence(), task.completed_at),
        task_id=task.task_id,
        step=task.step,
        kind=task.kind,
        desk=desk,
        outcome=task.outcome or "",
        is_return=move.is_return,
        by=task.completed_by or "",
        roles=ending.roles,
        as_deputy=ending.as_deputy,
        facts=move.facts,
        problem_code=getattr(ending.result, "problem_code", None),
        next_step=move.step.key if move.step else None,
        next_desk=desk_of(move.step.kind) if move.step else None,
    )


def moved(kind: type[events.FlowEvent], custody: Custody, now: datetime, **told: Any) -> events.FlowEvent:
    """The next event of the complaint's life, of a kind whose fields all are given."""
    return kind(**_envelope(custody, custody.next_sequence(), now), **told)


def document_issued(custody: Custody, step: Step, paper: Paper, now: datetime) -> events.Event:
    """The event that a document came into being."""
    return events.DocumentIssued(
        **_envelope(custody, custody.next_sequence(), now),
        document_id=paper.document_id,
        document=paper.kind,
        number=paper.number,
        edition=paper.edition,
        step=step.key,
    )


def handed_over(custody: Custody, step: Step, now: datetime) -> events.HandedOver:
    """The event by which the next desk takes the complaint over."""
    return events.HANDED_TO[desk_of(step.kind)](
        event_id=uuid5(custody.complaint_id, f"handed:{custody.sequence}"),
        happened_at=now,
        tenant=custody.tenant,
        complaint_id=custody.complaint_id,
        reference=custody.reference,
        sop=custody.sop,
        step=step.key,
        facts=custody.facts,
        sequence=custody.sequence,
        outcome_counts=custody.outcome_counts,
        barred=custody.barred,
        papers=custody.papers,
    )


def _envelope(custody: Custody, sequence: int, now: datetime | None) -> dict[str, Any]:
    # Ids follow from complaint and sequence: a step ended again after a crash announces the same events.
    return {
        "event_id": uuid5(custody.complaint_id, f"event:{sequence}"),
        "happened_at": now,
        "tenant": custody.tenant,
        "complaint_id": custody.complaint_id,
        "reference": custody.reference,
        "sequence": sequence,
    }
