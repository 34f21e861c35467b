"""What the REST interface takes about personal data and legal holds."""

from pydantic import Field

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.instants import Instant
from services.common.contracts.privacy import Decision, Kind, Reason, Subject
from services.common.contracts.result import Prose
from services.common.contracts.retention import Basis, HoldReason


class OwnDataRequest(Message):
    """What I ask about the data of my own complaint."""

    kind: Kind
    words: Prose | None = None


class DataRequestEntry(Message):
    """What somebody asks, entered by an officer."""

    kind: Kind
    subject: Subject
    reference: Reference | None = Field(default=None, description="Without one no words are kept: nothing seals them.")
    words: Prose | None = None
    asked_at: Instant | None = Field(default=None, description="When it came, for what is entered later.")


class DataRequestDecision(Message):
    """Granted, or refused with a reason the law knows."""

    decision: Decision
    reason: Reason
    words: Prose | None = None


class HoldChange(Message):
    """Whether a complaint is held, why, and by which order."""

    is_held: bool
    reason: HoldReason
    basis: Basis = Field(default="", description="The number of an order or letter; no names and no sentences.")
