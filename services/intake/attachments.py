"""Files of a complaint: leave to upload, taking them in to be checked, where they lie.

Once arrived, a file waits to be looked through by a process of its own (`evidence/`); until that has accepted it, it
is listed and given to nobody. Who reads it gets the copy without hidden data, where there is one.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from services.common.contracts import complaints as c
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.desk.completion import Announce
from services.common.errors import NotFound, UploadExpired
from services.intake import domain
from services.intake.known import Complaints, File, Forwarding, Known, may_open, of_unit, reach
from services.intake.showing import accepted, described, own_name
from services.intake.vault import Vault, name_of


def begin_attachment(
    caller: Caller, request: c.BeginAttachment, *, complaints: Complaints, vault: Vault, now: datetime
) -> c.Upload:
    """Give leave to upload one file, under a key nobody chose."""
    known, sent = _to_add_to(caller, request.reference, complaints)
    rules = complaints.rules(known.tenant)
    domain.check_announced(request.kind, request.media_type, _taken(own_name(caller), known, complaints), rules)
    _check_kind(caller, request.kind, sent)
    file = File(
        attachment_id=uuid4(),
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        object_key=f"{known.tenant}/{now:%Y}/{uuid4().hex}",
        kind=request.kind,
        sealed_name=vault.seal(known.tenant, known.complaint_id, name_of(request.kind), request.file_name),
        media_type=request.media_type,
        added_by=own_name(caller),
        begun_at=now,
        is_sealed=True,
    )
    complaints.save_file(file)
    return c.Upload(
        attachment_id=file.attachment_id,
        object_key=file.object_key,
        file_key=b64encode(vault.file_key(file.tenant, file.complaint_id, file.attachment_id, file.kind)).decode(),
        max_bytes=rules.max_bytes,
        types=rules.types,
    )


def _check_kind(caller: Caller, kind: str, sent: Forwarding | None) -> None:
    """Invalid."""
    if sent:
        domain.check_units_kind(kind)
    if caller.kind == "reporter":
        domain.check_reporters_kind(kind)


def _to_add_to(caller: Caller, reference: str | None, complaints: Complaints) -> tuple[Known, Forwarding | None]:
    """As `reach`, but for another agency, which reads what it got and adds nothing. NotFound."""
    known, sent = reach(caller, reference, complaints)
    if sent and not sent.unit:
        raise NotFound("complaint")
    return known, sent


def finish_attachment(
    caller: Caller,
    request: c.FinishAttachment,
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    now: datetime,
) -> c.Attachment:
    """Take an uploaded file in to be checked, or refuse it."""
    file = complaints.file(request.attachment_id)
    known = complaints.by_id(file.complaint_id) if file else None
    if file is None or known is None or not _may_finish(caller, file, known, complaints):
        raise NotFound("upload")
    if file.state != "begun" and (file.size, file.sha256) == (request.size, request.sha256):
        return described(file, vault)  # asked again because the answer was lost
    if file.state != "begun" or now - file.begun_at > domain.UPLOAD_LIFETIME:
        raise UploadExpired
    taken = _taken(file.added_by, known, complaints)
    domain.check_arrived(request, file.media_type, taken, complaints.rules(file.tenant))
    file.state, file.size, file.sha256, file.added_at = "checking", request.size, request.sha256, now
    complaints.save_file(file)
    arrived = {"sha256": request.sha256, "size": str(request.size)}
    subject = str(file.attachment_id)
    announce(audited(caller, "evidence_received", now, complaint_id=file.complaint_id, subject=subject, **arrived))
    return described(file, vault)


def missing(known: Known, complaints: Complaints) -> tuple[str, ...]:
    """The kinds of attachment the channel requires and that are not there."""
    channel = complaints.sop(known.sop).channels.get(known.channel)
    there = {file.kind for file in accepted(known, complaints)}
    return tuple(kind for kind in (channel.attachments_required if channel else ()) if kind not in there)


def being_checked(known: Known, lacking: Collection[str], complaints: Complaints) -> str:
    """The ids of the files that are being checked, when with them nothing would be missing; otherwise empty."""
    waiting = [file for file in complaints.files(known.complaint_id) if file.state == "checking"]
    needed = {file.kind: str(file.attachment_id) for file in waiting if file.kind in lacking}
    return ", ".join(needed.values()) if len(needed) == len(lacking) else ""


def _may_finish(caller: Caller, file: File, known: Known, complaints: Complaints) -> bool:
    if may_open(caller, known):
        return True
    return file.added_by == caller.actor and of_unit(caller, known, complaints) is not None


def _taken(by: str, known: Known, complaints: Complaints) -> Counter[str]:
    return Counter(file.state for file in complaints.files(known.complaint_id) if file.added_by == by)
