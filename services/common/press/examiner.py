"""`python -m services.common.press.examiner <pdf>`: what signatures a PDF carries, told by pyHanko's own validator.

A process for one file, started by `examining`. The argument is the number of an open file; the only certificate that
is trusted comes by standard input (PEM, or nothing); the answer goes to standard output as JSON. Nobody is asked on
the network, so a certificate's revocation is not looked up.
"""

import json
import logging
import os
import resource
import sys
from typing import Any, BinaryIO, Final

MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
_HEAD: Final = 1024
_NO_PDF: Final[dict[str, Any]] = {"is_pdf": False, "signatures": 0, "last": None}
_BROKEN: Final[dict[str, Any]] = {
    "signer": "",
    "signed_at": None,
    "is_intact": False,
    "is_valid": False,
    "is_trusted": False,
    "covers_file": False,
    "change": "content",
}


def main(pdf: str) -> None:
    """Read, examine, answer."""
    _bound()
    logging.disable(logging.CRITICAL)  # the libraries quote the file
    certificate = sys.stdin.read()
    with os.fdopen(int(pdf), "rb") as file:
        try:
            answer = examine(file, certificate)
        except Exception as reason:  # a library's fault, or out of memory: no word on the file
            answer = {"failed": type(reason).__name__}
    sys.stdout.write(json.dumps(answer))


def examine(file: BinaryIO, certificate_pem: str) -> dict[str, Any]:
    """What `examining.Examined` holds, as JSON has it."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  # within the bounds set above

    file.seek(0)
    if b"%PDF-" not in file.read(_HEAD):
        return _NO_PDF
    try:
        reader = PdfFileReader(file)
        reader.root["/Pages"]["/Count"]
    except MemoryError:
        raise
    except Exception:  # whatever a parser stumbles over, this is no PDF that can be read
        return _NO_PDF
    return {"is_pdf": True} | _signatures(reader, certificate_pem)


def _signatures(reader: Any, certificate_pem: str) -> dict[str, Any]:
    try:
        found = reader.embedded_regular_signatures
    except MemoryError:
        raise
    except Exception:  # something stands where a signature should, and is none
        return {"signatures": 1, "last": _BROKEN}
    return {"signatures": len(found), "last": _judged(found[-1], certificate_pem) if found else None}


def _judged(signature: Any, certificate_pem: str) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415

    try:
        status = validate_pdf_signature(signature, _trusting(certificate_pem))
        said_at = signature.self_reported_timestamp
        return {
            "signer": _common_name(signature.signer_cert),
            "signed_at": said_at.isoformat() if said_at else None,
            "is_intact": bool(status.intact),
            "is_valid": bool(status.valid),
            "is_trusted": bool(status.valid and status.trusted),
            **_extent(status),
        }
    except MemoryError:
        raise
    except Exception:  # a signature that the validator cannot even read proves nothing
        return _BROKEN


def _trusting(certificate_pem: str) -> Any:
    """A context that trusts this certificate and no other, and asks nobody."""
    from asn1crypto import pem, x509  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    roots = [x509.Certificate.load(pem.unarmor(certificate_pem.encode())[2])] if certificate_pem.strip() else []
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def _extent(status: Any) -> dict[str, Any]:
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return {"covers_file": True, "change": "none"}
    is_proof = status.modification_level is not None and status.modification_level <= ModificationLevel.LTA_UPDATES
    return {"covers_file": False, "change": "harmless" if is_proof else "content"}


def _common_name(certificate: Any) -> str:
    found = certificate.subject.native.get("common_name", "")
    return found if isinstance(found, str) else ", ".join(found)


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
