"""A file held against an issued document: its hash is compared, the signature in it examined. It is kept nowhere.

Examining is dear, and anybody may ask for it: so there is room for a few at a time, and who comes beyond is told at
once. A file takes room when it has arrived, never while it is on its way.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from gateway.api.verification_shapes import MEANINGS, FileCheck, Finding, FoundSignature
from gateway.problems import Busy
from services.common.contracts.documents import Verification
from services.common.press.examining import Examined, LastSignature, NotExamined, examined

_PDF, _HEAD = b"%PDF-", 1024
_MATCHES: Final[dict[Finding, Literal["issued", "signed"]]] = {
    "as_issued": "issued",
    "as_signed": "signed",
    "as_scanned": "signed",
}
_room = threading.BoundedSemaphore(4)


@contextmanager
def room() -> Iterator[None]:
    """A place to examine a file in; Busy when all are taken."""
    if not _room.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _room.release()


def checked(file: bytes, document: Verification, certificate_pem: str | None) -> FileCheck:
    """What is to be said of a file."""
    digest = hashlib.sha256(file).hexdigest()
    finding: Finding
    found = None
    if digest == document.sha256:
        finding = "as_issued"
    elif digest == document.signed_sha256 and document.way == "wet":
        finding = "as_scanned"
    else:
        found = _examined(file, certificate_pem) if _PDF in file[:_HEAD] else None
        finding = "as_signed" if digest == document.signed_sha256 else _unlike(file, found)
    return FileCheck(
        matches=_MATCHES.get(finding, "none"),
        finding=finding,
        meaning=MEANINGS[finding],
        sha256=digest,
        document=document,
        signature=_told(found.signatures, found.last) if found and found.last else None,
    )


def _unlike(file: bytes, found: Examined | None) -> Finding:
    """What may be said of a file with another hash."""
    if _PDF not in file[:_HEAD] or (found and not found.is_pdf):
        return "not_a_pdf"
    if found is None:
        return "not_examined"
    if found.last is None:
        return "not_signed"
    return "signed_but_another" if found.last.stands else "changed_after_signing"


def _told(signatures: int, last: LastSignature) -> FoundSignature:
    return FoundSignature(
        signer=last.signer,
        signed_at=last.signed_at,
        is_valid=last.is_valid and last.is_intact,
        is_ours=last.is_trusted,
        changed_since=last.change == "content",
        signatures=signatures,
    )


def _examined(file: bytes, certificate_pem: str | None) -> Examined | None:
    """What signature there is; None when that could not be found out."""
    try:
        return examined(file, certificate_pem)
    except NotExamined:
        return None
