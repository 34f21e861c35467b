"""What mails say, in Bahasa Indonesia. Never a name, a subject or a word of the complaint: mail boxes are shared.

Every mail says why it came. `{reference}` alone identifies the complaint; the access code is never mailed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.common.clocks.zones import TimeZone, instant_text


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and body, with `{office}`, `{reference}`, `{count}` and `{list}` filled in; `{track}` and `{desk}` are
    the lines that say where reporters and officers go."""

    subject: str
    body: str


_WHY_REPORTER = (
    "\n\nAnda menerima pesan ini karena mencantumkan alamat surel pada pengaduan tersebut. Pesan ini sengaja tidak "
    "memuat isi pengaduan. Buka halaman lacak dengan nomor dan kode akses Anda untuk membacanya.\n\n{office}\n{track}"
)
_WHY_OFFICER = (
    "\n\nAnda menerima pesan ini karena memegang peran yang ditunjuk SOP untuk langkah ini, atau menggantikan "
    "pemegangnya. Masuk ke aplikasi untuk membaca pengaduannya.\n\n{office}\n{desk}"
)
_WHY_DEPUTY = (
    "\n\nAnda menerima pesan ini karena menggantikan atau digantikan. Bila hal ini tidak Anda ketahui, beri tahu "
    "administrator aplikasi dan pimpinan.\n\n{office}\n{desk}"
)
_WHY_LISTENER = (
    "\n\nAnda menerima pesan ini karena tercatat sebagai kontak langganan tersebut, atau memegang peran administrator "
    "aplikasi.\n\n{office}\n{desk}"
)

TEXTS = {
    "received": Text(
        "Pengaduan {reference} telah diterima",
        "Pengaduan Anda telah diterima dengan nomor {reference}. Simpan kode akses yang ditampilkan saat pengaduan "
        "dikirim; kode itu tidak kami kirimkan lewat surel." + _WHY_REPORTER,
    ),
    "news": Text(
        "Ada kabar tentang pengaduan {reference}",
        "Ada kabar baru tentang pengaduan Anda dengan nomor {reference}." + _WHY_REPORTER,
    ),
    "awaited": Text(
        "Pengaduan {reference} menunggu kelengkapan dari Anda",
        "Kami menunggu kelengkapan untuk pengaduan Anda dengan nomor {reference}. Bila tidak dilengkapi sampai batas "
        "waktunya, pengaduan ditutup; batas waktu itu tertulis di halaman lacak." + _WHY_REPORTER,
    ),
    "closed": Text(
        "Pengaduan {reference} telah selesai ditangani",
        "Penanganan pengaduan Anda dengan nomor {reference} telah selesai." + _WHY_REPORTER,
    ),
    "task": Text("Tugas baru: {count} pengaduan", "Pengaduan berikut menunggu Anda:\n\n{list}" + _WHY_OFFICER),
    "handed": Text(
        "Tugas diserahkan kepada Anda: {count} pengaduan",
        "Tugas pada pengaduan berikut diserahkan kepada Anda:\n\n{list}" + _WHY_OFFICER,
    ),
    "message": Text("Pesan pelapor: {count} pengaduan", "Pelapor menulis pesan pada:\n\n{list}" + _WHY_OFFICER),
    "reminder": Text(
        "Pengingat tenggat: {count} pengaduan", "Mohon perhatikan tenggat pengaduan berikut:\n\n{list}" + _WHY_OFFICER
    ),
    "extension": Text(
        "Permintaan perpanjangan waktu: {count} pengaduan",
        "Perpanjangan waktu diminta untuk pengaduan berikut dan menunggu keputusan Anda:\n\n{list}" + _WHY_OFFICER,
    ),
    "extension_decided": Text(
        "Keputusan perpanjangan waktu: {count} pengaduan",
        "Permintaan perpanjangan waktu untuk pengaduan berikut telah diputuskan:\n\n{list}" + _WHY_OFFICER,
    ),
    "deputised": Text(
        "Pelaksana tugas atau pelaksana harian dicatat",
        "Administrator mencatat bahwa seorang petugas bertindak menggantikan petugas lain:\n\n{list}" + _WHY_DEPUTY,
    ),
    "deputy_ended": Text(
        "Pelaksana tugas atau pelaksana harian berakhir",
        "Administrator mengakhiri lebih awal penggantian berikut:\n\n{list}" + _WHY_DEPUTY,
    ),
    "anchor": Text(
        "Jangkar jejak audit {reference}",
        "Jejak audit sampai hari ini ditandai sebagai berikut:\n\n{list}\n\nSimpan pesan ini dan jangan dihapus. "
        "Dengan tanda tersebut dapat dibuktikan kelak bahwa jejak audit tidak dipotong dan tidak ditulis ulang "
        "(dumas audit verify --anchors).\n\nAnda menerima pesan ini karena memegang peran administrator aplikasi."
        "\n\n{office}\n",
    ),
    "subscription_disabled": Text(
        "Pengiriman peristiwa ke sistem lain dihentikan",
        "Langganan berikut dimatikan dan tidak dikirimi peristiwa lagi:\n\n{list}\n\nPerbaiki penerimanya, hidupkan "
        "kembali langganan itu, lalu minta peristiwa yang gagal dikirim ulang; peristiwa disimpan tiga puluh hari."
        + _WHY_LISTENER,
    ),
}
"""Mails to officers gather what waits for them, a line each; mails to reporters are about one complaint."""

WHY_DISABLED = {
    "failing": "selama lima hari semua pengiriman gagal",
    "gone": "penerima menjawab bahwa alamatnya tidak dipakai lagi (410)",
}
"""Why a subscription was switched off."""


@dataclass(frozen=True, slots=True)
class Sender:
    """An office, and the address of its pages; of an installation whose address is not set, none is told."""

    office: str
    tenant: str = ""
    public_url: str = ""

    def at(self, path: str) -> str:
        """The line that tells where."""
        return f"{self.public_url}{path}\n" if self.public_url else ""


def compose(template: str, by: Sender, occasions: Sequence[tuple[str, str]]) -> Text:
    """The mail's subject and body, from the (reference, title) of each occasion."""
    text = TEXTS[template]
    lines = "\n".join(f"- {reference}{f': {title}' if title else ''}" for reference, title in occasions)
    words = {"office": by.office, "reference": occasions[0][0], "count": len(occasions), "list": lines}
    words |= {"track": by.at(f"/{by.tenant}/lacak"), "desk": by.at("/petugas")}
    return Text(text.subject.format(**words), text.body.format(**words))


def due_text(title: str, due_at: datetime, working_days: int, zone: TimeZone, now: datetime) -> str:
    """The step, until when it is due, and how near that is: `Menelaah, jatuh tempo Selasa, 7 April 2026 pukul 16.00
    WIB (3 hari kerja lagi)`. `working_days` counts from the deadline."""
    due = f"jatuh tempo {instant_text(due_at, zone)} ({_distance(working_days, is_past=due_at < now)})"
    return f"{title}, {due}" if title else due


def _distance(working_days: int, *, is_past: bool) -> str:
    if working_days > 0:
        return f"terlewat {working_days} hari kerja"
    if is_past:
        return "sudah terlewat"  # it passed while the mail waited for the office to open
    return f"{-working_days} hari kerja lagi" if working_days else "hari ini"
