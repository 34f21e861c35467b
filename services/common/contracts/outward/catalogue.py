"""Every outward event, declared once: documentation, JSON Schema, AsyncAPI and the senders all read this table.

A type is `<what>.<what happened>`: two words, so that a routing key of the broker has a fixed number of parts.
New types may be added at any time; a type keeps its meaning, and is withdrawn only after twelve months' notice.
"""

from dataclasses import dataclass
from typing import Final

from services.common.contracts.outward import data as d


@dataclass(frozen=True, slots=True)
class OutwardType:
    """One type of event: its data, and when it is told, in Bahasa Indonesia and English."""

    name: str
    data: type[d.Data]
    kapan: str
    when: str

    @property
    def is_of_complaint(self) -> bool:
        """Whether it belongs to a complaint; otherwise it is told to one subscription alone."""
        return issubclass(self.data, d.About)


_TABLE: Final = (
    OutwardType(
        "complaint.received", d.About, "Pengaduan diterima dan tanda terima diberikan.", "A complaint was filed."
    ),
    OutwardType(
        "complaint.registered",
        d.Moved,
        "Langkah penerimaan selesai; pengaduan tercatat di Buku Pengaduan.",
        "The office has taken the complaint in; it stands in the Buku Pengaduan.",
    ),
    OutwardType(
        "complaint.completion_requested",
        d.About,
        "Pelapor diminta melengkapi pengaduan; jangka waktu dapat berhenti menurut SOP.",
        "The reporter is asked to complete the complaint; clocks may stand still, as the SOP says.",
    ),
    OutwardType(
        "complaint.completion_received", d.Moved, "Pelapor melengkapi pengaduan.", "The reporter has completed it."
    ),
    OutwardType(
        "complaint.status_changed",
        d.StatusChanged,
        "Status berpindah ke salah satu dari delapan kata yang sama di semua kabupaten/kota.",
        "The status became another of the eight words that are the same in every regency.",
    ),
    OutwardType("review.completed", d.Decided, "Penelaahan selesai.", "The examination (penelaahan) has ended."),
    OutwardType("decision.made", d.Decided, "Tindak lanjut diputuskan.", "The follow-up was decided."),
    OutwardType("letter.issued", d.About, "Surat perintah tugas (SPT) ditandatangani.", "The letter (SPT) was signed."),
    OutwardType("followup.started", d.About, "Tindak lanjut mulai dilaksanakan.", "The follow-up has begun."),
    OutwardType("followup.reported", d.Moved, "Hasil tindak lanjut dilaporkan.", "The follow-up was reported."),
    OutwardType(
        "complaint.forwarded",
        d.Forwarded,
        "Salinan penerusan dikirim ke perangkat daerah atau instansi lain.",
        "A forwarding copy went to a unit or another agency.",
    ),
    OutwardType("forwarding.accepted", d.About, "Unit menerima penerusan.", "The unit accepted what was forwarded."),
    OutwardType("forwarding.returned", d.About, "Unit mengembalikan penerusan.", "The unit returned it."),
    OutwardType("forwarding.reported", d.Moved, "Unit melaporkan penanganannya.", "The unit reported."),
    OutwardType("answer.delivered", d.Moved, "Jawaban disampaikan kepada pelapor.", "The answer was delivered."),
    OutwardType(
        "source.awaited",
        d.About,
        "Sumber pengaduan diminta menyatakan selesai (Banyumas, langkah 12).",
        "The system it came from is asked to confirm that it is done (Banyumas, step 12).",
    ),
    OutwardType("complaint.closed", d.Ended, "Pengaduan ditutup.", "The complaint was closed."),
    OutwardType(
        "complaint.reopened",
        d.Ended,
        "Keberatan pelapor membuka kembali pengaduan; `end` adalah akhir yang dibuka kembali.",
        "An objection of the reporter opened it again; `end` is the end that was undone.",
    ),
    OutwardType(
        "deadline.approached",
        d.Deadline,
        "Batas waktu mendekat; pengingat menurut SOP.",
        "A deadline is near; a reminder of the SOP.",
    ),
    OutwardType("deadline.passed", d.Deadline, "Batas waktu terlewati.", "A deadline has passed."),
    OutwardType("deadline.extended", d.Extended, "Perpanjangan waktu diberikan.", "More time was granted."),
    OutwardType(
        "subscription.disabled",
        d.SubscriptionEnded,
        "Langganan dimatikan karena terlalu lama gagal, atau alamatnya menjawab 410.",
        "The subscription was switched off: it failed for too long, or its address answered 410.",
    ),
    OutwardType("test.ping", d.Ping, "Seseorang mencoba langganan ini.", "Somebody tries this subscription."),
)

OUTWARD: Final = {one.name: one for one in _TABLE}
"""Every type by its name."""
