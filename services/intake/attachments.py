"""Files of a complaint: leave to upload, taking them in, where they lie."""

from datetime import datetime
from uuid import uuid4

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.events import AttachmentAdded
from services.common.desk.completion import Announce
from services.common.errors import NotFound, UploadExpired
from services.intake import domain
from services.intake.known import Complaints, File, Known, find
from services.intake.vault import Vault


def begin_attachment(
    caller: Caller, request: c.BeginAttachment, *, complaints: Complaints, vault: Vault, now: datetime
) -> c.Upload:
    """Give leave to upload one file, under a key nobody chose."""
    known = find(caller, request.reference, complaints)
    rules = complaints.rules(known.tenant)
    domain.check_announced(request.kind, request.media_type, _accepted(known, complaints), rules)
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
    domain.check_arrived(request, file.media_type, _accepted(known, complaints), complaints.rules(file.tenant))
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
    if caller.kind == "reporter" and not is_the_reporters(file):
        raise NotFound("attachment")
    return c.StoredAttachment(attachment=described(file, vault), object_key=file.object_key)


def is_the_reporters(file: File) -> bool:
    """Whether the reporter sees the file: only the own. The office's reports are not for the mailbox."""
    return file.added_by == "pelapor"


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


def accepted(known: Known, complaints: Complaints, vault: Vault, *, for_reporter: bool) -> tuple[c.Attachment, ...]:
    """The complaint's files as they are shown, oldest first; to the reporter only the own."""
    files = [file for file in complaints.files(known.complaint_id) if file.state == "accepted"]
    return tuple(described(file, vault) for file in files if is_the_reporters(file) or not for_reporter)


def _accepted(known: Known, complaints: Complaints) -> int:
    # Uploads that were begun take no room: one that is refused or given up must not cost the reporter a place.
    return sum(file.state == "accepted" for file in complaints.files(known.complaint_id))
