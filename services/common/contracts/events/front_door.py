"""What intake tells besides the moves of a complaint: messages, attachments, consent, a better protected reporter."""

from uuid import UUID

from pydantic import Field

from services.common.contracts.events.envelope import Event


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
    sha256: str | None = None


class ModeRaised(Event):
    """The reporter wants to be better protected than at filing: `confidential`, or `anonymous` and unknown again."""

    name = "mode_raised"
    sources = ("intake",)

    complaint_id: UUID
    mode: str


class EntryCorrected(Event):
    """A value of the complaint's line in the Buku Pengaduan was put right. The reason stays on the desk."""

    name = "entry_corrected"
    sources = ("intake",)

    complaint_id: UUID
    reference: str
    field: str = Field(description="`problem_code`, `unit` or `source_reference`.")
    after: str | None = Field(description="Codes only; None: there is none.")
    by: str


class ConsentGiven(Event):
    """The reporter agrees that the identity goes along when the complaint is passed to another agency."""

    name = "consent_given"
    sources = ("intake",)

    complaint_id: UUID
