"""Everything one service tells another without being asked. Past tense; ids and codes only, never personal data.

Each event is declared here once. Producers may only add optional fields; consumers ignore what they do not know.
The JSON Schema of all of them is a golden file (`tests/contract/events.json`).
"""

from services.common.contracts.events.audit import AuditAnchored, Audited
from services.common.contracts.events.catalogue import ALL, FLOW, HANDED_TO
from services.common.contracts.events.deputies import DeputyEnded, OfficerDeputised
from services.common.contracts.events.documents import DocumentRendered, DocumentSigned, DocumentWithdrawn
from services.common.contracts.events.envelope import Event, FlowEvent, OpenedTask
from services.common.contracts.events.front_door import (
    AttachmentAdded,
    ConsentGiven,
    EntryCorrected,
    MessagePosted,
    ModeRaised,
)
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
    Post,
    RetentionEnded,
    SopPublished,
    SopRetired,
    TaskHanded,
    TenantPublished,
    TimeRanOut,
    ToldOutside,
)

__all__ = [
    "ALL",
    "FLOW",
    "HANDED_TO",
    "AttachmentAdded",
    "AuditAnchored",
    "Audited",
    "ComplaintClosed",
    "ComplaintForwarded",
    "ComplaintReceived",
    "ComplaintReopened",
    "ConflictDeclared",
    "ConsentGiven",
    "DeadlineNear",
    "DeputyEnded",
    "DocumentCopied",
    "DocumentIssued",
    "DocumentRendered",
    "DocumentSigned",
    "DocumentWithdrawn",
    "EntryCorrected",
    "Event",
    "ExtensionAsked",
    "ExtensionDecided",
    "FlowEvent",
    "ForwardingReturned",
    "HandedOver",
    "HandedToAssignment",
    "HandedToFollowup",
    "HandedToReview",
    "MessagePosted",
    "ModeRaised",
    "ObjectionRaised",
    "OfficerDeputised",
    "OpenedTask",
    "Post",
    "RetentionEnded",
    "SopMigrated",
    "SopPublished",
    "SopRetired",
    "StepCompleted",
    "TaskHanded",
    "TaskOpened",
    "TenantPublished",
    "TimeRanOut",
    "ToldOutside",
]
