"""What intake does with a filed complaint: let the reporter in, show it, carry messages, take attachments."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.events import AttachmentAdded, MessagePosted
from services.common.contracts.tenant import AttachmentRules
from services.common.desk.completion import Announce
from services.common.errors import NotFound, UploadExpired, WrongReferenceOrCode
from services.common.sop.model import Sop
from services.intake import domain
from services.intake.vault import Vault

_NO_HASH = bytes(32)


@dataclass(frozen=True, slots=True)
class Known:
    """A filed complaint, still sealed."""

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    channel: str
    mode: str
    content: bytes
    code_hash: bytes
    filed_at: datetime


@dataclass(slots=True)
class File:
    """An attachment, begun or arrived. `state` is `begun`, `accepted` or `refused`."""

    attachment_id: UUID
    tenant: str
    complaint_id: UUID
    object_key: str
    kind: str
    sealed_name: bytes
    media_type: str
    added_by: str
    begun_at: datetime
    state: str = "begun"
    size: int | None = None
    sha256: str | None = None
    added_at: datetime | None = None


class Complaints(Protocol):
    """What these use cases ask of the database."""

    def by_reference(self, reference: str) -> Known | None: ...
    def by_id(self, complaint_id: UUID) -> Known | None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def rules(self, tenant: str) -> AttachmentRules: ...
    def identity(self, complaint_id: UUID) -> bytes | None: ...
    def messages(self, complaint_id: UUID, vault: Vault) -> tuple[c.MailMessage, ...]: ...
    def add_message(self, known: Known, message: c.MailMessage, vault: Vault) -> None: ...
    def files(self, complaint_id: UUID) -> list[File]: ...
    def file(self, attachment_id: UUID) -> File | None: ...
    def save_file(self, file: File) -> None: ...


def open_mailbox(request: c.OpenMailbox, *, complaints: Complaints, vault: Vault) -> c.MailboxKey:
    """Let the reporter in. An unknown reference and a wrong code take the same path and give the same answer."""
    known = complaints.by_reference(request.reference.strip().upper())
    given = vault.code_hash(known.reference if known else request.reference, request.access_code)
    is_right = hmac.compare_digest(given, bytes(known.code_hash) if known else _NO_HASH)
    if known is None or not is_right:
        raise WrongReferenceOrCode
    return c.MailboxKey(complaint_id=known.complaint_id, reference=known.reference)


def find(caller: Caller, reference: str | None, complaints: Complaints) -> Known:
    """The complaint the caller may read: the reporter's own, or one of the officer's regency. NotFound, NotYourRole."""
    if caller.kind == "reporter":
        known = complaints.by_id(caller.complaint_id) if caller.complaint_id else None
    else:
        known = complaints.by_reference(reference or "")
    if known is None:
        raise NotFound("complaint")
    if caller.kind != "reporter":
        domain.check_reader(caller, complaints.sop(known.sop))
    return known


def content(caller: Caller, reference: str, *, complaints: Complaints, vault: Vault) -> c.Content:
    """What a complaint says. Identity stays in the vault."""
    known = find(caller, reference, complaints)
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    return c.Content(
        complaint_id=known.complaint_id,
        reference=known.reference,
        channel=known.channel,
        mode=says["mode"],
        subject=says["subject"],
        story=says["story"],
        happened_on=says.get("happened_on"),
        location=says.get("location"),
        reported=tuple(c.ReportedParty.model_validate(party) for party in says.get("reported", ())),
        source_reference=says.get("source_reference"),
        has_identity=complaints.identity(known.complaint_id) is not None,
        attachments=_attachments(known, complaints, vault),
        messages=complaints.messages(known.complaint_id, vault),
    )


def mailbox(caller: Caller, *, complaints: Complaints, vault: Vault) -> c.Mailbox:
    """The reporter's view."""
    known = find(caller, None, complaints)
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    return c.Mailbox(
        reference=known.reference,
        subject=says["subject"],
        filed_at=known.filed_at,
        attachments=_attachments(known, complaints, vault),
        messages=complaints.messages(known.complaint_id, vault),
    )


