"""Verifying a document: anybody who holds one may ask whether it stands, and whether a file is the one issued.

Asked without signing in: the code beside the document's QR is all there is. Nobody's address, browser or file is kept.
"""

import re
from typing import Final

from flask import Response, after_this_request, request

from gateway.api.verification_shapes import FileCheck
from gateway.arrival import received
from gateway.checking import checked, room
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.documents import ByCode, Certificate, Verification
from services.common.contracts.regencies import ByTenant
from services.common.errors import NotFound

LIMITS: Final = ("check_client",)
TENANT: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_CODE = re.compile(r"[0-9A-Za-z]{8,32}")
_BETWEEN = re.compile(r"[\s-]")
_PEM = "application/x-pem-file"


def show(tenant: str, code: str) -> Verification:
    """Verify a document

    By the code that stands beside its QR: what it is, who issued it, and whether it stands. Capital letters do not
    matter, and 0 and 1 may be typed as O, I or L. Nothing it says is told here.
    """
    _unlisted()
    return found(tenant, code)


def check_file(tenant: str, code: str) -> FileCheck:
    """Verify a file

    Whether this file is the document, byte for byte, and what signature is in it. One file a request, of at most
    25 MiB: as the body itself, or as the file of a multipart form. It is compared, and kept nowhere.
    """
    _unlisted()
    document = found(tenant, code)
    file, certificate_pem = received(request), _certificate(tenant)
    with room():
        return checked(file, document, certificate_pem)


def certificate(tenant: str) -> Response:
    """The certificate of a regency's own signatures

    As PEM. Signatures by a regency's own key are checked against it; they are not certified by BSrE.
    """
    if not TENANT.fullmatch(tenant):
        raise NotFound("certificate")
    given = parts().desks.call("register.signing_certificate", public(tenant), ByTenant(tenant=tenant), Certificate)
    response = Response(given.pem, content_type=_PEM)
    response.headers["Content-Disposition"] = f'attachment; filename="{tenant}-tanda-tangan.pem"'
    return response


def found(tenant: str, code: str) -> Verification:
    """The document. NotFound, also for what cannot be a code or a regency."""
    plain = as_typed(code)
    if plain is None or not TENANT.fullmatch(tenant):
        raise NotFound("document")
    asked = ByCode(tenant=tenant, code=plain)
    return parts().desks.call("register.verification", public(tenant), asked, Verification)


def as_typed(code: str) -> str | None:
    """A code as a person typed it, without what is put between its groups; None when it cannot be one."""
    plain = _BETWEEN.sub("", code)
    return plain if _CODE.fullmatch(plain) else None


def _certificate(tenant: str) -> str | None:
    try:
        asked = ByTenant(tenant=tenant)
        return parts().desks.call("register.signing_certificate", public(tenant), asked, Certificate).pem
    except NotFound:
        return None


def _unlisted() -> None:
    @after_this_request
    def _tell(response: Response) -> Response:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
