"""Files as SP4N-LAPOR! exports them. Everybody in them is invented."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl

HEADINGS = ("No", "Tracking ID", "Tanggal", "Kategori", "Judul", "Isi Laporan", "Identitas", "Pelapor", "Lampiran")
STORY = "Jalan di muka balai karangan berlubang; kejadian ini karangan."


def row(number: str, **changes: str) -> list[str]:
    """One report."""
    said = {
        "No": "1",
        "Tracking ID": number,
        "Tanggal": "02/03/2026 09:30",
        "Kategori": "Infrastruktur",
        "Judul": "Jalan karangan berlubang",
        "Isi Laporan": STORY,
        "Identitas": "Rahasia",
        "Pelapor": "Pelapor Karangan",
        "Lampiran": "2",
    } | changes
    return [said[name] for name in HEADINGS]


def as_csv(*rows: list[str], separator: str = ";") -> bytes:
    """With a title above the headings, as an office's spreadsheet writes it."""
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows([HEADINGS, *rows])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(*rows: list[Any]) -> bytes:
    """With a title above the headings."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for one in (["LAPORAN SP4N"], [], list(HEADINGS), *rows):
        sheet.append(one)
    made = BytesIO()
    book.save(made)
    return made.getvalue()
