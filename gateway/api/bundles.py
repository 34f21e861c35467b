"""The bundle of a complaint that was passed on: what its unit or agency got, as files, for who got it and who sends it.

What is in it is decided where it is decided for everything else: by followup for the memo, by the desks for documents,
by intake for files and words. Who reports is in it only where intake tells the caller.
"""

import json
from base64 import b64decode
from collections.abc import Iterable
from typing import Any, Final

from flask import Response

from gateway import bundles, downloads
from gateway.api.complaints import named
from gateway.api.documents import of_complaint, stored
from gateway.bundle_index import index
from gateway.bundles import Entry
from gateway.parts import parts
from gateway.problems import StoreAway
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment, FetchAttachment, StoredAttachment
from services.common.contracts.content import ForwardedContent, ReadForwarding
from services.common.contracts.documents import Document, FetchDocument
from services.common.contracts.tasks import ForwardingCopy
from services.common.documents import KINDS
from services.common.errors import OpeningRefused
from services.common.runtime.storage import ObjectStore

ZIP: Final = "application/zip"
_MEMO: Final = "memo_penyaluran"
_KTP: Final = "ktp"
_SAYS = ("problem_code", "happened_on", "location", "story", "identity")


def fetch(caller: Caller, reference: str) -> Response:
    """Download what was passed on

    For the unit or agency that got the complaint, and for the office that hands it over: a ZIP with the memo, the
    documents that went along as copies, the files that were expressly shared (clean copies under neutral names), what
    was said of the complaint (`data.json`), an index and SHA-256 sums. Who reports is not in it for who
    got the complaint: where the identity goes along, the officer who sent it has it here, as far as it was opened, and
    hands it over separately. The same content gives the same file. Every download is recorded.
    """
    desks, request = parts().desks, named(reference)
    copy = desks.call("followup.forwarding", caller, request, ForwardingCopy)
    papers = _papers(caller, request.reference, copy)
    asked = ReadForwarding(reference=request.reference, for_bundle=True)
    sent = desks.call("intake.forwarded", caller, asked, ForwardedContent)
    files = _files(caller, sent)
    left_out = sent.left_out + len(sent.attachments) - len(files)
    entries = [*papers, *files, _data(copy, sent)]
    entries.append(
        index(copy, _name(caller, copy), entries, left_out=left_out, with_identity=sent.identity is not None)
    )
    entries.append(bundles.sums(entries))
    if not parts().store.is_reachable():
        raise StoreAway
    name, size = f"salinan-{request.reference}.zip", bundles.length(entries)
    return downloads.saved(bundles.zipped(entries), name=name, media_type=ZIP, size=size)


def _name(caller: Caller, copy: ForwardingCopy) -> str:
    """To whom it went, by the name people know."""
    units = {unit.key: unit.name for unit in parts().regencies.get(caller.tenant).units}
    return units.get(copy.unit or "") or copy.agency or copy.unit or "-"


def _papers(caller: Caller, reference: str, copy: ForwardingCopy) -> list[Entry]:
    """The memo, and the documents that went along, as they stand. NotYetRendered."""
    kinds = (_MEMO, *copy.copies)
    found = [one for one in of_complaint(caller, reference) if one.kind in kinds and _stands(one)]
    newest = {one.kind: one for one in found}
    return [_paper(caller, reference, newest[kind]) for kind in kinds if kind in newest]


def _stands(one: Document) -> bool:
    return one.replaced_by is None and one.cancelled_at is None


def _paper(caller: Caller, reference: str, one: Document) -> Entry:
    file = stored(caller, one.kind, FetchDocument(document_id=one.document_id, reference=reference))
    folder = "" if one.kind == _MEMO else "tembusan/"
    what = f"{KINDS[one.kind].title}{f' nomor {one.number}' if one.number else ''}"
    content = _later(file.object_key, file.file_key)
    return Entry(f"{folder}{file.file_name}", what, file.size, file.sha256, content)


def _files(caller: Caller, sent: ForwardedContent) -> list[Entry]:
    found = []
    for shown in sorted(sent.attachments, key=lambda file: (len(file.file_name), file.file_name)):
        fetched = _fetched(caller, sent, shown)
        if fetched:
            content = _later(fetched.object_key, fetched.file_key)
            found.append(Entry(f"lampiran/{shown.file_name}", "Lampiran pengaduan", shown.size, shown.sha256, content))
    return found


def _fetched(caller: Caller, sent: ForwardedContent, shown: Attachment) -> StoredAttachment | None:
    """Where a file lies; None for a KTP that this caller may not see: it goes along with the identity or not at all."""
    if shown.kind == _KTP and sent.identity is None:
        return None
    asked = FetchAttachment(reference=sent.reference, attachment_id=shown.attachment_id)
    try:
        return parts().desks.call("intake.fetch_attachment", caller, asked, StoredAttachment)
    except OpeningRefused:
        return None


def _later(object_key: str, file_key: str) -> bundles.Content:
    """What reads a file when its turn has come; by then the request is over, so the store is found now."""
    store: ObjectStore = parts().store

    def content() -> Iterable[bytes]:
        return store.get(object_key, b64decode(file_key) or None)

    return content


def _data(copy: ForwardingCopy, sent: ForwardedContent) -> Entry:
    """What was expressly sent of the complaint itself, for programs."""
    told: dict[str, Any] = copy.model_dump(mode="json", exclude={"memo", "copies"}, exclude_none=True)
    says = sent.model_dump(mode="json", include=set(_SAYS), exclude_none=True)
    text = json.dumps(told | says, ensure_ascii=False, indent=2, sort_keys=True)
    return bundles.written("data.json", "Data pengaduan untuk dibaca program", f"{text}\n")
