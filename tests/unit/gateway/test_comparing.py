"""What a signing server gives back shows what was sent to it, whatever it appended before it signed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from gateway.signing.checking import demand_signed
from gateway.signing.comparing import shows_the_same
from gateway.signing.problems import SigningAnswerRefused
from tests.support.signed import letter, signed

pdf: Any = generic  # without types of its own
WHOLE_PAGE, CORNER = (0, 0, 595, 842), (20, 20, 220, 80)


def updated(change: Callable[[Any, Any], None], sent: bytes | None = None) -> bytes:
    """The letter with one more revision; `change` gets what writes it, and its page."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(sent or letter()))
    page = writer.root["/Pages"]["/Kids"][0]
    change(writer, page)
    writer.update_container(page)
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def other_content(writer: Any, page: Any) -> None:
    """Another page's words, with its fonts."""
    others = PdfFileReader(BytesIO(letter("Dihukum berat."))).root["/Pages"]["/Kids"][0]
    for name in ("/Contents", "/Resources"):
        page[pdf.NameObject(name)] = writer.add_object(writer.import_object(others[name]))


def content_rewritten_in_its_place(writer: Any, page: Any) -> None:
    number = page.raw_get("/Contents").idnum
    writer.objects[(0, number)] = pdf.StreamObject(stream_data=b"BT ET")


def larger_page(_writer: Any, page: Any) -> None:
    page[pdf.NameObject("/MediaBox")] = pdf.ArrayObject(map(pdf.NumberObject, (0, 0, 9, 9)))


def turned_page(_writer: Any, page: Any) -> None:
    page[pdf.NameObject("/Rotate")] = pdf.NumberObject(180)


def page_twice(writer: Any, _page: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages[pdf.NameObject("/Count")] = pdf.NumberObject(2)
    writer.update_container(pages)


def action(writer: Any, _page: Any) -> None:
    said = {"/S": pdf.NameObject("/JavaScript"), "/JS": pdf.pdf_string("app.alert(1)")}
    writer.root[pdf.NameObject("/OpenAction")] = pdf.DictionaryObject(
        {pdf.NameObject(name): value for name, value in said.items()}
    )


def form_in_xfa(writer: Any, _page: Any) -> None:
    writer.root[pdf.NameObject("/AcroForm")] = pdf.DictionaryObject(
        {pdf.NameObject("/XFA"): pdf.StreamObject(stream_data=b"<xdp/>")}
    )


def upon(*boxes: tuple[int, ...], **more: str) -> Callable[[Any, Any], None]:
    """What shows widgets, or other things, in these places upon the page."""
    names = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Sig"} | {f"/{name}": more[name] for name in more}

    def change(writer: Any, page: Any) -> None:
        things = pdf.ArrayObject()
        for box in boxes:
            thing = pdf.DictionaryObject({pdf.NameObject(name): pdf.NameObject(value) for name, value in names.items()})
            thing[pdf.NameObject("/Rect")] = pdf.ArrayObject(map(pdf.NumberObject, box))
            things.append(writer.add_object(thing))
        page[pdf.NameObject("/Annots")] = things

    return change


@pytest.mark.parametrize(
    "change",
    [
        *(other_content, content_rewritten_in_its_place, larger_page, turned_page, page_twice, action, form_in_xfa),
        *(upon(WHOLE_PAGE), upon(CORNER, CORNER), upon(CORNER, Subtype="/FreeText"), upon(CORNER, FT="/Tx")),
    ],
    ids=[
        *("content", "in its place", "size", "turned", "twice", "action", "xfa"),
        *("covered", "two widgets", "comment", "another field"),
    ],
)
def test_a_file_that_shows_something_else_is_not_taken_although_its_signature_is_valid(
    change: Callable[[Any, Any], None],
) -> None:
    assert not shows_the_same(letter(), updated(change))
    with pytest.raises(SigningAnswerRefused, match="something else"):
        demand_signed(letter(), signed(updated(change)))


def test_a_signed_file_shows_what_was_sent() -> None:
    demand_signed(letter(), signed())


def test_one_small_signature_may_be_seen_upon_the_page() -> None:
    assert shows_the_same(letter(), updated(upon(CORNER)))


def test_what_can_be_read_only_by_repairing_it_does_not_show_the_same() -> None:
    assert not shows_the_same(letter(), letter() + b"%%EOF startxref 7")
