"""What mails say, in Bahasa Indonesia. Never a name, a subject or a word of the complaint: mail boxes are shared.

Every mail says why it came. `{reference}` alone identifies the complaint; the access code is never mailed.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and body, with `{office}`, `{reference}` and the details of the occasion."""

    subject: str
    body: str


_WHY_REPORTER = (
    "\n\nAnda menerima pesan ini karena mencantumkan alamat surel pada pengaduan tersebut. Pesan ini sengaja tidak "
    "memuat isi pengaduan. Buka halaman lacak dengan nomor dan kode akses Anda untuk membacanya.\n\n{office}\n"
)
_WHY_OFFICER = (
    "\n\nAnda menerima pesan ini karena memegang peran yang ditunjuk SOP untuk langkah ini. Masuk ke aplikasi untuk "
    "membaca pengaduannya.\n\n{office}\n"
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
    "closed": Text(
        "Pengaduan {reference} telah selesai ditangani",
        "Penanganan pengaduan Anda dengan nomor {reference} telah selesai." + _WHY_REPORTER,
    ),
    "task": Text(
        "Tugas baru: {title} ({reference})",
        'Pengaduan {reference} menunggu langkah "{title}".' + _WHY_OFFICER,
    ),
    "message": Text(
        "Pesan pelapor pada pengaduan {reference}",
        "Pelapor menulis pesan pada pengaduan {reference}." + _WHY_OFFICER,
    ),
}


def compose(template: str, office: str, reference: str, details: dict[str, Any]) -> Text:
    """The mail's subject and body."""
    text = TEXTS[template]
    words = {"office": office, "reference": reference, **details}
    return Text(text.subject.format(**words), text.body.format(**words))
