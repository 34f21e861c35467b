"""What the audit trail says of a move of a complaint, and of what services announce for it. Pure.

A move is told by the codes of its event, and by the SHA-256 of the event as the journal keeps it, so that a journal
that was changed afterwards no longer fits the trail.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from services.common.contracts import chain, events
from services.common.vocabulary import REPORTER, SYSTEMS

_TOLD = (
    "sequence",
    "sop",
    "before",
    "after",
    "channel",
    "mode",
    "step",
    "kind",
    "desk",
    "as_deputy",
    "outcome",
    "is_return",
    "next_step",
    "next_desk",
    "document",
    "to",
    "clock",
    "amount",
    "is_granted",
    "unit",
    "includes_story",
    "with_identity",
    "by_order",
    "end",
)
"""Fields of moves that are codes, numbers, or whether something is so."""

FOLLOWED = ("sop", "rule")
"""Who does what follows from the end of a step: nobody, the SOP says so."""

_PEOPLE = {"dumas": "operator"}
"""Who intervenes and is no officer."""

JOURNAL = "journal"
"""The detail that holds the SHA-256 of the event in the journal."""

_FORGOTTEN = {"source_reference"}
"""Fields the journal loses when retention ends, and the hash therefore does not cover."""


class Told(TypedDict):
    """An entry that has no place in the chain yet."""

    tenant: str
    entry_id: UUID
    at: datetime
    action: str
    actor: str
    actor_kind: str
    complaint_id: UUID | None
    subject: str
    details: str


def of_move(event: events.FlowEvent) -> Told:
    """A move of a complaint, under the name of its event."""
    fields = event.model_dump(mode="json")
    actor, kind = _mover(event, fields)
    codes = {**(fields.get("task") or {}), **fields}
    told = {name: _code(codes[name]) for name in _TOLD if codes.get(name) not in (None, "", False)}
    return Told(
        tenant=event.tenant,
        entry_id=event.event_id,
        at=event.happened_at,
        action=event.name,
        actor=actor,
        actor_kind=kind,
        complaint_id=event.complaint_id,
        subject=event.reference,
        details=chain.as_text({**told, JOURNAL: hash_in_journal(fields)}),
    )


def hash_in_journal(payload: Mapping[str, Any]) -> str:
    """The hash of an event as the journal keeps it, before and after retention has ended."""
    return chain.digest({name: value for name, value in payload.items() if name not in _FORGOTTEN})


def of_announced(event: events.Audited) -> Told:
    """What a service announced."""
    return Told(
        tenant=event.tenant,
        entry_id=event.event_id,
        at=event.happened_at,
        action=event.action,
        actor=event.actor,
        actor_kind=event.actor_kind,
        complaint_id=event.complaint_id,
        subject=event.subject,
        details=chain.as_text(event.details),
    )


def of_consent(event: events.ConsentGiven) -> Told:
    """The reporter agreed, at filing or later."""
    return Told(
        tenant=event.tenant,
        entry_id=event.event_id,
        at=event.happened_at,
        action=event.name,
        actor=str(event.complaint_id),
        actor_kind="reporter",
        complaint_id=event.complaint_id,
        subject="",
        details=chain.as_text({}),
    )


def _mover(event: events.FlowEvent, fields: Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(event, events.ComplaintReceived):
        return event.filed_by, "role"
    if isinstance(event, events.ComplaintReopened):
        return REPORTER, "role"
    by = str(fields.get("by") or "")
    if by == str(event.complaint_id):
        return by, "reporter"
    roles = set(fields.get("roles") or ())
    if isinstance(event, events.StepCompleted) and not roles:
        return by or FOLLOWED[0], FOLLOWED[1]  # its time ran out
    kind = "system" if roles and roles <= SYSTEMS else _PEOPLE.get(by, "officer")
    return (by, kind) if by else FOLLOWED


def _code(value: Any) -> str:
    return "true" if value is True else str(value)
