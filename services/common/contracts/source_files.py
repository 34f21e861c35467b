"""How a file of another portal is read: its columns and words, which a regency may say otherwise in `tenant.yaml`.

The portal changes the headings of its exports now and then, and each office names its categories; so neither is code.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Headings = Annotated[tuple[Heading, ...], Field(min_length=1, max_length=10)]
Heard = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
ProblemCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|10)$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceColumns(_Shape):
    """What each column may be headed, without regard to capitals, blanks and signs."""

    number: Headings = ("Tracking ID", "Nomor Tracking", "ID Laporan", "Nomor Laporan")
    received_on: Headings = ("Tanggal", "Tanggal Laporan", "Tanggal Laporan Masuk")
    category: Headings = ("Kategori", "Klasifikasi", "Klasifikasi Laporan")
    subject: Headings = ("Judul", "Judul Laporan")
    story: Headings = ("Isi Laporan", "Isi", "Isi Laporan Awal", "Isi Laporan Akhir")
    mode: Headings = ("Identitas", "Mode", "Jenis Identitas", "Anonim/Rahasia", "Anonim atau Rahasia")
    reporter: Headings = ("Pelapor", "Nama Pelapor")
    location: Headings = ("Lokasi", "Lokasi Kejadian")
    attachments: Headings = ("Lampiran", "Jumlah Lampiran")


class SourceFile(_Shape):
    """The whole of it. What is not said keeps its default."""

    columns: SourceColumns = SourceColumns()
    categories: dict[Heard, ProblemCode] = Field(
        default={}, max_length=200, description="The portal's categories, by codes of the official register."
    )
    modes: dict[Heard, Literal["open", "confidential", "anonymous"]] = Field(
        default={
            "anonim": "anonymous",
            "anonymous": "anonymous",
            "rahasia": "confidential",
            "secret": "confidential",
            "publik": "open",
            "terbuka": "open",
            "normal": "open",
        },
        max_length=30,
        description="How the reporter is protected; anonymous outdoes confidential, which an unknown word means.",
    )
