"""Files of a complaint as they are shown and given out: to the office, to the reporter, to units.

Given out is the copy without hidden data. As it was sent a file goes only to who asks for that, inside the office or
as its reporter. Units get what was sent to them, never more than a copy, and hear nothing of what was kept apart. The
office's own scan of a signed document is given to everybody as it is: by its hash it is known as the one issued.
"""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from services.common.contracts import complaints as c
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.desk.completion import Announce
from services.common.errors import KeptApart, NotFound, NotYetChecked
from services.common.vocabulary import REPORTER, SIGNED_DOCUMENT
from services.intake import domain
from services.intake.known import Complaints, File, Forwarding, Known, reach
from services.intake.vault import KTP, Vault, name_of
from services.intake.verdicts import ENDED, OOXML, REASONS, REMOVED

_OFFICE = "inspektorat"


def fetch_attachment(
    caller: Caller,
    request: c.FetchAttachment,
    *,
    complaints: Complaints,
    vault: Vault,
    announce: Announce,
    may_know: Callable[[Caller, Known], object],
    now: datetime,
) -> c.StoredAttachment:
    """Where an attachment lies, for a caller who may read its complaint, or to whose unit it was sent.

    NotFound; NotYetChecked and KeptApart for who sees the file in the list and cannot have it. A KTP is identity:
    who did not attach it needs an opening with the whole NIK (`may_know`, OpeningRefused). Every one is recorded.
    """
    known, sent = reach(caller, request.reference, complaints)
    file = complaints.file(request.attachment_id)
    if file is None or file.complaint_id != known.complaint_id or file.state == "begun":
        raise NotFound("attachment")
    shown = _to(caller, file, sent, vault)
    if shown is None or (sent and request.original):
        raise NotFound("attachment")
    if file.state != "accepted":
        raise (NotYetChecked if file.state == "checking" else KeptApart)(str(file.attachment_id))
    if file.kind == KTP and not sent and file.added_by != own_name(caller):
        may_know(caller, known)
    is_copy = _as_copy(file) and not request.original
    if not is_copy and not request.original and file.media_type.startswith(OOXML):
        raise NotFound("copy of this file")
    shown = of_copy(file, shown) if is_copy else shown
    action = "evidence_read" if is_copy else "evidence_original_read"
    subject = str(file.attachment_id)
    announce(audited(caller, action, now, complaint_id=file.complaint_id, subject=subject, sha256=shown.sha256))
    return c.StoredAttachment(
        attachment=shown,
        object_key=(file.copy_key if is_copy else None) or file.object_key,
        file_key=_file_key(file, vault, is_copy),
    )


def is_the_reporters(file: File) -> bool:
    """Whether the reporter sees the file: only the own. The office's reports are not for the mailbox."""
    return file.added_by == REPORTER


def is_office_scan(file: File) -> bool:
    """Whether it is the office's scan of a document of its own; a text or a table that claims so is none."""
    is_ours = file.kind == SIGNED_DOCUMENT and not is_the_reporters(file)
    return is_ours and not file.media_type.startswith(OOXML)


def own_name(caller: Caller) -> str:
    """As whom the caller adds files."""
    return REPORTER if caller.kind == "reporter" else caller.actor


def to_office(file: File, vault: Vault) -> c.Attachment:
    """The same for officers; people name the picture of their KTP after themselves."""
    shown = described(file, vault)
    name = domain.neutral_name(1, file.media_type, KTP)
    return shown.model_copy(update={"file_name": name}) if file.kind == KTP else shown


def described(file: File, vault: Vault) -> c.Attachment:
    """A file that has arrived, as it is shown; size and hash are of what was sent."""
    return c.Attachment(
        attachment_id=file.attachment_id,
        kind=file.kind,
        file_name=_name(file, vault),
        media_type=file.media_type,
        size=file.size or 0,
        sha256=file.sha256 or "",
        added_by=file.added_by,
        added_at=file.added_at or file.begun_at,
        state=file.state,
        reason=_reason(file),
        reason_code=file.reason if file.reason in REASONS else None,
        has_copy=_as_copy(file),
    )


def of_copy(file: File, shown: c.Attachment) -> c.Attachment:
    """The same, with size and hash of the copy."""
    return shown.model_copy(update={"size": file.copy_size or 0, "sha256": file.copy_sha256 or ""})


def to_unit(caller: Caller, file: File, sent: Forwarding, vault: Vault) -> c.Attachment | None:
    """A file as a unit sees it: what was sent under a name that gives nobody away, what the officer added as it is.

    Nothing else; no KTP, even if it was sent by mistake, where the identity did not go along; and nothing of which no
    copy without hidden data could be made, such as sound and film.
    """
    if file.attachment_id not in sent.shared:
        return _shown(file, vault) if file.added_by == caller.actor else None
    if file.state != "accepted" or (file.kind == KTP and not sent.with_identity):
        return None
    if not file.copy_key and not is_office_scan(file):
        return None
    name = domain.neutral_name(sent.shared.index(file.attachment_id) + 1, file.media_type)
    return _shown(file, vault).model_copy(update={"file_name": name, "added_by": _OFFICE})


def accepted(known: Known, complaints: Complaints) -> list[File]:
    """The complaint's files that have passed their checks, oldest first."""
    return [file for file in complaints.files(known.complaint_id) if file.state == "accepted"]


def arrived(known: Known, complaints: Complaints) -> list[File]:
    """The complaint's files that have arrived, whatever became of them; oldest first."""
    return [file for file in complaints.files(known.complaint_id) if file.state != "begun"]


def copys_id(attachment_id: UUID) -> UUID:
    """What the key of a file's copy is made for."""
    return uuid5(attachment_id, "copy")


def _name(file: File, vault: Vault) -> str:
    """As its sender named it; a KTP's goes with the identity. An earlier build, whose files are open, told no kinds."""
    if not file.sealed_name:
        return domain.neutral_name(1, file.media_type, file.kind)
    purpose = name_of(file.kind if file.is_sealed else "")
    name: str = vault.open(file.tenant, file.complaint_id, purpose, file.sealed_name)
    return name


def _reason(file: File) -> str | None:
    if file.reason is None:
        return None
    told = REASONS.get(file.reason, file.reason)
    return f"{told} {REMOVED}" if file.removed_at and file.reason != ENDED else told


def _shown(file: File, vault: Vault) -> c.Attachment:
    shown = described(file, vault)
    return of_copy(file, shown) if _as_copy(file) else shown


def _as_copy(file: File) -> bool:
    return file.copy_key is not None and not is_office_scan(file)


def _to(caller: Caller, file: File, sent: Forwarding | None, vault: Vault) -> c.Attachment | None:
    if sent:
        return to_unit(caller, file, sent, vault)
    if caller.kind != "reporter":
        return to_office(file, vault)
    return described(file, vault) if is_the_reporters(file) else None


def _file_key(file: File, vault: Vault, is_copy: bool) -> str:
    """Base64; empty for a file from before files were sealed."""
    if not file.is_sealed:
        return ""
    made_for = copys_id(file.attachment_id) if is_copy else file.attachment_id
    return b64encode(vault.file_key(file.tenant, file.complaint_id, made_for, file.kind)).decode()
