"""All events there are: the moves the register hears, the hand-overs, and every event by its name."""

from services.common.contracts.events.envelope import Event, FlowEvent
from services.common.contracts.events.front_door import AttachmentAdded, ConsentGiven, MessagePosted
from services.common.contracts.events.handovers import HandedOver, HandedToAssignment, HandedToFollowup, HandedToReview
from services.common.contracts.events.moves import (
    ComplaintClosed,
    ComplaintForwarded,
    ComplaintReceived,
    ComplaintReopened,
    ConflictDeclared,
    DocumentCopied,
    DocumentIssued,
    ExtensionAsked,
    ExtensionDecided,
    ForwardingReturned,
    SopMigrated,
    StepCompleted,
    TaskOpened,
)
from services.common.contracts.events.register import (
    DeadlineNear,
    ObjectionRaised,
    SopPublished,
    SopRetired,
    TenantPublished,
    TimeRanOut,
)

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
