"""What the REST interface takes about the Buku Pengaduan in print, reports, and corrections of the book."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Message
from services.common.contracts.result import Prose

Pdf = Literal["application/pdf"]
Sheet = Literal["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]


class ReportOrder(Message):
    """The book or the report of half a year; the book of a whole year where no half is named."""

    kind: Literal["buku_pengaduan", "laporan_semester"]
    media_type: Pdf | Sheet = Field(default="application/pdf", description="PDF, or a sheet for further use (XLSX).")
    year: Annotated[int, Field(ge=2000, le=2200)]
    half: Literal[1, 2] | None = Field(default=None, description="The report of half a year needs it.")


class ReportSignature(Message):
    """Books and reports are signed by the regency's own key."""

    way: Literal["internal"] = "internal"


class EntryCorrection(Message):
    """The right value of one column of a line."""

    field: Literal["problem_code", "unit", "source_reference"]
    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9./_-]{1,60}$")] | None = Field(
        description="A problem code (01 to 10), the key of a unit, or the number at the source; null: there is none."
    )
    reason: Prose
