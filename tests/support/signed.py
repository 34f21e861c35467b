"""PDFs, people and authorities the tests of signatures begin from. Everybody in them is invented."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import NameObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from weasyprint import HTML

from services.common.press.certificates import REASON, new_authority
from services.common.press.pades import sign
from services.common.press.sheet import Person

OFFICE = "Inspektorat Daerah Kabupaten Contoh"
INSPEKTUR = Person("Contoh Inspektur", "199001012020121001", "Pembina Utama Muda", "Inspektur Daerah")
AT = datetime(2026, 3, 3, 2, 15, tzinfo=UTC)


@cache
def letter(text: str = "Surat contoh.") -> bytes:
    """A PDF of one page."""
    made: bytes = HTML(string=f"<html lang=id><title>Contoh</title><p>{text}</p></html>").write_pdf()
    return made


@cache
def authority(office: str = OFFICE) -> tuple[str, str]:
    """Certificate and key, made once."""
    return new_authority(office, AT)


def signed(pdf: bytes | None = None, by: Person = INSPEKTUR, under: tuple[str, str] | None = None) -> bytes:
    """The letter, signed."""
    return sign(pdf or letter(), *(under or authority()), by, OFFICE, "Contoh", REASON, AT)


def continued(pdf: bytes) -> bytes:
    """With more on its page, as an incremental update has it."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Said")] = pdf_string("lain")
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
