"""What a file is, is read from the file."""

import io
import zipfile

import pytest

from gateway.filetypes import OOXML, WITH_MACROS, Inspected, media_type

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
TYPES = "[Content_Types].xml"


def office(*names: str, text: str = "<x/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, text if name.startswith("word/") else "<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "image/jpeg"),
        (b"<html><script>alert(1)</script></html>", "text/html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "image/svg+xml"),
        (office(TYPES, "_rels/.rels", "word/document.xml"), f"{OOXML}wordprocessingml.document"),
        (office(TYPES, "_rels/.rels", "xl/workbook.xml"), f"{OOXML}spreadsheetml.sheet"),
        (office("word/notes.txt"), "application/zip"),
    ],
    ids=["pdf", "png", "jpeg", "html", "svg", "docx", "xlsx", "zip"],
)
def test_a_type_is_judged_by_content(content: bytes, expected: str) -> None:
    assert media_type(content[:8192]) == expected


def test_macros_are_noticed_wherever_they_stand() -> None:
    content = office(TYPES, "_rels/.rels", "word/document.xml", "word/vbaProject.bin", text="x" * 30_000)
    seen = Inspected(io.BytesIO(content))
    assert seen.media_type == f"{OOXML}wordprocessingml.document"
    while seen.read(7):
        pass
    assert seen.media_type == WITH_MACROS


def test_what_was_inspected_is_passed_on_whole() -> None:
    content = bytes(range(256)) * 100
    seen = Inspected(io.BytesIO(content))
    assert b"".join(iter(lambda: seen.read(777), b"")) == content
