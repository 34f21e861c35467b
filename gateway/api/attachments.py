"""Attachments in and out, for reporters and for staff. Files pass through and are never held.

There is no lasting address of a file: every download is asked of intake anew, under the session of whoever asks, and
recorded there. It is always saved and never shown in the browser.
"""

from uuid import UUID

from flask import Response, request

from gateway import arrival, downloads
from gateway.api.complaints import named
from gateway.api.shapes import AsSent
from gateway.parts import parts
from gateway.uploads import incoming, take
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment, FetchAttachment, StoredAttachment


def add_own(caller: Caller) -> Attachment:
    """Attach a file to my complaint

    One file a request: as the body itself with the headers `X-File-Name` (percent-encoded) and `X-Attachment-Kind`,
    or as the file of a multipart form. It is listed at once and can be downloaded when it has passed its checks.
    """
    with arrival.upload(request):
        return take(parts(), caller, None, incoming(request))


def add(caller: Caller, reference: str) -> Attachment:
    """Attach a file

    One file a request: as the body itself with the headers `X-File-Name` (percent-encoded) and `X-Attachment-Kind`,
    or as the file of a multipart form. It is listed at once and can be downloaded, and named in a step, when it has
    passed its checks: within a second or so for most.
    """
    with arrival.upload(request):
        return take(parts(), caller, named(reference).reference, incoming(request))


def fetch_own(caller: Caller, attachment_id: UUID, query: AsSent) -> Response:
    """Download a file of my complaint

    The copy without hidden data (place, camera, author), as the office reads it; with `original=true` as you sent it.
    """
    return _download(caller, FetchAttachment(attachment_id=attachment_id, original=query.original))


def fetch(caller: Caller, reference: str, attachment_id: UUID, query: AsSent) -> Response:
    """Download a file

    The copy without hidden data, where there is one; with `original=true` as it was sent. Units get copies only.
    Every download is recorded.
    """
    asked = FetchAttachment(reference=named(reference).reference, attachment_id=attachment_id, original=query.original)
    return _download(caller, asked)


def _download(caller: Caller, asked: FetchAttachment) -> Response:
    found = parts().desks.call("intake.fetch_attachment", caller, asked, StoredAttachment)
    file = found.attachment
    return downloads.stored(
        found.object_key, found.file_key, name=file.file_name, media_type=file.media_type, size=file.size
    )
