"""An authority of this test run, and the certificates it gives to receivers."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Authority:
    """Vouches for hosts."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Otoritas Uji")])
        ca = x509.BasicConstraints(ca=True, path_length=0)
        self._own = _begun(self._name, self._name, self._key).add_extension(ca, critical=True)
        self.pem = self._own.sign(self._key, SHA256()).public_bytes(Encoding.PEM).decode()

    def trusted(self) -> ssl.SSLContext:
        """Of a client who believes this authority."""
        return ssl.create_default_context(cadata=self.pem)

    def server(self, host: str) -> ssl.SSLContext:
        """Of a server by this name or address."""
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
        made = _begun(name, self._name, key).add_extension(x509.SubjectAlternativeName([_named(host)]), critical=True)
        file = self._folder / f"{host}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(private + made.sign(self._key, SHA256()).public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _begun(name: x509.Name, by: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
