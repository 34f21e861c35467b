"""All events there are: the moves the register hears, the hand-overs, and every event by its name."""

from services.common.contracts.events import (
    audit,
    deputies,
    documents,
    envelope,
    front_door,
    handovers,
    moves,
    register,
)

HANDED_TO: dict[str, type[handovers.HandedOver]] = {
    "review": handovers.HandedToReview,
    "assignment": handovers.HandedToAssignment,
    "followup": handovers.HandedToFollowup,
}
"""The event by which custody passes to each desk."""

FLOW: tuple[type[envelope.FlowEvent], ...] = (
    moves.ComplaintReceived,
    moves.TaskOpened,
    moves.StepCompleted,
    moves.DocumentIssued,
    moves.DocumentCopied,
    moves.ComplaintClosed,
    moves.ConflictDeclared,
    moves.ExtensionAsked,
    moves.ExtensionDecided,
    moves.ComplaintForwarded,
    moves.ForwardingReturned,
    moves.ComplaintReopened,
    moves.SopMigrated,
)
"""What the register and the notifier hear of a complaint's life."""

_DECLARED: tuple[type[envelope.Event], ...] = (
    *FLOW,
    *HANDED_TO.values(),
    front_door.MessagePosted,
    front_door.AttachmentAdded,
    front_door.ConsentGiven,
    front_door.ModeRaised,
    front_door.EntryCorrected,
    documents.DocumentRendered,
    documents.DocumentSigned,
    documents.DocumentWithdrawn,
    audit.Audited,
    audit.AuditAnchored,
    deputies.OfficerDeputised,
    deputies.DeputyEnded,
    register.RetentionEnded,
    register.TimeRanOut,
    register.ObjectionRaised,
    register.DeadlineNear,
    register.ToldOutside,
    register.TaskHanded,
    register.TenantPublished,
    register.SopPublished,
    register.SopRetired,
)

ALL: dict[str, type[envelope.Event]] = {event.name: event for event in _DECLARED}
"""Every event by its name."""
