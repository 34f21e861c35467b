"""Where in the pages of a report something is wrong, and the sentence that says so; the contract only knows paths."""

from typing import Final

from gateway.pages.words import say

PARTY: Final = {"nama": "name", "jabatan": "position", "unit": "unit", "instansi": "agency"}
_OURS: Final = {kept: ours for ours, kept in PARTY.items()}
_PLACES: Final = {
    "channel": ("begin", "jalur"),
    "mode": ("mode", "cara"),
    "identity": ("mode", "cara"),
    "subject": ("story", "pokok"),
    "story": ("story", "uraian"),
    "elsewhere_where": ("story", "lain_nomor"),
    "location": ("parties", "lokasi"),
    "happened_on": ("parties", "tanggal"),
    "reported": ("parties", "nama-0"),
    "consents_to_forwarding": ("check", "setuju"),
}
_ANYWHERE: Final = ("check", "periksa")


def place(path: str) -> tuple[str, str]:
    """The page and its field for a path of the contract, such as `reported.0.unit`."""
    head, _, rest = path.partition(".")
    if head == "identity" and rest:
        return "identity", rest
    if head == "reported" and rest:
        at, _, name = rest.partition(".")
        return "parties", f"{_OURS.get(name, 'nama')}-{at}"
    return _PLACES.get(head, _ANYWHERE)


def sentence(field: str) -> str:
    """What to do, by the last part of the path."""
    told = {
        "channel": say("Pilih jalur pengaduan."),
        "mode": say("Pilih bagaimana identitas Anda diperlakukan."),
        "identity": say("Pada pengaduan anonim identitas tidak disertakan."),
        "subject": say("Tulis pokok pengaduan dalam satu kalimat, paling banyak 300 huruf."),
        "story": say("Ceritakan apa yang terjadi, paling banyak 19.500 huruf."),
        "elsewhere_where": say("Paling banyak 200 huruf."),
        "location": say("Tulis lokasi, paling banyak 300 huruf."),
        "happened_on": say("Tulis tanggal seperti 21-11-2026, atau kosongkan."),
        "future": say("Tanggal ini belum terjadi. Periksa kembali."),
        "unit": say("Pilih perangkat daerah dari daftar, atau tulis instansi lain."),
        "position": say("Tulis jabatan, paling banyak 300 huruf."),
        "agency": say("Tulis nama instansi, paling banyak 300 huruf."),
        "name": say("Tulis nama lengkap, paling banyak 300 huruf."),
        "nik": say("NIK terdiri dari 16 angka, seperti pada KTP."),
        "address": say("Tulis alamat, paling banyak 300 huruf."),
        "email": say("Tulis alamat surel seperti nama@contoh.id."),
        "phone": say("Tulis nomor telepon, misalnya 0812 3456 7890."),
        "occupation": say("Tulis pekerjaan, paling banyak 300 huruf."),
    }
    return told.get(field) or say("Ada isian yang tidak dapat diterima. Periksa kembali jawaban Anda.")
