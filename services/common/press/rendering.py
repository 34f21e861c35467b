"""Sets a document: from a sheet to the bytes of a PDF or a workbook, the same bytes for the same sheet.

Loaded in a process of its own (`press.child`); it reaches neither network nor disk but for templates and fonts.
"""

from functools import cache
from hashlib import sha256
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from services.common.press import fonts
from services.common.press.fetching import OwnPictures
from services.common.press.sheet import Sheet
from services.common.press.spreadsheet import XLSX, workbook
from services.common.press.templating import STYLE, written

_VARIANT: Final = "pdf/ua-1"
_SAMPLE: Final = """
@page { @top-center { content: "CONTOH: data karangan, bukan dokumen" !important; color: #b00000 !important;
  font: bold 10pt "Liberation Sans", sans-serif !important; } }
body::before { content: "CONTOH" !important; display: block !important; position: fixed !important; top: 80mm; left: 0;
  right: 0; text-align: center; font: bold 110pt "Liberation Sans", sans-serif; color: rgba(176, 0, 0, 0.16) !important;
  transform: rotate(-35deg); }
"""
"""Read after the regency's own style, which cannot take the mark away."""


class Unprintable(Exception):
    """A regency's own template or style wants what documents do not have."""


def render(sheet: Sheet) -> bytes:
    """The file. Unprintable; `templating.TemplateFaulty`."""
    return workbook(sheet) if sheet.media_type == XLSX else _pdf(sheet)


def _pdf(sheet: Sheet) -> bytes:
    page = HTML(string=fonts.with_known_pictures(written(sheet)), url_fetcher=OwnPictures(sheet))
    try:
        made: Any = page.write_pdf(
            stylesheets=_styles(sheet),
            font_config=_fonts(),
            pdf_variant=_VARIANT,
            pdf_identifier=sha256(f"{sheet.code}|{sheet.edition}".encode()).hexdigest()[:32].encode(),
        )
    except FatalURLFetchingError as reason:
        raise Unprintable(str(reason)) from None
    return bytes(made)


def _styles(sheet: Sheet) -> list[CSS]:
    own = sheet.stationery.get("style")
    theirs = [CSS(string=own, font_config=_fonts(), url_fetcher=OwnPictures(sheet))] if own else []
    return [_ours(), *theirs, *([CSS(string=_SAMPLE, font_config=_fonts())] if sheet.is_sample else [])]


@cache
def _ours() -> CSS:
    return CSS(string=STYLE, font_config=_fonts())


@cache
def _fonts() -> FontConfiguration:
    fonts.use_ours()
    return FontConfiguration()
