"""`python -m gateway.source_files.xlsx_reader <file>`: the first sheet of a workbook as rows of texts, in JSON.

A process for one file, started by `table`; the argument is the number of an open file. A workbook is an archive of XML
from somebody's computer: here it finds no key, and little memory and time to use up.
"""

import json
import logging
import os
import resource
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final
from zipfile import ZipFile

from openpyxl import load_workbook

from gateway.source_files.bounds import LONGEST, MOST_COLUMNS, MOST_ROWS

_MOST_PARTS: Final = 200
_UNPACKED: Final = 60 * 1024 * 1024
_BOUNDS: Final = (
    (resource.RLIMIT_AS, 768 * 1024 * 1024),
    (resource.RLIMIT_CPU, 15),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NPROC, 0),
    (resource.RLIMIT_CORE, 0),
)


def main(file: str) -> None:
    """Read and answer; whatever goes wrong, there is no answer."""
    for what, most in _BOUNDS:
        resource.setrlimit(what, (most, most))
    logging.disable(logging.CRITICAL)  # the library quotes the file
    warnings.simplefilter("ignore")
    with os.fdopen(int(file), "rb") as book:
        book.seek(0)
        _refuse_bombs(book)
        book.seek(0)
        json.dump(list(rows(book)), sys.stdout)


def rows(book: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Texts by the number of their row, without empty rows; one more than is taken, so that too many can be told."""
    found = load_workbook(book, read_only=True, data_only=True, keep_links=False)
    taken = 0
    sheet = found.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its size may be a lie
    for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=20 * MOST_ROWS, values_only=True), 1):
        texts = [_text(cell) for cell in row]
        if any(texts):
            yield line, texts
            taken += 1
        if taken > MOST_ROWS:
            return


def _refuse_bombs(book: BinaryIO) -> None:
    with ZipFile(book) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise ValueError("larger than any file of complaints")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()[:LONGEST]


if __name__ == "__main__":
    main(*sys.argv[1:])
