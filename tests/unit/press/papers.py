"""Sheets to set, each set once for all tests, and what a reader finds in them."""

import dataclasses
import re
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from services.common.contracts.tenant import AttachmentRules, Contact, TenantProfile
from services.common.press.rendering import render
from services.common.press.samples import samples
from services.common.press.sheet import Sheet

SHIELD = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 9'><path d='M0 0h8v5L4 9 0 5z' fill='#246'/></svg>"


def profile(**changes: Any) -> TenantProfile:
    """A regency that does not exist."""
    given: dict[str, Any] = {
        "key": "cempaka",
        "code": "CPK",
        "office": "Inspektorat Kabupaten Cempaka",
        "government": "Pemerintah Kabupaten Cempaka",
        "place": "Karangan",
        "province": "Pulau Contoh",
        "time_zone": "Asia/Jakarta",
        "contact": Contact(
            address="Jalan Karangan 1", phone="(0000) 111", fax="(0000) 222", email="surat@cempaka.test"
        ),
        "attachments": AttachmentRules(types=("application/pdf",)),
    }
    return TenantProfile(**(given | changes))


def paper(kind: str, says: dict[str, Any] | None = None, **changes: Any) -> Sheet:
    """A sheet with every field filled in, but for what is given."""
    sheet = next(samples(kind, changes.pop("profile", profile()), changes.pop("stationery", {})))
    return dataclasses.replace(sheet, fields=sheet.fields | (says or {}), **changes)


@cache
def as_shipped(kind: str) -> bytes:
    """The PDF of a kind, with every field filled in."""
    return render(paper(kind))


def pages(file: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def run_together(text: str) -> str:
    """Without spaces, line ends and capitals, which setting changes."""
    return re.sub(r"\s|\ufffe|\u00ad", "", text).casefold()


def read(file: bytes) -> str:
    """All text of a PDF, run together."""
    return run_together("".join(pages(file)))


def fonts(file: bytes) -> set[str]:
    """The names of the fonts a PDF carries."""
    with pikepdf.open(BytesIO(file)) as pdf:
        listed = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        return {str(one.FontName) for one in listed if "/FontFile2" in one or "/FontFile3" in one}
