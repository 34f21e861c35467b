"""The PDF as a file: readable by a screen reader, complete in itself, and the same every time."""

import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from services.common.press.rendering import render
from tests.unit.press.papers import SHIELD, as_shipped, paper

CREST = {"crest": {"media_type": "image/svg+xml", "base64": b64encode(SHIELD.encode()).decode()}}
KINDS = ("spt", "buku_pengaduan", "tanda_terima", "lha")
AGAIN = """
import sys
from hashlib import sha256
from services.common.press.rendering import render
from tests.unit.press.papers import paper
sys.stdout.write(sha256(render(paper("spt"))).hexdigest())
"""


def structure(element: Any) -> Iterator[Any]:
    """Every element of the structure tree."""
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from structure(one)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from structure(element.K)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_marked_for_readers_who_cannot_see_it(kind: str) -> None:
    with pikepdf.open(BytesIO(as_shipped(kind))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]


def test_headings_become_bookmarks() -> None:
    with pikepdf.open(BytesIO(as_shipped("lha"))) as pdf, pdf.open_outline() as outline:
        [top] = outline.root
        assert top.title == "Laporan Hasil Audit"
        assert len(top.children) > 2


def test_tables_say_which_cells_are_heads() -> None:
    with pikepdf.open(BytesIO(as_shipped("spt"))) as pdf:
        kinds = [str(one.S) for one in structure(pdf.Root.StructTreeRoot)]
        heads = [one for one in structure(pdf.Root.StructTreeRoot) if str(one.S) == "/TH"]
    assert {"/H1", "/Table", "/TR", "/TD"} <= set(kinds)
    assert len(heads) > 5


def test_crest_and_qr_code_are_described() -> None:
    with pikepdf.open(BytesIO(render(paper("tanda_terima", stationery=CREST)))) as pdf:
        told = [str(one.Alt) for one in structure(pdf.Root.StructTreeRoot) if "/Alt" in one]
    assert any(text == "Lambang Pemerintah Kabupaten Cempaka" for text in told)
    assert any(text.startswith("Kode QR") for text in told)


@pytest.mark.parametrize("kind", KINDS)
def test_all_fonts_are_in_the_file_and_all_are_ours(kind: str) -> None:
    with pikepdf.open(BytesIO(as_shipped(kind))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        described = [one.FontDescriptor for one in fonts if "/FontDescriptor" in one]
        assert described
        for font in described:
            assert "/FontFile2" in font or "/FontFile3" in font
            assert any(name in str(font.FontName) for name in ("Liberation", "Noto", "Symbola", "WenQuanYi"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_sheet_gives_the_same_bytes(kind: str) -> None:
    assert render(paper(kind)) == as_shipped(kind)


def test_another_process_makes_the_same_bytes() -> None:
    made = subprocess.run([sys.executable, "-c", AGAIN], capture_output=True, text=True, check=True)
    assert made.stdout == sha256(as_shipped("spt")).hexdigest()


def test_another_edition_is_another_file() -> None:
    with (
        pikepdf.open(BytesIO(as_shipped("spt"))) as first,
        pikepdf.open(BytesIO(render(paper("spt", edition=3)))) as next_,
    ):
        assert first.trailer.ID[0] != next_.trailer.ID[0]
