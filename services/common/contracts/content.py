"""What a complaint says, as each may read it: officers, its reporter, the unit it went to; and its messages."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import (
    Attachment,
    ByReference,
    Identity,
    Message,
    Mode,
    Reference,
    ReportedParty,
)
from services.common.contracts.result import Prose


class PostMessage(Message):
    """A message in a complaint's mailbox; officers name the complaint, reporters are bound to theirs."""

    reference: Reference | None = None
    text: Prose
    request_key: str


class MailMessage(Message):
    """One message of the mailbox."""

    message_id: UUID
    from_reporter: bool
    author: str
    text: str
    posted_at: datetime


class Content(Message):
    """What the complaint says. Identity is not part of it."""

    complaint_id: UUID
    reference: str
    channel: str
    mode: Mode
    subject: str
    story: str
    happened_on: date | None
    location: str | None
    reported: tuple[ReportedParty, ...]
    source_reference: str | None
    has_identity: bool
    identity_lacks: tuple[str, ...] = Field(
        default=(), description="What the channel demands of the identity and an officer who keyed it in did not have."
    )
    has_consent: bool = False
    missing: tuple[str, ...] = Field(default=(), description="Attachments the channel requires and that are not there.")
    attachments: tuple[Attachment, ...]
    messages: tuple[MailMessage, ...]


class Mailbox(Message):
    """What the reporter sees of the own complaint, besides where it stands."""

    reference: str
    subject: str
    filed_at: datetime
    received_at: datetime | None = Field(
        default=None, description="When the office received it, where an officer keyed it in later and says so."
    )
    mode: Mode
    channel: str = ""
    has_identity: bool = False
    has_consent: bool = False
    missing_files: tuple[str, ...] = Field(default=(), description="Attachments the channel requires and that lack.")
    identity_openings: int = Field(default=0, description="How often the office was allowed to look who you are.")
    attachments: tuple[Attachment, ...]
    messages: tuple[MailMessage, ...]


class ReadForwarding(ByReference):
    """Ask for what went to a unit or an agency."""

    for_bundle: bool = Field(default=False, description="To be handed on as files; noted in the trail as that.")


class ForwardedContent(Message):
    """What of the complaint itself went to a unit or agency: nothing that was not expressly sent."""

    reference: str
    problem_code: str | None
    happened_on: date | None
    location: str | None
    story: str | None
    identity: Identity | None
    attachments: tuple[Attachment, ...]
    left_out: int = Field(
        default=0, description="How many files that were to go along do not: of sound and film there is no copy."
    )
