"""Samples for administrators: every kind on the regency's own paper, and on every page it says that it is one."""

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from services.common.documents import KINDS
from services.common.press.laying import Office
from services.common.press.previews import marked
from services.common.press.rendering import render
from services.common.press.samples import samples
from tests.unit.press.papers import profile


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in PdfDocument(BytesIO(pdf))]


@pytest.mark.parametrize("kind", ["spt", "lha", "buku_pengaduan"])
def test_every_page_of_a_sample_says_so(kind: str) -> None:
    for page in pages(render(marked(kind, Office(profile(), {}, {})))):
        assert "CONTOH: data karangan, bukan dokumen" in page


def test_the_regencys_own_style_cannot_take_the_mark_away() -> None:
    hiding = "body::before { display: none !important } @page { @top-center { content: none !important } }"
    for page in pages(render(marked("spt", Office(profile(), {"style": hiding}, {})))):
        assert "CONTOH: data karangan" in page


def test_a_document_is_not_marked() -> None:
    assert "data karangan" not in pages(render(next(samples("spt", profile(), {}))))[0]


def test_there_is_a_sample_of_every_kind() -> None:
    assert all(marked(kind, Office(profile(), {}, {})).is_sample for kind in KINDS)
