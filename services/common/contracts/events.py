"""Everything one service tells another without being asked. Past tense; ids and codes only, never personal data.

Each event is declared here once. Producers may only add optional fields; consumers ignore what they do not know.
The JSON Schema of all of them is a golden file (`tests/contract/events.json`).
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.common.steps import DESKS


class Event(BaseModel):
    """The envelope: what happened, where, when."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]

    event_id: UUID
    happened_at: datetime
    tenant: str


class FlowEvent(Event):
    """A move of one complaint. `sequence` counts from 1 without a gap over all desks, in the order it happened."""

    complaint_id: UUID
    reference: str
    sequence: int = Field(ge=1)


class OpenedTask(BaseModel):
    """A step that waits for someone with one of these roles. Its version is the sequence of the event it came with."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    task_id: UUID
    step: str
    kind: str
    desk: str
    roles: tuple[str, ...]
    title: str = Field(default="", description="The SOP's own short words for the step.")


class ComplaintReceived(FlowEvent):
    """A complaint was filed, a receipt given out, and the first step waits. One event: this is the busiest of all."""

    name = "complaint_received"
    sources = ("intake",)

    sop: str
    channel: str
    mode: str
    filed_by: str = Field(description="The role that filed it; `pelapor` for the public form.")
    received_at: datetime = Field(description="When the office received it; earlier than filing for paper.")
    source_reference: str | None = None
    problem_code: str | None = None
    unit: str | None = None
    can_be_mailed: bool = False
    task: OpenedTask


class TaskOpened(FlowEvent):
    """A further step waits."""

    name = "task_opened"
    sources = DESKS

    task: OpenedTask


class StepCompleted(FlowEvent):
    """A step ended."""

    name = "step_completed"
    sources = DESKS

    task_id: UUID
    step: str
    kind: str
    desk: str
    outcome: str
    is_return: bool = False
    by: str
    roles: tuple[str, ...] = ()
    facts: dict[str, str]
    next_step: str | None
    next_desk: str | None


class DocumentIssued(FlowEvent):
    """A document came into being."""

    name = "document_issued"
    sources = DESKS

    document_id: UUID
    document: str
    number: str | None = None
    step: str


class DocumentCopied(FlowEvent):
    """A copy (tembusan) of a document went to a role."""

    name = "document_copied"
    sources = DESKS

    document: str
    step: str
    to: str


class ComplaintClosed(FlowEvent):
    """The complaint reached an end of its SOP."""

    name = "complaint_closed"
    sources = DESKS

    end: str


class HandedOver(Event):
    """Custody passes to another desk, with all it needs to go on. `sequence` is the last one used."""

    complaint_id: UUID
    reference: str
    sop: str
    step: str
    facts: dict[str, str]
    sequence: int
    outcome_counts: dict[str, int] = {}


class HandedToReview(HandedOver):
    name = "complaint_handed_to_review"
    sources = ("intake",)


class HandedToAssignment(HandedOver):
    name = "complaint_handed_to_assignment"
    sources = ("intake", "review")


class HandedToFollowup(HandedOver):
    name = "complaint_handed_to_followup"
    sources = ("intake", "review", "assignment")


class MessagePosted(Event):
    """The reporter or an officer wrote in the complaint's mailbox."""

    name = "message_posted"
    sources = ("intake",)

    complaint_id: UUID
    reference: str
    message_id: UUID
    from_reporter: bool


class AttachmentAdded(Event):
    """A file of a complaint passed its checks. Desks keep the id, to know what a result may rest on."""

    name = "attachment_added"
    sources = ("intake",)

    complaint_id: UUID
    attachment_id: UUID
    kind: str


class TenantPublished(Event):
    """A regency's profile or units are new or have changed. Nothing in it is secret."""

    name = "tenant_published"
    sources = ("register",)

    profile: dict[str, Any]
    units: list[dict[str, Any]]


class SopPublished(Event):
    """A version of a regency's SOP came into force; every desk keeps its copy."""

    name = "sop_published"
    sources = ("register",)

    sop: str
    definition: dict[str, Any]


HANDED_TO: dict[str, type[HandedOver]] = {
    "review": HandedToReview,
    "assignment": HandedToAssignment,
    "followup": HandedToFollowup,
}
"""The event by which custody passes to each desk."""

FLOW: tuple[type[FlowEvent], ...] = (
    ComplaintReceived,
    TaskOpened,
    StepCompleted,
    DocumentIssued,
    DocumentCopied,
    ComplaintClosed,
)
"""What the register and the notifier hear of a complaint's life."""

_DECLARED: tuple[type[Event], ...] = (
    *FLOW,
    *HANDED_TO.values(),
    MessagePosted,
    AttachmentAdded,
    TenantPublished,
    SopPublished,
)

ALL: dict[str, type[Event]] = {event.name: event for event in _DECLARED}
"""Every event by its name."""
