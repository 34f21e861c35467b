"""A file on its way in: judged by its content, announced to intake, sealed into the store, confirmed to intake.

The type announced is what the first bytes are, so most files that are not allowed are refused before they are sent.

What arrives lies in quarantine: it is listed, and given to nobody until intake's evidence process has accepted it.
A file that is refused on the way is removed from the store. One whose confirmation got no clear answer stays: intake
may have taken it, and lost evidence is worse than a file nobody refers to.
"""

import logging
import sys
from base64 import b64decode
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import unquote

from flask import Request

from gateway import filetypes
from gateway.multipart import FilePart
from gateway.parts import Parts
from gateway.problems import MalformedUpload, StoreAway, TooLarge
from gateway.reading import shaped
from services.common import errors
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment, BeginAttachment, FinishAttachment, Upload
from services.common.runtime.storage import Stored
from services.common.runtime.storage import TooLarge as PastLimit

log = logging.getLogger(__name__)

NAME_HEADER, KIND_HEADER = "X-File-Name", "X-Attachment-Kind"

_MULTIPART = "multipart/form-data"
_AROUND = 64 * 1024  # what a multipart body may weigh besides the file
_PERHAPS_TAKEN = (errors.Unavailable, errors.UploadExpired)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was sent; `length` is that of the whole body, when it was said."""

    stream: BinaryIO
    file_name: str
    kind: str
    length: int | None


def incoming(request: Request) -> Incoming:
    """The one file of a request: a multipart body, or the body itself with its name in a header."""
    request.max_content_length = sys.maxsize  # what intake allows counts, and is counted while streaming
    kind = request.headers.get(KIND_HEADER, "")
    name = unquote(request.headers.get(NAME_HEADER, ""))
    stream = cast(BinaryIO, request.stream)
    if request.mimetype == _MULTIPART:
        part = FilePart(stream, request.mimetype_params.get("boundary", ""))
        kind, name = kind or part.fields.get("kind", ""), name or part.file_name
        stream = cast(BinaryIO, part)
    if not name:
        raise MalformedUpload(f"send the file's name in the header {NAME_HEADER}, percent-encoded")
    return Incoming(stream, _bare(name), kind or "evidence", request.content_length)


def take(parts: Parts, caller: Caller, reference: str | None, file: Incoming) -> Attachment:
    """Store the file and have intake confirm it."""
    seen = filetypes.Inspected(file.stream)
    if not seen.head:
        raise errors.AttachmentRefused("it is empty", "empty")
    begin = shaped(
        BeginAttachment, reference=reference, kind=file.kind, file_name=file.file_name, media_type=seen.media_type
    )
    upload = parts.desks.call("intake.begin_attachment", caller, begin, Upload)
    if file.length is not None and file.length > upload.max_bytes + _AROUND:
        raise TooLarge(upload.max_bytes)
    try:
        stored = _put(parts, upload, seen)
        finish = FinishAttachment(
            attachment_id=upload.attachment_id, size=stored.size, sha256=stored.sha256, media_type=seen.media_type
        )
        return parts.desks.call("intake.finish_attachment", caller, finish, Attachment)
    except _PERHAPS_TAKEN:
        raise
    except (errors.Refusal, TooLarge, MalformedUpload):
        _remove(parts, upload)
        raise


def _put(parts: Parts, upload: Upload, stream: filetypes.Inspected) -> Stored:
    try:
        return parts.store.put(upload.object_key, stream, upload.max_bytes, b64decode(upload.file_key))
    except PastLimit:
        raise TooLarge(upload.max_bytes) from None
    except OSError as reason:
        raise StoreAway from reason


def _remove(parts: Parts, upload: Upload) -> None:
    try:
        parts.store.remove(upload.object_key)
    except OSError as reason:
        log.warning("a refused file stays in the store as %s (%s)", upload.object_key, type(reason).__name__)


def _bare(name: str) -> str:
    """The name without folders and control characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable()).strip()[-200:]
