"""A file of SP4N-LAPOR! is read as it was exported, and nothing that somebody put into it does harm."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from gateway.source_files import table
from gateway.source_files.bounds import MOST
from gateway.source_files.rows import NoHeading, Row, complaints
from gateway.source_files.table import NotATable
from services.common.contracts.source_files import SourceColumns, SourceFile
from tests.support.sp4n import STORY, as_csv, as_xlsx, row

ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 3, 10, tzinfo=UTC)
SHAPE = SourceFile(categories={"infrastruktur": "09"})


def read(file: bytes, shape: SourceFile = SHAPE) -> list[Row]:
    return complaints(table.read(file), shape, "sp4n_lapor", ZONE, NOW)


def one(**changes: str) -> Row:
    (found,) = read(as_csv(row("7654321", **changes)))
    return found


@pytest.mark.parametrize(
    "file", [as_csv(row("7654321")), as_csv(row("7654321"), separator=","), as_xlsx(row("7654321"))]
)
def test_csv_and_xlsx_say_the_same(file: bytes) -> None:
    (found,) = read(file)
    filing = found.filing
    assert filing is not None
    assert (filing.source_reference, filing.channel, filing.mode) == ("7654321", "sp4n_lapor", "confidential")
    assert (filing.subject, filing.story, filing.problem_code) == ("Jalan karangan berlubang", STORY, "09")
    assert filing.received_at == datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)
    assert filing.identity is not None
    assert filing.identity.name == "Pelapor Karangan"
    assert (found.attachments, found.has_unknown_category) == ("2", False)


def test_a_row_is_told_by_its_number_in_the_file() -> None:
    assert [found.line for found in read(as_csv(row("1"), ["", ""], row("2")))] == [2, 4]
    assert [found.line for found in read(as_xlsx(row("1"), [], row("2")))] == [4, 6]


def test_cells_of_a_workbook_may_be_dates_and_numbers() -> None:
    cells: list[object] = list(row("x"))
    cells[1], cells[2], cells[8] = 7654321, datetime(2026, 3, 2, 9, 30), 0.0  # noqa: DTZ001  # as Excel keeps it
    (found,) = read(as_xlsx(cells))
    assert found.filing is not None
    assert (found.number, found.attachments) == ("7654321", "")
    assert found.filing.received_at == datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "mode"),
    [("Anonim", "anonymous"), ("Rahasia", "confidential"), ("Anonim, Rahasia", "anonymous"), ("Publik", "open"),
     ("", "confidential"), ("entah", "confidential")],
)  # fmt: skip
def test_the_reporter_is_protected_as_the_portal_says_and_rather_more(said: str, mode: str) -> None:
    filing = one(Identitas=said).filing
    assert filing is not None
    assert filing.mode == mode
    assert (filing.identity is None) == (mode == "anonymous")


@pytest.mark.parametrize(
    "said",
    [
        "2 Maret 2026 09:30",
        "Senin, 2 Maret 2026 09:30 WITA",
        "2026-03-02 09:30",
        "02-03-2026 09:30:00",
        "2 Mar 2026 09:30",
    ],
)
def test_days_are_read_as_people_write_them(said: str) -> None:
    filing = one(Tanggal=said).filing
    assert filing is not None
    assert filing.received_at == datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Tracking ID": ""}, "number"),
        ({"Tracking ID": "76 54"}, "number"),
        ({"Isi Laporan": ""}, "story"),
        ({"Judul": "x" * 301}, "subject"),
        ({"Tanggal": "kemarin"}, "received_on"),
        ({"Tanggal": "02/03/2027"}, "received_on"),
        ({"Tanggal": "02/03/1999"}, "received_on"),
        ({"Pelapor": "x" * 301}, "reporter"),
    ],
)
def test_a_faulty_row_says_what_is_wrong_and_harms_no_other(changes: dict[str, str], fault: str) -> None:
    wrong, good = read(as_csv(row("1", **changes), row("2")))
    assert (wrong.filing, wrong.fault) == (None, fault)
    assert good.filing is not None


def test_a_number_counts_once() -> None:
    first, second = read(as_csv(row("1"), row("#1", Judul="Lain")))
    assert (first.fault, second.fault) == (None, "twice")


def test_a_regency_may_name_columns_and_categories_its_own_way() -> None:
    shape = SourceFile(columns=SourceColumns(number=("No",)), categories={"Infra struktur!": "03"})
    (found,) = read(as_csv(row("x", No="88")), shape)
    assert found.filing is not None
    assert (found.number, found.filing.problem_code) == ("88", "03")
    (unknown,) = read(as_csv(row("1", Kategori="Antah")), shape)
    assert unknown.has_unknown_category


def test_a_file_without_the_columns_is_told_which_are_missing() -> None:
    with pytest.raises(NoHeading) as told:
        read(b"Tanggal,Tracking ID\n1,2\n")
    assert told.value.missing == ("Isi Laporan",)


def why(file: bytes) -> str:
    with pytest.raises(NotATable) as told:
        read(file)
    return told.value.why


def bomb(parts: int, size: int) -> bytes:
    """A workbook that is small until somebody opens it."""
    made = BytesIO(as_xlsx(row("1")))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for part in range(parts):
            archive.writestr(f"xl/media/{part}.bin", b"0" * size)
    return made.getvalue()


def test_what_is_no_table_or_too_much_is_refused() -> None:
    assert why(b"PK\x03\x04 nothing more") == "unreadable"
    assert why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "old"
    assert why(b"Tracking ID;Isi Laporan\n\x00") == "unreadable"
    assert why(b"x" * (table.LARGEST + 1)) == "size"
    assert why(as_csv(*(row(str(n)) for n in range(MOST + 1)))) == "rows"
    assert why(as_csv()) == "empty"
    assert len(read(as_csv(*(row(str(n)) for n in range(MOST))))) == MOST


def test_bombs_do_not_go_off() -> None:
    assert why(bomb(1, 70 * 1024 * 1024)) == "unreadable"
    assert why(bomb(300, 10)) == "unreadable"


def test_entities_that_multiply_end_in_their_own_process() -> None:
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "'
        + "ha" * 5000
        + '">'
        + "".join(
            f'<!ENTITY {after} "{f"&{before};" * 20}">' for before, after in zip("abcdefg", "bcdefgh", strict=True)
        )
    )
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(as_xlsx(row("1")))) as good, zipfile.ZipFile(made, "w") as archive:
        for name in good.namelist():
            text = good.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = f'<?xml version="1.0"?>{laughs}]><worksheet>&h;</worksheet>'.encode()
            archive.writestr(name, text)
    assert why(made.getvalue()) in ("unreadable", "heading", "empty")