def post_message(
    caller: Caller, request: c.PostMessage, *, complaints: Complaints, vault: Vault, announce: Announce, now: datetime
) -> c.MailMessage:
    """Put a message into the mailbox. To the reporter an officer is the office, not a name."""
    known = find(caller, request.reference, complaints)
    from_reporter = caller.kind == "reporter"
    message = c.MailMessage(
        message_id=uuid4(),
        from_reporter=from_reporter,
        author="pelapor" if from_reporter else caller.actor,
        text=request.text,
        posted_at=now,
    )
    complaints.add_message(known, message, vault)
    announce(
        MessagePosted(
            event_id=uuid4(),
            happened_at=now,
            tenant=known.tenant,
            complaint_id=known.complaint_id,
            reference=known.reference,
            message_id=message.message_id,
            from_reporter=from_reporter,
        )
    )
    return message


def begin_attachment(
    caller: Caller, request: c.BeginAttachment, *, complaints: Complaints, vault: Vault, now: datetime
) -> c.Upload:
    """Give leave to upload one file, under a key nobody chose."""
    known = find(caller, request.reference, complaints)
    rules = complaints.rules(known.tenant)
    taken = [file for file in complaints.files(known.complaint_id) if _takes_room(file, now)]
    domain.check_announced(request.kind, request.media_type, len(taken), rules)
    attachment_id = uuid4()
    file = File(
        attachment_id=attachment_id,
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        object_key=f"{known.tenant}/{now:%Y}/{uuid4().hex}",
        kind=request.kind,
        sealed_name=vault.seal(known.tenant, known.complaint_id, "file-name", request.file_name),
        media_type=request.media_type,
        added_by="pelapor" if caller.kind == "reporter" else caller.actor,
        begun_at=now,
    )
    complaints.save_file(file)
    return c.Upload(
        attachment_id=attachment_id, object_key=file.object_key, max_bytes=rules.max_bytes, types=rules.types
    )


def finish_attachment(
    caller: Caller,
    request: c.FinishAttachment,
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    now: datetime,
) -> c.Attachment:
    """Take an uploaded file into the complaint, or refuse it."""
    file = complaints.file(request.attachment_id)
    known = complaints.by_id(file.complaint_id) if file else None
    if file is None or known is None or (caller.kind == "reporter" and caller.complaint_id != file.complaint_id):
        raise NotFound("upload")
    if caller.kind != "reporter":
        domain.check_reader(caller, complaints.sop(known.sop))
    if file.state == "accepted" and (file.size, file.sha256) == (request.size, request.sha256):
        return described(file, vault)  # asked again because the answer was lost
    if file.state != "begun" or now - file.begun_at > domain.UPLOAD_LIFETIME:
        raise UploadExpired
    domain.check_arrived(request, file.media_type, complaints.rules(file.tenant))
    file.state, file.size, file.sha256, file.added_at = "accepted", request.size, request.sha256, now
    complaints.save_file(file)
    announce(
        AttachmentAdded(
            event_id=file.attachment_id,
            happened_at=now,
            tenant=file.tenant,
            complaint_id=file.complaint_id,
            attachment_id=file.attachment_id,
            kind=file.kind,
        )
    )
    return described(file, vault)


def fetch_attachment(
    caller: Caller, request: c.FetchAttachment, *, complaints: Complaints, vault: Vault
) -> c.StoredAttachment:
    """Where an attachment lies, for a caller who may read its complaint."""
    known = find(caller, request.reference, complaints)
    file = complaints.file(request.attachment_id)
    if file is None or file.complaint_id != known.complaint_id or file.state != "accepted":
        raise NotFound("attachment")
    return c.StoredAttachment(attachment=described(file, vault), object_key=file.object_key)


def described(file: File, vault: Vault) -> c.Attachment:
    """An accepted file as it is shown."""
    return c.Attachment(
        attachment_id=file.attachment_id,
        kind=file.kind,
        file_name=vault.open(file.tenant, file.complaint_id, "file-name", file.sealed_name),
        media_type=file.media_type,
        size=file.size or 0,
        sha256=file.sha256 or "",
        added_by=file.added_by,
        added_at=file.added_at or file.begun_at,
    )


def _takes_room(file: File, now: datetime) -> bool:
    return file.state == "accepted" or (file.state == "begun" and now - file.begun_at <= domain.UPLOAD_LIFETIME)


def _attachments(known: Known, complaints: Complaints, vault: Vault) -> tuple[c.Attachment, ...]:
    return tuple(described(file, vault) for file in complaints.files(known.complaint_id) if file.state == "accepted")
