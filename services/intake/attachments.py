"""Files of a complaint: leave to upload, taking them in, where they lie."""

from base64 import b64encode
from datetime import datetime
from uuid import uuid4

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.events import AttachmentAdded
from services.common.desk.completion import Announce
from services.common.errors import NotFound, UploadExpired
from services.common.vocabulary import REPORTER
from services.intake import domain
from services.intake.known import Complaints, File, Forwarding, Known, may_open, of_unit, reach
from services.intake.vault import Vault

_OFFICE = "inspektorat"


def begin_attachment(
    caller: Caller, request: c.BeginAttachment, *, complaints: Complaints, vault: Vault, now: datetime
) -> c.Upload:
    """Give leave to upload one file, under a key nobody chose."""
    known, sent = reach(caller, request.reference, complaints)
    rules = complaints.rules(known.tenant)
    domain.check_announced(request.kind, request.media_type, _accepted(known, complaints), rules)
    if sent:
        domain.check_units_kind(request.kind)
    attachment_id = uuid4()
    file = File(
        attachment_id=attachment_id,
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        object_key=f"{known.tenant}/{now:%Y}/{uuid4().hex}",
        kind=request.kind,
        sealed_name=vault.seal(known.tenant, known.complaint_id, "file-name", request.file_name),
        media_type=request.media_type,
        added_by=REPORTER if caller.kind == "reporter" else caller.actor,
        begun_at=now,
    )
    complaints.save_file(file)
    return c.Upload(
        attachment_id=attachment_id,
        object_key=file.object_key,
        file_key=_file_key(file, vault),
        max_bytes=rules.max_bytes,
        types=rules.types,
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
    if file is None or known is None or not _may_finish(caller, file, known, complaints):
        raise NotFound("upload")
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
    """Where an attachment lies, for a caller who may read its complaint, or to whose unit it was sent."""
    known, sent = reach(caller, request.reference, complaints)
    file = complaints.file(request.attachment_id)
    if file is None or file.complaint_id != known.complaint_id or file.state != "accepted":
        raise NotFound("attachment")
    if caller.kind == "reporter" and not is_the_reporters(file):
        raise NotFound("attachment")
    shown = to_unit(caller, file, sent, vault) if sent else described(file, vault)
    if shown is None:
        raise NotFound("attachment")
    return c.StoredAttachment(attachment=shown, object_key=file.object_key, file_key=_file_key(file, vault))


def is_the_reporters(file: File) -> bool:
    """Whether the reporter sees the file: only the own. The office's reports are not for the mailbox."""
    return file.added_by == REPORTER


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


def to_unit(caller: Caller, file: File, sent: Forwarding, vault: Vault) -> c.Attachment | None:
    """A file as a unit sees it: what was sent under a name that gives nobody away, what the officer added as it is.

    Nothing else; and no KTP, even if it was sent by mistake, where the identity did not go along.
    """
    if file.attachment_id not in sent.shared:
        return described(file, vault) if file.added_by == caller.actor else None
    if file.kind == "ktp" and not sent.with_identity:
        return None
    name = domain.neutral_name(sent.shared.index(file.attachment_id) + 1, file.media_type)
    return described(file, vault).model_copy(update={"file_name": name, "added_by": _OFFICE})


def accepted(known: Known, complaints: Complaints) -> list[File]:
    """The complaint's files that have arrived, oldest first."""
    return [file for file in complaints.files(known.complaint_id) if file.state == "accepted"]


def missing(known: Known, complaints: Complaints) -> tuple[str, ...]:
    """The kinds of attachment the channel requires and that are not there."""
    channel = complaints.sop(known.sop).channels.get(known.channel)
    there = {file.kind for file in accepted(known, complaints)}
    return tuple(kind for kind in (channel.attachments_required if channel else ()) if kind not in there)


def _file_key(file: File, vault: Vault) -> str:
    return b64encode(vault.file_key(file.tenant, file.complaint_id, file.attachment_id)).decode()


def _may_finish(caller: Caller, file: File, known: Known, complaints: Complaints) -> bool:
    if may_open(caller, known):
        return True
    return file.added_by == caller.actor and of_unit(caller, known, complaints) is not None


def _accepted(known: Known, complaints: Complaints) -> int:
    # Uploads that were begun take no room: one that is refused or given up must not cost the reporter a place.
    return len(accepted(known, complaints))
