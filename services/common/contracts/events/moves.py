"""The moves of a complaint: what the register and the notifier hear of its life, in gapless sequence."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.events.envelope import FlowEvent, OpenedTask
from services.common.steps import DESKS


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
    as_deputy: str = Field(default="", description="Where `by` stood in for somebody: kind, role, officer.")
    facts: dict[str, str]
    problem_code: str | None = Field(default=None, description="Where the step gives the complaint one.")
    next_step: str | None
    next_desk: str | None


class DocumentIssued(FlowEvent):
    """A document came into being."""

    name = "document_issued"
    sources = DESKS

    document_id: UUID
    document: str
    number: str | None = None
    edition: int = 1
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
    step_kind: str = Field(default="", description="Of the step it ended in.")


class ConflictDeclared(FlowEvent):
    """Officers or units turned out to be reported parties; `barred` is the whole of it. The open step may wait for
    others now."""

    name = "conflict_declared"
    sources = DESKS

    barred: Barred
    task: OpenedTask | None = None
    by: str = ""
    as_deputy: str = Field(default="", description="Where `by` stood in for somebody: kind, role, officer.")


class ExtensionAsked(FlowEvent):
    """Who holds the task asks for more time. The reason stays on the desk."""

    name = "extension_asked"
    sources = DESKS

    extension_id: UUID
    task: OpenedTask
    clock: str = Field(description="Key of a clock of the SOP, or of the step whose own clock it is.")
    amount: int = Field(ge=1, description="In the unit of the clock.")
    by: str
    as_deputy: str = Field(default="", description="Where `by` stood in for somebody: kind, role, officer.")
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
    as_deputy: str = Field(default="", description="Where `by` stood in for somebody: kind, role, officer.")


class ComplaintForwarded(FlowEvent):
    """A forwarding copy went to a unit, or with `unit` empty to another agency. Nothing else of the complaint did."""

    name = "complaint_forwarded"
    sources = ("followup",)

    unit: str | None = None
    shared: tuple[UUID, ...] = ()
    includes_story: bool = False
    with_identity: bool = False
    by_order: bool = Field(default=False, description="The identity goes along by legal order, without consent.")
    by: str = ""


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
