"""The events a desk announces when a step opens or ends. Ids and codes only."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from services.common.contracts import events
from services.common.desk.custody import Custody, Task
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


def step_completed(desk: str, custody: Custody, task: Task, move: flow.Move, roles: tuple[str, ...]) -> events.Event:
    """The event that a step ended, who ended it in which roles, and where the complaint goes."""
    return events.StepCompleted(
        **_envelope(custody, custody.next_sequence(), task.completed_at),
        task_id=task.task_id,
        step=task.step,
        kind=task.kind,
        desk=desk,
        outcome=task.outcome or "",
        is_return=move.is_return,
        by=task.completed_by or "",
        roles=roles,
        facts=move.facts,
        next_step=move.step.key if move.step else None,
        next_desk=desk_of(move.step.kind) if move.step else None,
    )


def document_issued(custody: Custody, step: Step, document: str, number: str | None, now: datetime) -> events.Event:
    """The event that a document came into being."""
    sequence = custody.next_sequence()
    return events.DocumentIssued(
        **_envelope(custody, sequence, now),
        document_id=uuid5(custody.complaint_id, f"document:{sequence}"),
        document=document,
        number=number,
        step=step.key,
    )


def document_copied(custody: Custody, step: Step, document: str, role: str, now: datetime) -> events.Event:
    """The event that a role got a copy."""
    return events.DocumentCopied(
        **_envelope(custody, custody.next_sequence(), now), document=document, step=step.key, to=role
    )


def closed(custody: Custody, end: str, now: datetime) -> events.Event:
    """The event that the complaint reached an end."""
    return events.ComplaintClosed(**_envelope(custody, custody.next_sequence(), now), end=end)


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
    )


def forwarded(custody: Custody, sent: dict[str, Any], now: datetime) -> events.Event:
    """The event that a forwarding copy left; `sent` says what went along."""
    return events.ComplaintForwarded(**_envelope(custody, custody.next_sequence(), now), **sent)


def forwarding_returned(custody: Custody, unit: str, now: datetime) -> events.Event:
    """The event that the unit has it no more."""
    return events.ForwardingReturned(**_envelope(custody, custody.next_sequence(), now), unit=unit)


def reopened(custody: Custody, end: str, now: datetime) -> events.Event:
    """The event that an objection opened the complaint again."""
    return events.ComplaintReopened(**_envelope(custody, custody.next_sequence(), now), end=end)


def conflict_declared(custody: Custody, task: events.OpenedTask, now: datetime) -> events.Event:
    """The event that the complaint is about somebody here."""
    sequence = custody.next_sequence()
    return events.ConflictDeclared(**_envelope(custody, sequence, now), barred=custody.barred, task=task)


def extension_asked(custody: Custody, asked: dict[str, Any], now: datetime) -> events.Event:
    """The event that more time is asked for."""
    return events.ExtensionAsked(**_envelope(custody, custody.next_sequence(), now), **asked)


def extension_decided(custody: Custody, decided: dict[str, Any], now: datetime) -> events.Event:
    """The event that more time was granted, or not."""
    return events.ExtensionDecided(**_envelope(custody, custody.next_sequence(), now), **decided)


def sop_migrated(custody: Custody, moved: dict[str, Any], now: datetime) -> events.Event:
    """The event that another version holds from here on."""
    return events.SopMigrated(**_envelope(custody, custody.next_sequence(), now), **moved)


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
