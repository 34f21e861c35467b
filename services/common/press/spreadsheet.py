"""The Buku Pengaduan as a workbook: every cell a text, so that nothing anybody wrote is ever computed.

Made in memory, because what people reported is not to lie about in temporary files.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from services.common.contracts.report_fields import BookLine, BukuPengaduan
from services.common.press.plain import plain
from services.common.press.sheet import Sheet
from services.common.press.words import long_date, short_date

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS: Final = (
    ("Nomor agenda", 9),
    ("Nomor pengaduan", 20),
    ("Tanggal terima", 12),
    ("Nomor surat asal", 18),
    ("Media", 16),
    ("Kategori", 20),
    ("Perihal", 40),
    ("Pelapor", 18),
    ("Terlapor", 26),
    ("Lokasi", 22),
    ("Disposisi", 24),
    ("Hasil", 30),
    ("Tanggal jawaban", 12),
    ("Dokumen", 30),
    ("Keterangan", 12),
)
_LONGEST: Final = 32_767
_CUT: Final = "… (dipotong: lebih panjang daripada satu sel)"
_PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(sheet: Sheet) -> bytes:
    """An XLSX of the book's lines, with the heading in the first rows."""
    book = BukuPengaduan.model_validate(sheet.fields)
    made = BytesIO()
    with xlsxwriter.Workbook(made, _PLAIN) as file:
        created = datetime.combine(sheet.dated_on, time(), UTC).replace(tzinfo=None)
        file.set_properties(
            {"title": f"{sheet.what.title} {book.period_label or book.year}", "created": created, "author": ""}
        )
        # The prefix keeps a text a text when somebody edits the cell.
        form = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "quote_prefix": True}
        page = file.add_worksheet(sheet.what.title)
        _fill(page, sheet, book, file.add_format(form), file.add_format(form | {"bold": True, "bg_color": "#E7E6E6"}))
    return made.getvalue()


def _fill(page: Any, sheet: Sheet, book: BukuPengaduan, form: Any, head: Any) -> None:
    top = [
        f"{sheet.what.title} {book.period_label or f'Tahun {book.year}'}".upper(),
        sheet.profile.office,
        f"Dicetak {long_date(sheet.dated_on)}",
    ]
    top.append(f"Kode dokumen {sheet.code}, dapat diverifikasi di {sheet.verify_url}")
    if book.withheld:
        top.append(withheld(book.withheld))
    for row, said in enumerate(top):
        page.write_string(row, 0, plain(said))
    start = len(top) + 1
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(start, column, name, head)
    for row, line in enumerate(book.lines, start + 1):
        for column, said in enumerate(_cells(line)):
            page.write_string(row, column, _fitting(plain(said)), form)
    _set_page(page, start, sheet)


def _set_page(page: Any, start: int, sheet: Sheet) -> None:
    page.freeze_panes(start + 1, 2)
    page.repeat_rows(start)
    page.set_landscape()
    page.set_paper(9 if sheet.profile.paper == "A4" else 14)  # 14: Folio, the nearest to F4 that Excel knows
    page.fit_to_pages(1, 0)
    page.set_footer("&L" + sheet.code.replace("&", "&&") + "&RHalaman &P dari &N")


def withheld(count: int) -> str:
    """How many lines the book has that are not shown."""
    return f"{count} pengaduan tidak ditampilkan dalam cetakan ini."


def _cells(line: BookLine) -> tuple[str, ...]:
    return (
        line.number,
        line.reference,
        short_date(line.received_on),
        line.source_reference,
        line.channel_label,
        line.category_label,
        line.subject,
        line.reporter,
        line.reported,
        line.location,
        line.disposition,
        line.result,
        short_date(line.answered_on),
        "\n".join(line.documents),
        "Ralat" if line.is_correction else "",
    )


def _fitting(text: str) -> str:
    # Excel counts in UTF-16; half as many characters always fit.
    return text if len(text.encode("utf-16-le")) // 2 <= _LONGEST else text[: _LONGEST // 2 - len(_CUT)] + _CUT
