"""Copies of PDF files: what can be seen, and neither who wrote it nor what it would do."""

import io
import zlib

import pikepdf
import pytest
from PIL import Image

from gateway.sandbox.files import pdf
from services.intake.evidence.looking import Seen
from services.intake.verdicts import ENCRYPTED, WRONG_TYPE
from tests.unit.intake.evidence.samples import AUTHOR, PDF, letter, photograph, seen

CLEAN = Seen(None, True)


@pytest.fixture(scope="module")
def copy() -> pikepdf.Pdf:
    """The copy of a letter that hides what can be hidden."""
    result, content = seen(PDF, letter())
    assert result == CLEAN
    return pikepdf.open(io.BytesIO(content))


def test_the_author_is_gone(copy: pikepdf.Pdf) -> None:
    assert "/Info" not in copy.trailer
    assert "/Metadata" not in copy.Root
    assert AUTHOR not in _whole(copy)


def test_nothing_happens_when_it_is_opened(copy: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA"} & set(copy.Root.keys())
    assert "JavaScript" not in _whole(copy)
    assert "cmd.exe" not in _whole(copy)


def test_a_link_to_a_page_of_the_web_stays(copy: pikepdf.Pdf) -> None:
    assert "https://contoh.example/" in _whole(copy)


def test_files_inside_are_gone(copy: pikepdf.Pdf) -> None:
    assert dict(copy.attachments) == {}
    assert "isi rahasia" not in _whole(copy)


def test_a_photograph_inside_does_not_know_its_place_any_more(copy: pikepdf.Pdf) -> None:
    picture = Image.open(io.BytesIO(copy.pages[0].Resources.XObject.Im0.read_raw_bytes()))
    assert picture.size == (60, 40)
    assert dict(picture.getexif()) == {}
    assert "comment" not in picture.info


@pytest.mark.parametrize("how", ["with settings", "packed twice"])
def test_a_photograph_that_is_packed_otherwise_does_not_know_its_place_either(how: str) -> None:
    said: dict[str, object] = {"/Subtype": pikepdf.Name.Image, "/Width": 60, "/Height": 40, "/BitsPerComponent": 8}
    if how == "with settings":
        raw = photograph()
        said |= {"/Filter": pikepdf.Name.DCTDecode, "/DecodeParms": pikepdf.Dictionary(ColorTransform=1)}
    else:
        raw = zlib.compress(photograph())
        said["/Filter"] = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    document = pikepdf.new()
    picture = document.make_stream(raw, said)
    document.add_blank_page().Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    file = io.BytesIO()
    document.save(file)
    copy = pikepdf.open(io.BytesIO(seen(PDF, file.getvalue())[1]))
    copied = copy.pages[0].Resources.XObject.Im0
    assert dict(Image.open(io.BytesIO(copied.read_raw_bytes())).getexif()) == {}
    assert ("/DecodeParms" in copied) is (how == "with settings")


def test_the_pages_stay() -> None:
    content = seen(PDF, pdf("satu", "dua"))[1]
    document = pikepdf.open(io.BytesIO(content))
    assert len(document.pages) == 1
    assert b"(satu) Tj" in document.pages[0].Contents.read_bytes()


def test_an_earlier_version_of_it_is_gone() -> None:
    first = letter().replace(b"%%EOF", b"%%EOF\n% rahasia dahulu")
    assert b"rahasia dahulu" not in seen(PDF, first + b"\n<html><script>alert(1)</script></html>")[1]


def test_a_page_of_the_web_behind_a_pdf_is_not_in_the_copy() -> None:
    result, content = seen(PDF, pdf("surat") + b"<html><script>alert(1)</script></html>")
    assert result == CLEAN
    assert b"<script>" not in content


def test_a_pdf_that_begins_as_something_else_is_kept_apart() -> None:
    assert seen(PDF, b"<html><script>alert(1)</script></html>\n" + pdf("surat"))[0] == Seen(WRONG_TYPE, False)


def test_a_pdf_that_asks_for_a_password_is_kept_apart() -> None:
    locked = letter(encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"))
    assert seen(PDF, locked)[0] == Seen(ENCRYPTED, False)


def test_a_pdf_that_opens_without_a_password_is_copied_in_clear() -> None:
    result, content = seen(PDF, letter(encryption=pikepdf.Encryption(owner="pemilik", user="")))
    assert result == CLEAN
    assert not pikepdf.open(io.BytesIO(content)).is_encrypted


@pytest.mark.parametrize("damaged", [b"%PDF-1.7\n" + b"x" * 500, b"%PDF-1.4\n"])
def test_a_damaged_pdf_is_evidence_without_a_copy(damaged: bytes) -> None:
    assert seen(PDF, damaged)[0] == Seen(None, False)


def _whole(document: pikepdf.Pdf) -> str:
    """Everything that is in it, uncompressed."""
    file = io.BytesIO()
    document.save(file, qdf=True)
    return file.getvalue().decode("latin-1")
