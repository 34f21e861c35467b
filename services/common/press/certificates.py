"""Certificates of a regency's own signing authority: its own, and a new one for each signature.

They say of themselves that they are not certified: nobody but this installation vouches for them.
"""

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from services.common.press.sheet import Person

NOT_CERTIFIED: Final = "bukan TTE tersertifikasi"
REASON: Final = f"Ditandatangani secara elektronik; {NOT_CERTIFIED}"

_COUNTRY: Final = "ID"
_LONGEST: Final = 64  # bytes of one part of a name, by RFC 5280
_YEARS: Final = timedelta(days=20 * 365 + 5)
_SLACK: Final = timedelta(hours=1)  # for clocks that are behind ours


def new_authority(office: str, at: datetime) -> tuple[str, str]:
    """A certificate that signs others, made by its own key, valid for 20 years; and the key. Both PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(_clipped(office, f" – {NOT_CERTIFIED}"), _clipped(office))
    made = (
        _begun(name, key.public_key(), at)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, SHA256())
    )
    return made.public_bytes(Encoding.PEM).decode(), _pem(key)


def one_off(
    authority_pem: str, authority_key_pem: str, signer: Person, office: str, at: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A certificate of this signer for one signature, and its key, which nobody keeps."""
    authority = x509.load_pem_x509_certificate(authority_pem.encode())
    authority_key = load_pem_private_key(authority_key_pem.encode(), None)
    if not isinstance(authority_key, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not an EC key")
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(_clipped(signer.name or signer.position), _clipped(office), _clipped(signer.position))
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    made = (
        _begun(name, key.public_key(), at)
        .issuer_name(authority.subject)
        .add_extension(issued_by, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(authority_key, SHA256())
    )
    return made, key


def _begun(name: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _SLACK)
        .not_valid_after(at + _YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str, organization: str, title: str = "") -> x509.Name:
    said = (
        (NameOID.COUNTRY_NAME, _COUNTRY),
        (NameOID.ORGANIZATION_NAME, organization),
        (NameOID.TITLE, title),
        (NameOID.COMMON_NAME, common),
    )
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in said if text])


def _clipped(text: str, after: str = "") -> str:
    """As much of the text as fits into a part of a name, with what must stand after it."""
    room = _LONGEST - len(after.encode())
    return text.encode()[:room].decode(errors="ignore").strip() + after


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
