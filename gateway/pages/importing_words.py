"""What is said of a file of SP4N-LAPOR! and of its rows: what is wrong, and what to do."""

from typing import Final

from gateway.pages.words import say
from gateway.problems import TooLarge
from gateway.source_files.rows import NoHeading
from gateway.source_files.table import NotATable

STATES: Final[dict[str, str]] = {
    "new": "Baru",
    "there": "Sudah ada",
    "wrong": "Keliru",
    "entered": "Tercatat",
    "queued": "Diterima, sedang dicatat",
}
TAGS: Final[dict[str, str]] = {
    "new": "govuk-tag--blue",
    "there": "govuk-tag--grey",
    "wrong": "govuk-tag--red",
    "entered": "govuk-tag--green",
    "queued": "govuk-tag--green",
}
_FAULTS: Final[dict[str, str]] = {
    "number": "Tracking ID tidak ada, atau berisi selain huruf, angka, dan . _ / - (paling banyak 60).",
    "twice": "Tracking ID ini sudah ada di baris sebelumnya.",
    "subject": "Judul terlalu panjang; paling banyak 300 huruf.",
    "story": "Isi laporan kosong, atau lebih dari 20.000 huruf.",
    "received_on": "Tanggal tidak terbaca, atau belum terjadi. Tulis seperti 21/11/2026 09:30.",
    "reporter": "Nama pelapor tidak dapat dicatat; paling banyak 300 huruf.",
    "location": "Lokasi terlalu panjang; paling banyak 300 huruf.",
    "changed": "Laporan ini pernah dicatat dengan isi lain. Cari di Buku Pengaduan dengan Tracking ID-nya.",
    "other": "Baris ini tidak sesuai dengan yang diminta SOP. Catat sendiri lewat “Catat pengaduan”.",
}
_UNREADABLE: Final[dict[str, str]] = {
    "size": "Berkas ini lebih besar dari 5 MB. Ekspor untuk masa yang lebih pendek, lalu unggah lagi.",
    "rows": "Berkas ini berisi lebih dari 500 laporan. Bagi menjadi beberapa berkas.",
    "old": "Berkas .xls lama tidak dapat dibaca. Simpan sebagai .xlsx atau .csv, lalu unggah lagi.",
    "unreadable": "Berkas ini bukan CSV atau XLSX yang dapat dibaca. Ekspor lagi dari SP4N-LAPOR!, lalu unggah.",
    "empty": "Tidak ada laporan di berkas ini. Periksa apakah masa ekspornya sudah benar.",
}
_NO_FILE: Final = "Pilih dahulu berkas CSV atau XLSX dari SP4N-LAPOR!."


def state(code: str) -> str:
    """What became of a row."""
    return say(STATES[code])


def fault(code: str) -> str:
    """What is wrong with a row."""
    return say(_FAULTS.get(code, _FAULTS["other"]))


def unreadable(trouble: Exception) -> str:
    """Why the file cannot be read."""
    if isinstance(trouble, NoHeading):
        said = say("Tidak ada baris judul dengan kolom {columns}. Unggah berkas sebagaimana diekspor, tanpa diubah.")
        return said.format(columns=", ".join(trouble.missing))
    if isinstance(trouble, NotATable):
        return say(_UNREADABLE.get(trouble.why, _UNREADABLE["unreadable"]))
    return say(_UNREADABLE["size"] if isinstance(trouble, TooLarge) else _NO_FILE)
