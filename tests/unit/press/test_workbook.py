"""The Buku Pengaduan as a workbook holds texts only."""

import dataclasses
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from services.common.press.rendering import render
from services.common.press.samples import FULL
from services.common.press.spreadsheet import COLUMNS, XLSX
from tests.unit.press.papers import paper

LINE = FULL["buku_pengaduan"]["lines"][0]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://example.test")',
    "https://example.test",
    "007",
]


def book(*lines: dict[str, Any]) -> Any:
    """The sheet of a workbook of these lines, as a program reads it."""
    file = render(dataclasses.replace(paper("buku_pengaduan", {"lines": list(lines)}), media_type=XLSX))
    return openpyxl.load_workbook(BytesIO(file)).active


def column(sheet: Any, name: str) -> list[Any]:
    """The cells below a head."""
    [head] = [cell for row in sheet.iter_rows() for cell in row if cell.value == name]
    return [sheet.cell(row, head.column) for row in range(head.row + 1, sheet.max_row + 1)]


@pytest.mark.parametrize("written", FORMULAS)
def test_what_looks_like_a_formula_is_a_text(written: str) -> None:
    [cell] = column(book(LINE | {"subject": written}), "Perihal")
    assert cell.data_type == "s"
    assert cell.value.strip() == written.strip()
    assert cell.hyperlink is None
    assert cell.quotePrefix


def test_every_column_of_the_book_is_there() -> None:
    sheet = book(LINE)
    assert [column(sheet, name)[0].value or "" for name, _ in COLUMNS][:4] == [
        "12",
        "CTH-2026-000123",
        "21-11-2026",
        "B/45/XI/2026",
    ]


def test_a_correction_is_marked() -> None:
    marks = [cell.value or "" for cell in column(book(LINE, LINE | {"is_correction": True}), "Keterangan")]
    assert marks == ["", "Ralat"]


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    [cell] = column(book(LINE | {"subject": "x" * 40_000}), "Perihal")
    assert "dipotong" in cell.value


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = dataclasses.replace(paper("buku_pengaduan"), media_type=XLSX)
    assert render(sheet) == render(sheet)


def test_what_is_withheld_is_counted() -> None:
    first = [row[0].value for row in book(LINE).iter_rows(max_row=6)]
    assert "2 pengaduan tidak ditampilkan dalam cetakan ini." in first
