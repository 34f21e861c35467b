"""Everything one service tells another without being asked. Past tense; ids and codes only, never personal data.

Each event is declared here once. Producers may only add optional fields; consumers ignore what they do not know.
The JSON Schema of all of them is a golden file (`tests/contract/events.json`).
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.common.contracts.conflict import NOBODY, Barred
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
    unit: str | None = Field(default=None, description="The unit it waits for, when it is a unit's step.")
    not_for: tuple[str, ...] = Field(default=(), description="Officers who must not hear of it: it is about them.")


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
    barred: Barred = NOBODY
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


class ConflictDeclared(FlowEvent):
    """Officers or units turned out to be reported parties; `barred` is the whole of it. The open step may wait for
    others now."""

    name = "conflict_declared"
    sources = DESKS

    barred: Barred
    task: OpenedTask | None = None


class ExtensionAsked(FlowEvent):
    """Who holds the task asks for more time. The reason stays on the desk."""

    name = "extension_asked"
    sources = DESKS

    extension_id: UUID
    task: OpenedTask
    clock: str = Field(description="Key of a clock of the SOP, or of the step whose own clock it is.")
    amount: int = Field(ge=1, description="In the unit of the clock.")
    by: str
    approvers: tuple[str, ...]


class ExtensionDecided(FlowEvent):
    """More time was granted, or not."""

    name = "extension_decided"
    sources = DESKS

    extension_id: UUID
    task_id: UUID
    clock: str
    amount: int
    is_granted: bool
    by: str


class ComplaintForwarded(FlowEvent):
    """A forwarding copy went to a unit, or with `unit` empty to another agency. Nothing else of the complaint did."""

    name = "complaint_forwarded"
    sources = ("followup",)

    unit: str | None = None
    shared: tuple[UUID, ...] = ()
    includes_story: bool = False
    with_identity: bool = False


class ForwardingReturned(FlowEvent):
    """The unit returned the memo and sees nothing of the complaint any more."""

    name = "forwarding_returned"
    sources = ("followup",)

    unit: str


class ComplaintReopened(FlowEvent):
    """The reporter objected to the end in time; the complaint is open again."""

    name = "complaint_reopened"
    sources = DESKS

    end: str


class SopMigrated(FlowEvent):
    """The complaint follows another version of its SOP from here on. The reason stays on the desk."""

    name = "sop_migrated"
    sources = DESKS

    before: str
    after: str
    by: str
    task: OpenedTask


class HandedOver(Event):
    """Custody passes to another desk, with all it needs to go on. `sequence` is the last one used."""

    complaint_id: UUID
    reference: str
    sop: str
    step: str
    facts: dict[str, str]
    sequence: int
    outcome_counts: dict[str, int] = {}
    barred: Barred = NOBODY


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


class ConsentGiven(Event):
    """The reporter agrees that the identity goes along when the complaint is passed to another agency."""

    name = "consent_given"
    sources = ("intake",)

    complaint_id: UUID


class TimeRanOut(Event):
    """A step's own clock ran out, and the SOP says how the step ends then. For the desk that holds the task."""

    name = "time_ran_out"
    sources = ("register",)

    complaint_id: UUID
    task_id: UUID


class ObjectionRaised(Event):
    """The reporter objects to the end within the SOP's days. For the desk where the complaint ended."""

    name = "objection_raised"
    sources = ("register",)

    complaint_id: UUID
    end: str


class DeadlineNear(Event):
    """A deadline is near, or has passed, and somebody is to be reminded of it."""

    name = "deadline_near"
    sources = ("register",)

    complaint_id: UUID
    reference: str
    clock: str
    due_at: datetime
    working_days: int = Field(description="From the deadline: -3 is three working days before it, 1 the day after.")
    roles: tuple[str, ...]
    unit: str | None = None
    not_for: tuple[str, ...] = ()
    title: str = ""
    office_hours: tuple[tuple[datetime, datetime], ...] = Field(
        default=(), description="When the office is open in the next days; mails go out then only."
    )


class Post(BaseModel):
    """Who holds an office, by codes: enough to bar an officer and to find the stand-ins."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    roles: tuple[str, ...]
    unit: str | None = None


class TenantPublished(Event):
    """A regency's profile, units or posts are new or have changed. Nothing in it is secret."""

    name = "tenant_published"
    sources = ("register",)

    profile: dict[str, Any]
    units: list[dict[str, Any]]
    posts: tuple[Post, ...] = ()


class SopPublished(Event):
    """A version of a regency's SOP came into force; every desk keeps its copy."""

    name = "sop_published"
    sources = ("register",)

    sop: str
    definition: dict[str, Any]


class SopRetired(Event):
    """No new complaint is taken in under this version, or (`is_retired` false) they are again."""

    name = "sop_retired"
    sources = ("register",)

    sop: str
    is_retired: bool = True


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
    ConflictDeclared,
    ExtensionAsked,
    ExtensionDecided,
    ComplaintForwarded,
    ForwardingReturned,
    ComplaintReopened,
    SopMigrated,
)
"""What the register and the notifier hear of a complaint's life."""

_DECLARED: tuple[type[Event], ...] = (
    *FLOW,
    *HANDED_TO.values(),
    MessagePosted,
    AttachmentAdded,
    ConsentGiven,
    TimeRanOut,
    ObjectionRaised,
    DeadlineNear,
    TenantPublished,
    SopPublished,
    SopRetired,
)

ALL: dict[str, type[Event]] = {event.name: event for event in _DECLARED}
"""Every event by its name."""
