"""Signing a document: by our own key, by hand, or by BSrE.

The first two are the desk's business. For BSrE the gateway fetches the file, has it signed, checks what came back and
puts it in its place; what the signer typed goes to the signing server and nowhere else.
"""

import hashlib
from base64 import b64decode
from contextlib import suppress
from io import BytesIO
from typing import Final
from uuid import UUID

from gateway.api.complaints import named
from gateway.api.documents import desk_of
from gateway.api.signature_shapes import CodeOrder, SignatureOrder
from gateway.parts import parts
from gateway.problems import StoreAway
from gateway.reading import shaped
from gateway.signing.checking import demand_signed
from gateway.signing.provider import Signer, Wording
from services.common.contracts.caller import Caller
from services.common.contracts.documents import ByDocument, Document, FinishSigning, SignDocument, SigningPlace
from services.common.contracts.register import Nothing
from services.common.errors import Invalid, NotFound, SigningRefused

OF_SIGNER: Final = ("signing_nik",)
"""Counted once the desk has said that the caller may sign, so that nobody else keeps a signer from signing."""

_FOR_BSRE: Final = ("nik", "passphrase", "totp")


class NotTheIssuedFile(Exception):
    """What lies in the store under a document's name has another hash than the desk knows."""


def sign(caller: Caller, reference: str, kind: str, document_id: UUID, *, body: SignatureOrder, key: str) -> Document:
    """Sign a document

    For the roles the document names. `internal` is carried out in a moment; the list of documents says when. What is
    signed is never written again; another edition of it is another document.
    """
    of = named(reference).reference
    desk, request_key = desk_of(kind), parts().receipts.request_key(caller, key)
    _demand_fitting(body)
    if body.way == "bsre":
        return _by_bsre(caller, ByDocument(document_id=document_id, reference=of), kind, body, request_key)
    about = {"document_id": document_id, "reference": of, "request_key": request_key}
    request = shaped(SignDocument, **about, way=body.way, attachment_id=body.attachment_id)
    return parts().desks.call(f"{desk}.sign_document", caller, request, Document)


def send_code(caller: Caller, reference: str, kind: str, document_id: UUID, *, body: CodeOrder) -> Nothing:
    """Have a one-time code sent

    By BSrE, to who is about to sign this document; it stands in the place of the passphrase.
    """
    request = ByDocument(document_id=document_id, reference=named(reference).reference)
    provider = parts().providers.of(caller.tenant)
    _place(caller, request, kind)
    _count(caller, body)
    provider.send_code(body.nik)
    return Nothing()


def _by_bsre(caller: Caller, of: ByDocument, kind: str, body: SignatureOrder, request_key: str) -> Document:
    if body.nik is None:
        raise Invalid({"nik": "Give the NIK of who signs."})
    provider = parts().providers.of(caller.tenant)
    place = _place(caller, of, kind)
    _count(caller, body)
    sent = _fetched(place)
    signed = provider.sign(sent, Signer(body.nik, body.passphrase, body.totp), _wording(caller, place.document))
    demand_signed(sent, signed)
    _put(place, signed)
    finish = FinishSigning(
        **dict(of),
        place=place.target_key,
        sha256=hashlib.sha256(signed).hexdigest(),
        size=len(signed),
        request_key=request_key,
    )
    try:
        return parts().desks.call(f"{desk_of(kind)}.finish_signing", caller, finish, Document)
    except SigningRefused:  # another signed it meanwhile; nobody will ever look for this one
        with suppress(OSError):
            parts().store.remove(place.target_key)
        raise


def _place(caller: Caller, of: ByDocument, kind: str) -> SigningPlace:
    """Where the file lies; refused here to whoever may not sign it."""
    found = parts().desks.call(f"{desk_of(kind)}.begin_signing", caller, of, SigningPlace)
    if found.document.kind != kind:
        raise NotFound("document")
    return found


def _count(caller: Caller, body: SignatureOrder | CodeOrder) -> None:
    """A passphrase and a code are not to be guessed. TooManyRequests, CannotCount."""
    parts().admission.admit(OF_SIGNER, False, {"caller": caller, "body": body})


def _fetched(place: SigningPlace) -> bytes:
    try:
        content = b"".join(parts().store.get(place.object_key, b64decode(place.file_key)))
    except OSError as reason:
        raise StoreAway from reason
    if hashlib.sha256(content).hexdigest() != place.document.sha256:
        raise NotTheIssuedFile(str(place.document.document_id))
    return content


def _put(place: SigningPlace, signed: bytes) -> None:
    try:
        parts().store.put(place.target_key, BytesIO(signed), len(signed), b64decode(place.target_file_key))
    except OSError as reason:
        raise StoreAway from reason


def _wording(caller: Caller, document: Document) -> Wording:
    profile = parts().regencies.get(caller.tenant).profile
    reason = f"{document.title} {document.number}" if document.number else document.title
    return Wording(reason=reason, location=profile.place, contact=profile.office)


def _demand_fitting(body: SignatureOrder) -> None:
    """Each way has its own fields, and a secret that nobody needs is not accepted. Invalid."""
    if body.way != "bsre":
        if given := [name for name in _FOR_BSRE if getattr(body, name) is not None]:
            raise Invalid(dict.fromkeys(given, "Leave this out: it is for `bsre` alone."))
        return
    if (body.passphrase is None) == (body.totp is None):
        raise Invalid({"passphrase": "Give the passphrase, or the code as `totp`; not both."})
