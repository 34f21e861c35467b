"""A signature by our own key: appended to the file, by whom, where and when, and saying that it is not certified."""

import pickle
from datetime import timedelta, timezone
from io import BytesIO

from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from services.common.press.certificates import new_authority
from services.common.press.pades import sign
from services.common.press.sheet import Person
from tests.support.signed import AT, INSPEKTUR, OFFICE, authority, letter, signed

LONG_OFFICE = "Inspektorat Daerah Kabupaten Contoh Yang Bernama Sangat Panjang Sekali Sehingga Tidak Muat"


def signatures(pdf: bytes) -> list[EmbeddedPdfSignature]:
    found: list[EmbeddedPdfSignature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return found


def named(certificate: x509.Certificate, kind: x509.ObjectIdentifier) -> str:
    return str(certificate.subject.get_attributes_for_oid(kind)[0].value)


def certificates(pdf: bytes) -> tuple[x509.Certificate, list[x509.Certificate]]:
    (one,) = signatures(pdf)
    others = [x509.load_der_x509_certificate(other.dump()) for other in one.other_embedded_certs]
    return x509.load_der_x509_certificate(one.signer_cert.dump()), others


def test_the_signed_file_begins_with_the_unsigned_one() -> None:
    assert signed().startswith(letter())


def test_pyhankos_own_validator_finds_the_signature_valid_and_trusted() -> None:
    (one,) = signatures(signed())
    root = x509.load_pem_x509_certificate(authority()[0].encode())
    (embedded,) = one.other_embedded_certs
    assert x509.load_der_x509_certificate(embedded.dump()) == root
    status = validate_pdf_signature(one, ValidationContext(trust_roots=[embedded], allow_fetching=False))
    assert status.bottom_line


def test_the_signature_says_why_where_and_when() -> None:
    wib = timezone(timedelta(hours=7))
    (one,) = signatures(sign(letter(), *authority(), INSPEKTUR, OFFICE, "Contoh", "Karena", AT.astimezone(wib)))
    said = {name: one.sig_object[name] for name in ("/Reason", "/Location", "/M", "/SubFilter")}
    assert said == {
        "/Reason": "Karena",
        "/Location": "Contoh",
        "/M": "D:20260303091500+07'00'",
        "/SubFilter": "/ETSI.CAdES.detached",
    }
    assert one.self_reported_timestamp == AT


def test_the_signature_shows_on_no_page() -> None:
    (one,) = signatures(signed())
    assert [float(edge) for edge in one.sig_field["/Rect"]] == [0, 0, 0, 0]


def test_the_certificate_names_who_signed_and_the_inspectorate() -> None:
    own, _ = certificates(signed())
    assert named(own, NameOID.COMMON_NAME) == INSPEKTUR.name
    assert named(own, NameOID.TITLE) == INSPEKTUR.position
    assert named(own, NameOID.ORGANIZATION_NAME) == OFFICE


def test_the_certificate_is_good_for_signing_and_nothing_else() -> None:
    own, _ = certificates(signed())
    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_every_signature_has_a_key_of_its_own() -> None:
    one, other = certificates(signed())[0], certificates(signed())[0]
    assert one.public_key() != other.public_key()
    assert one.serial_number != other.serial_number


def test_the_signature_brings_the_authoritys_certificate() -> None:
    _, others = certificates(signed())
    assert others == [x509.load_pem_x509_certificate(authority()[0].encode())]


def test_the_authority_says_that_it_is_not_certified_for_twenty_years() -> None:
    certificate = x509.load_pem_x509_certificate(new_authority(LONG_OFFICE, AT)[0].encode())
    assert named(certificate, NameOID.COMMON_NAME).endswith(" – bukan TTE tersertifikasi")
    assert certificate.not_valid_after_utc >= AT.replace(year=AT.year + 20)


def test_a_signed_file_can_be_signed_again() -> None:
    twice = signed(signed())
    assert len(signatures(twice)) == 2


def test_an_officer_whom_the_roster_lost_signs_by_id() -> None:
    own, _ = certificates(signed(by=Person("contoh_inspektur", "", "", "")))
    assert named(own, NameOID.COMMON_NAME) == "contoh_inspektur"


def test_signing_can_be_given_to_another_process() -> None:
    assert pickle.loads(pickle.dumps((sign, INSPEKTUR))) == (sign, INSPEKTUR)
