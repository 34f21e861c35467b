"""Words of subscriptions: how one stands, what it hears, what became of what was sent, what is wrong with a wish."""

from collections.abc import Mapping
from typing import Final

from flask import g

from gateway.pages import terms
from gateway.pages.words import moment, say
from services.common.contracts.outward.catalogue import OUTWARD, OutwardType
from services.common.contracts.outward.subscriptions import Subscription

WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "webhook": ("Webhook", "Setiap peristiwa dikirim ke alamat sistem itu begitu terjadi."),
    "amqp": ("AMQP", "Sistem itu mengambil sendiri dari antreannya. Satu antrean untuk setiap sistem."),
}
OUTCOMES: Final[Mapping[str, str]] = {
    "waiting": "Menunggu dikirim",
    "delivered": "Diterima",
    "given_up": "Gagal, tidak dicoba lagi",
    "withdrawn": "Ditarik",
}
GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "jenis-pengaduan": ("Perjalanan pengaduan", ("complaint",)),
    "jenis-penanganan": ("Penanganan", ("review", "decision", "letter", "followup", "answer", "source")),
    "jenis-penerusan": ("Penerusan", ("forwarding",)),
    "jenis-waktu": ("Batas waktu", ("deadline",)),
}
"""Fields of the form, each with its name and the first words of its types."""

FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "subscriber": ("sistem", "Pilih sistem dari daftar. Sistem baru ditambahkan pengelola lewat berkas petugas."),
    "way": ("cara", "Pilih caranya."),
    "url": (
        "alamat",
        "Tulis alamat lengkap yang diawali https://, misalnya https://sistem.contoh.go.id/dumas. Alamat di jaringan "
        "dalam hanya dapat dipakai bila pengelola sistem mengizinkannya.",
    ),
    "scope.channels": ("saluran", "Sistem ini tidak punya saluran sendiri. Centang saluran yang boleh didengarnya."),
    "contact": ("kontak", "Tulis satu alamat surel, atau kosongkan."),
}
_BECAUSE: Final[Mapping[str, str]] = {
    "failing": "Lima hari berturut-turut tidak ada kiriman yang diterima.",
    "gone": "Alamatnya menjawab bahwa ia tidak dipakai lagi (410).",
    "switched_off": "Dimatikan administrator.",
}
_FAILURES: Final[Mapping[str, str]] = {
    "timeout": "Tidak menjawab dalam 15 detik",
    "refused": "Sambungan ditolak",
    "unreachable": "Tidak dapat dijangkau",
    "broken": "Sambungan terputus",
    "tls": "Sertifikatnya tidak dapat dipercaya",
    "no_address": "Nama alamatnya tidak ditemukan",
    "address_not_allowed": "Alamatnya di jaringan yang tidak diizinkan",
    "plain_http": "Alamat publik hanya dikirimi lewat https",
    "url": "Alamatnya tidak dapat dibaca",
    "redirect": "Menjawab dengan pengalihan, yang tidak diikuti",
    "gone": "Menjawab tidak dipakai lagi",
    "status": "Dijawab dengan galat",
}


def types() -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """What may be ticked, by field: the group's name, and of each type its code and when it is told."""
    return {
        field: (say(name), [(one.name, one.name, told(one)) for one in _of(words)])
        for field, (name, words) in GROUPS.items()
    }


def told(one: OutwardType) -> str:
    """When a type is told, in the reader's language."""
    return one.when if g.get("language") == "en" else one.kapan


def way(code: str) -> str:
    """How it is told."""
    return say(WAYS[code][0])


def outcome(code: str) -> str:
    """What became of a delivery."""
    return say(OUTCOMES[code])


def because(code: str | None) -> str:
    """Why a subscription is off."""
    return say(_BECAUSE[code]) if code and code in _BECAUSE else ""


def failure(code: str | None) -> str:
    """What went wrong with a try; the code where it has no words."""
    return say(_FAILURES.get(code, code)) if code else ""


def channels(one: Subscription) -> str:
    """Of which channels it hears."""
    own = ", ".join(terms.channel(each) for each in one.scope.channels)
    return say("Semua saluran") if one.scope.all_channels else own


def stands(one: Subscription) -> tuple[str, str]:
    """The colour of its tag, and a word or two."""
    if one.state == "disabled":
        return "red", say("Mati")
    if one.failing_since:
        return "yellow", say("Gagal sejak {at}").format(at=moment(one.failing_since))
    return ("blue", say("Disiapkan")) if one.state == "preparing" else ("green", say("Berjalan"))


def _of(words: tuple[str, ...]) -> list[OutwardType]:
    return [one for one in OUTWARD.values() if one.name.partition(".")[0] in words and one.is_of_complaint]
