"""What the register's own documents say: the book, and the report of half a year."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Fields(BaseModel):
    """The fields of one document: frozen, and refusing what no template knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BookLine(Fields):
    """A line of the Buku Pengaduan; `is_correction` for one that corrects an earlier line. Who reported is a
    pseudonym."""

    number: str
    reference: str
    received_on: date | None
    source_reference: str
    channel_label: str
    category_label: str
    subject: str
    reporter: str
    reported: str
    location: str
    disposition: str
    result: str
    answered_on: date | None
    documents: tuple[str, ...]
    is_correction: bool


class BukuPengaduan(Fields):
    """The register of a year, or of a part of it, as it was on the day it was printed."""

    year: int
    period_label: str = Field(default="", description="Such as `Semester I Tahun 2026`.")
    lines: tuple[BookLine, ...]
    withheld: int


class Count(Fields):
    """How many, of what."""

    label: str
    count: int


class Table(Fields):
    """A table of counts with its heading, and how it is counted."""

    heading: str
    note: str
    rows: tuple[Count, ...]
    counted: str = Field(default="Jumlah", description="What the numbers are of: complaints, or days.")


class LaporanSemester(Fields):
    """Report of half a year. The hash is over the figures, which anybody can compute again from the register."""

    period_label: str
    from_on: date
    to_on: date
    tables: tuple[Table, ...]
    snapshot_sha256: str
