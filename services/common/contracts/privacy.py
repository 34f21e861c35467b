"""What people ask about their own data (UU 27/2022): what is kept, that it is put right, restricted or erased."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Attachment, Identity, Message, Mode, Reference, ReportedParty
from services.common.contracts.content import MailMessage
from services.common.contracts.instants import Instant
from services.common.contracts.result import Prose

Kind = Literal["access", "rectification", "restriction", "erasure"]
Subject = Literal["reporter", "reported", "other"]
Decision = Literal["granted", "refused"]
Reason = Literal["endangers_others", "state_process", "not_the_subject", "fulfilled", "other"]
RequestKey = Annotated[str, StringConstraints(max_length=200)]

REASONS: Final = {
    "endangers_others": "It would endanger the reporter or somebody else (Pasal 33).",
    "state_process": "It would disturb law enforcement or another process of the state (Pasal 15).",
    "not_the_subject": "Whoever asks has not shown to be the one the data are about.",
    "fulfilled": "It was done.",
    "other": "Another reason, in words.",
}
"""Why a request was granted or refused."""


class AskData(Message):
    """A request about personal data. A reporter asks about the own complaint; officers enter what others ask."""

    kind: Kind
    subject: Subject = "reporter"
    reference: Reference | None = Field(default=None, description="Without one no words are kept: nothing seals them.")
    words: Prose | None = None
    asked_at: Instant | None = Field(default=None, description="For what is entered later. Not before 2000.")
    request_key: RequestKey


class DecideDataRequest(Message):
    """A leader grants or refuses."""

    request_id: UUID
    decision: Decision
    reason: Reason
    words: Prose | None = Field(default=None, description="What the answer says; needs a complaint to be kept with.")


class DataRequest(Message):
    """One request. Its time is three times 24 hours by the clock, whatever the office hours."""

    request_id: UUID
    reference: str | None
    kind: Kind
    subject: Subject
    words: str | None
    asked_at: datetime
    due_at: datetime
    is_late: bool
    decision: Decision | None = None
    reason: Reason | None = None
    answer: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None


class DataRequests(Message):
    """Open ones first, the most urgent of them first."""

    requests: tuple[DataRequest, ...]


class OwnData(Message):
    """Everything that is kept about the reporter of one complaint."""

    reference: str
    filed_at: datetime
    received_at: datetime | None = Field(
        default=None, description="When the office received it, where an officer keyed it in later and says so."
    )
    channel: str
    mode: Mode
    identity: Identity | None
    subject: str
    story: str
    happened_on: date | None
    location: str | None
    reported: tuple[ReportedParty, ...]
    source_reference: str | None
    has_consented: bool = Field(description="To the identity going along to another agency.")
    identity_openings: int
    attachments: tuple[Attachment, ...]
    messages: tuple[MailMessage, ...]
    requests: tuple[DataRequest, ...]
