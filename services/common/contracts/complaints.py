"""What crosses the boundary about a complaint: the filing, its content, its mailbox and its attachments."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.common.contracts.instants import Instant
from services.common.contracts.result import Line, Prose

Mode = Literal["open", "confidential", "anonymous"]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[0-9]{2}(-[0-9A-HJKMNP-TV-Z]{4}){2}$")]

SourceReference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9./_-]{1,60}$")]
# Whether an address can be reached is seen when it is written to; a fuller check costs more than filing itself.
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$", max_length=254)]


class Message(BaseModel):
    """A value that crosses a boundary: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Identity(Message):
    """The reporter. Goes into the vault and nowhere else."""

    name: Line | None = None
    nik: Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")] | None = None
    address: Line | None = None
    email: Email | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{5,24}$")] | None = None
    occupation: Line | None = None


class ReportedParty(Message):
    """Who the complaint is about."""

    name: Line | None = None
    position: Line | None = None
    unit: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")] | None = Field(
        default=None, description="Key of a unit of the regency, when it is one."
    )
    agency: Line | None = None
    nip: Annotated[str, StringConstraints(pattern=r"^[0-9]{18}$")] | None = None
    officer: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")] | None = Field(
        default=None, description="An officer of the inspectorate, by sign-in name; for staff who key in a complaint."
    )

    def is_the_unit(self) -> bool:
        """Whether the unit itself is reported, not a person who works there."""
        return self.unit is not None and self.name is None and self.position is None and self.nip is None


class Filing(Message):
    """A complaint as it is filed, by a citizen or keyed in by an officer."""

    channel: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    mode: Mode = "confidential"
    subject: Line
    story: Prose
    happened_on: date | None = None
    location: Line | None = None
    reported: Annotated[tuple[ReportedParty, ...], Field(max_length=20)] = ()
    identity: Identity | None = None
    problem_code: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|10)$")] | None = None
    source_reference: SourceReference | None = Field(
        default=None, description="The complaint's number at its source: Lapak Aduan, SP4N-LAPOR, a letter."
    )
    consents_to_forwarding: bool = Field(
        default=False,
        description="The reporter agrees that the identity goes along if another agency has the authority.",
    )
    received_at: Instant | None = Field(
        default=None, description="When the office received it, for what is keyed in later. Not in the future."
    )


class Submission(Message):
    """A filing with the names the gateway has already given out for it (see `gateway.receipts`)."""

    complaint_id: UUID
    reference: Reference
    access_code: str
    request_key: str
    filing: Filing


class Receipt(Message):
    """Proof that a complaint was filed. The access code is shown once and kept only as a hash."""

    complaint_id: UUID
    reference: str
    access_code: str
    received_at: datetime
    is_new: bool = Field(description="False when the same Idempotency-Key was sent before.")


class ByReference(Message):
    """One complaint of the caller's tenant."""

    reference: Reference


class OpenMailbox(Message):
    """The reporter's key to a complaint."""

    reference: str
    access_code: str


class MailboxKey(Message):
    """What a rightful reporter is let into."""

    complaint_id: UUID
    reference: str


AttachmentState = Literal["checking", "accepted", "refused", "infected"]


class Attachment(Message):
    """A file of a complaint; the content is fetched separately, once it has passed its checks."""

    attachment_id: UUID
    kind: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime
    state: AttachmentState = Field(
        default="accepted",
        description="`checking`: arrived, being looked through. `refused`, `infected`: kept apart, given to nobody.",
    )
    reason: str | None = Field(default=None, description="Why it was refused, and what to do.")
    reason_code: str | None = Field(
        default=None,
        description="The same for a program: `infected`, `encrypted`, `macros`, `embedded`, `bomb`, `wrong_type`, "
        "`unexaminable`, `too_large` or `ended`.",
    )
    has_copy: bool = Field(default=False, description="A copy without hidden data exists, and is what is downloaded.")


class BeginAttachment(Message):
    """Announces an upload. `reference` is for officers, reporters are bound to their complaint."""

    reference: Reference | None = None
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")] = "evidence"
    file_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$", max_length=100)]


class Upload(Message):
    """Leave to upload: where to, how much, what."""

    attachment_id: UUID
    object_key: str
    file_key: str = Field(description="Base64; the file is stored encrypted under this key.")
    max_bytes: int
    types: tuple[str, ...]


class FinishAttachment(Message):
    """What arrived in the store."""

    attachment_id: UUID
    size: int
    sha256: str
    media_type: str = Field(description="By content, as sniffed from the first bytes.")


class FetchAttachment(Message):
    """Asks for one attachment of a complaint the caller may read."""

    reference: Reference | None = None
    attachment_id: UUID
    original: bool = Field(default=False, description="As it was sent, with what is hidden in it.")


class StoredAttachment(Message):
    """An attachment, where it lies and the key it is encrypted under. Name, type and size are of what is fetched."""

    attachment: Attachment
    object_key: str
    file_key: str


class ByComplaints(Message):
    """Complaints by their internal ids."""

    complaint_ids: Annotated[tuple[UUID, ...], Field(max_length=500)]


class ReporterAddresses(Message):
    """Where reporters may be told that there is news, by complaint id; who gave no address is absent."""

    emails: dict[str, str]
