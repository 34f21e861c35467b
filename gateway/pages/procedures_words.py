"""Words of an SOP that are codes in its data: on what a step rests, units of time, facts and events."""

from collections.abc import Mapping
from typing import Final

from gateway.pages import terms
from gateway.pages.words import say
from services.common.documents import KINDS as DOCUMENTS

BASES: Final[Mapping[str, tuple[str, str]]] = {
    "literal": ("Tertulis dalam SOP", "green"),
    "read": ("Tafsiran atas SOP", "blue"),
    "added": ("Tambahan", "yellow"),
    "reconstructed": ("Pengganti bagian yang tidak terbaca", "orange"),
}
"""What an element rests on, and the colour of its tag."""

_UNITS: Final[Mapping[str, str]] = {
    "working_minutes": "{n} menit kerja",
    "working_hours": "{n} jam kerja",
    "days": "{n} hari kalender",
    "working_days": "{n} hari kerja",
    "months": "{n} bulan",
}
_EVERY: Final[Mapping[str, str]] = {
    "month": "tiap bulan",
    "quarter": "tiap triwulan",
    "semester": "tiap semester",
    "year": "tiap tahun",
}
_FACTS: Final[Mapping[str, str]] = {"channel": "kanal", "mode": "perlindungan pelapor"}
_PARTS: Final[Mapping[str, str]] = {
    "steps": "Langkah",
    "clocks": "Jangka waktu",
    "channels": "Kanal",
    "roles": "Peran",
    "ends": "Akhir",
    "facts": "Fakta",
    "reminders": "Pengingat",
    "schedules": "Laporan berkala",
    "source": "Dasar",
    "title": "judul",
    "text": "uraian",
    "label": "sebutan",
    "number": "nomor",
    "clock": "jangka waktu",
    "amount": "lamanya",
    "unit": "satuan",
    "limit": "batas",
    "outcomes": "hasil",
    "to": "tujuan",
    "outputs": "dokumen",
    "copies": "tembusan",
    "required": "isian wajib",
    "finds": "jawaban yang sesuai",
    "inputs": "kelengkapan",
    "provenance": "dasar",
    "basis": "asal",
    "note": "catatan",
    "extension": "perpanjangan",
    "substitute": "pengganti",
    "modes": "perlindungan",
    "filed_by": "pencatat",
    "objection": "keberatan",
}


def length(amount: int, unit: str) -> str:
    """A length of time with its unit, which is never left out."""
    return say(_UNITS[unit]).format(n=amount)


def every(period: str) -> str:
    """How often a report is made."""
    return say(_EVERY.get(period, period))


def fact(name: str) -> str:
    """What a guard asks about."""
    return say(_FACTS[name]) if name in _FACTS else name.replace("_", " ")


def value(name: str, code: str) -> str:
    """The answer it asks for."""
    if name == "channel":
        return terms.channel(code)
    return terms.mode(code) if name == "mode" else code.replace("_", " ")


def document(name: str) -> str:
    """A document by the title that is printed above it."""
    return DOCUMENTS[name].title if name in DOCUMENTS else name.replace("_", " ")


def part(name: str) -> str:
    """One word of the path of an element."""
    return say(_PARTS[name]) if name in _PARTS else name.replace("_", " ")
