"""A file of another portal as rows of texts: CSV is read here, XLSX by a process of its own, which is bounded.

The gateway's threads wait for a few seconds at most, and its memory never holds what an archive pretends to be.
"""

import csv
import json
from io import StringIO
from typing import Final

from gateway.source_files.bounds import LONGEST, MOST_COLUMNS, MOST_ROWS
from services.common.children import NoAnswer, told_of

LARGEST: Final = 5 * 1024 * 1024
SECONDS: Final = 20.0
_READER: Final = "gateway.source_files.xlsx_reader"
_ARCHIVE: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_SEPARATORS: Final = ";\t,"

Table = list[tuple[int, list[str]]]
"""Rows by their number in the file."""


class NotATable(Exception):
    """It cannot be read. `why`: `size`, `rows`, `old`, `unreadable`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(file: bytes) -> Table:
    """Rows of texts, without empty ones. NotATable."""
    if len(file) > LARGEST:
        raise NotATable("size")
    if file.startswith(_OLD_OFFICE):
        raise NotATable("old")
    found = _xlsx(file) if file.startswith(_ARCHIVE) else _csv(file)
    if len(found) > MOST_ROWS:
        raise NotATable("rows")
    return found


def _csv(file: bytes) -> Table:
    text = _decoded(file)
    if "\0" in text:
        raise NotATable("unreadable")
    begins = text[:4096].split("\n", 1)[0]
    separator = max(_SEPARATORS, key=begins.count)
    found: Table = []
    try:
        for line, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), 1):
            cells = [cell.strip()[:LONGEST] for cell in row[:MOST_COLUMNS]]
            if any(cells):
                found.append((line, cells))
            if len(found) > MOST_ROWS:
                break
    except csv.Error as reason:
        raise NotATable("unreadable") from reason
    return found


def _decoded(file: bytes) -> str:
    """UTF-8, or else what Excel writes by itself."""
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def _xlsx(file: bytes) -> Table:
    try:
        said = told_of(file, _READER, seconds=SECONDS)
        found: Table = [(line, cells) for line, cells in json.loads(said)]
    except (NoAnswer, ValueError) as reason:
        raise NotATable("unreadable") from reason
    return found
