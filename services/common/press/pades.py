"""Signing a PDF by the regency's own key: PAdES B-B, appended to the file, whose first bytes stay as they are.

No database and no store: it runs in the press's child processes. The signature shows nowhere on the pages; what can be
seen of it was printed with the document. It carries the authority's certificate, so that it can be checked with
nothing else at hand but the knowledge that this is the regency's.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys, pem, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import CertificateRegistry

from services.common.press.certificates import one_off
from services.common.press.sheet import Person


def sign(  # noqa: PLR0917  # it is called from another process, by position
    pdf: bytes,
    ca_cert_pem: str,
    ca_key_pem: str,
    signer: Person,
    office: str,
    place: str,
    reason: str,
    at: datetime,
) -> bytes:
    """The PDF, followed by one signature under a key that is forgotten at once. `at` has a time zone."""
    certificate, key = one_off(ca_cert_pem, ca_key_pem, signer, office, at)
    mechanism = SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        cert_registry=CertificateRegistry.build([_loaded(ca_cert_pem)]),
    )
    out = IncrementalPdfFileWriter(BytesIO(pdf))
    field = f"Signature{len(out.prev.embedded_signatures) + 1}"
    said = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=signer.name,
        location=place,
        reason=reason,
    )
    signed: BytesIO = _At(at, said, mechanism, new_field_spec=SigFieldSpec(field)).sign_pdf(out)
    return signed.getvalue()


class _At(PdfSigner):
    """Signs at a given time; by itself pyHanko takes the machine's clock and its time zone."""

    def __init__(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """As inherited, at the time."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def _loaded(certificate_pem: str) -> x509.Certificate:
    _, _, der = pem.unarmor(certificate_pem.encode())
    return x509.Certificate.load(der)
