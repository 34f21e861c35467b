"""Where complaints stand, as a file for the portal they came from: in Bahasa Indonesia, every cell a text."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final
from zoneinfo import ZoneInfo

import xlsxwriter

from gateway.pages.tracking_status import LABELS
from services.common.contracts.sources import ChannelLine
from services.common.standing import Status

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUS: Final[dict[Status, str]] = LABELS | {"waits": "Menunggu pelapor"}
COLUMNS: Final = (
    ("Nomor di sumber", 18),
    ("Nomor pengaduan", 20),
    ("Tanggal terima", 17),
    ("Status", 20),
    ("Langkah", 40),
    ("Hasil", 30),
    ("Perubahan terakhir", 17),
    ("Tanggal jawaban", 17),
    ("Tanggal selesai", 17),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def csv_of(lines: Iterable[ChannelLine], zone: ZoneInfo) -> bytes:
    """With the signature by which Excel knows UTF-8."""
    out = StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow([name for name, _ in COLUMNS])
    rows.writerows([_harmless(cell) for cell in _cells(line, zone)] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_of(lines: Iterable[ChannelLine], zone: ZoneInfo) -> bytes:
    """One sheet."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, _PLAIN) as file:
        # The prefix keeps a text a text when somebody edits the cell.
        form = file.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True})
        head, page = file.add_format({"bold": True}), file.add_worksheet("Pengaduan")
        for column, (name, width) in enumerate(COLUMNS):
            page.set_column(column, column, width)
            page.write_string(0, column, name, head)
        for row, line in enumerate(lines, 1):
            for column, said in enumerate(_cells(line, zone)):
                page.write_string(row, column, said, form)
        page.freeze_panes(1, 2)
    return made.getvalue()


def _cells(line: ChannelLine, zone: ZoneInfo) -> Iterator[str]:
    yield line.source_reference or ""
    yield line.reference
    yield _moment(line.received_at, zone)
    yield STATUS[line.status]
    yield line.step_title or ""
    yield line.end_label or ""
    yield from (_moment(at, zone) for at in (line.changed_at, line.answered_at, line.closed_at))


def _harmless(cell: str) -> str:
    """A program that opens a CSV takes such beginnings for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""
