"""What each kind of document says: the fields a desk composes and a template shows. A regency's own templates are
written against these. Fields as in the offices' own papers: Permendagri 1/2023 (tata naskah), PER/05/M.PAN/4/2009.
Dates are days in the regency's zone; every `*_label` is in the regency's own words, from its SOP.
"""

from datetime import date
from typing import Literal

from services.common.contracts.report_fields import BukuPengaduan, Fields, LaporanSemester


class TandaTerima(Fields):
    """Receipt: proof that it was filed, and nothing of what it says. The hash is over what was filed."""

    received_on: date
    received_time: str
    channel_label: str
    mode: Literal["open", "confidential", "anonymous"]
    attachments: int
    content_sha256: str


class Disposisi(Fields):
    """Disposition sheet: a slip on which the Inspektur ticks and writes to whom the complaint goes."""

    received_on: date
    channel_label: str
    source_reference: str | None
    attachments: int
    is_secret: bool
    recipients: tuple[str, ...]


class CheckedItem(Fields):
    """One line of a checklist."""

    item: str
    is_met: bool


class HasilVerifikasi(Fields):
    """Result of verification."""

    channel_label: str
    received_on: date | None = None
    location: str | None = None
    checklist: tuple[CheckedItem, ...]
    summary: str | None
    asks: str | None
    outcome_label: str


class Question(Fields):
    """One of the questions a complaint is examined by (5W2H), and what is known."""

    question: str
    answer: str


class LaporanPenelaahan(Fields):
    """Report of the examination: core of the matter, rules, the tests, and what is recommended."""

    core_problem: str
    questions: tuple[Question, ...]
    regulations: tuple[str, ...]
    is_logical: bool | None
    is_our_authority: bool | None
    has_initial_evidence: bool | None
    criteria: str | None
    outcome_label: str
    recommendation: str


class MemoInspektur(Fields):
    """Memo of the Inspektur that passes on what was found or decided."""

    to: str
    matter: str
    outcome_label: str
    instruction: str


class KeputusanTl(Fields):
    """Decision on the follow-up; also the order to follow up (`perintah_tl`)."""

    to: str
    decision_label: str
    instruction: str
    meeting_held_on: date | None
    meeting_minutes: str | None


class TeamRow(Fields):
    """One row of the team."""

    name: str
    nip: str
    rank: str
    office: str
    position_label: str


class UsulanTim(Fields):
    """Proposal of a team."""

    team: tuple[TeamRow, ...]
    objective: str
    days: int


class Spt(Fields):
    """The assignment letter. It names the complaint by its reference; not who complained, nor about what or whom."""

    basis: tuple[str, ...]
    team: tuple[TeamRow, ...]
    objective: str
    days: int
    starts_on: date
    place: str
    cost: str | None
    copies_to: tuple[str, ...]


class Section(Fields):
    """A chapter or paragraph with its heading."""

    heading: str
    text: str


class Laporan(Fields):
    """LHA, LHK, LHKo: a letter, or chapters. Ours bear the date of their number; `reported_on` is for own wordings."""

    form: Literal["letter", "chapters"]
    assignment_number: str | None
    reported_on: date
    summary: str
    sections: tuple[Section, ...]
    conclusion: str
    recommendations: tuple[str, ...]
    attachments: int


class LaporanTindakLanjut(Fields):
    """Report of the handling, for the reporter: systematic, brief, clear, accountable (Katingan row 7)."""

    summary: str
    conclusion: str | None
    recommendations: tuple[str, ...]


class Jawaban(Fields):
    """The answer, or the written response (`tanggapan_tertulis`)."""

    to: str
    answer: str
    is_to_reporter: bool = True
    objection: str | None = None  # for how long after the end the reporter may object


class BuktiPenyampaian(Fields):
    """Proof that something was delivered. Who got it can sign for what was handed over or sent by post."""

    delivered_on: date
    way_label: str
    delivered: tuple[str, ...]
    to: str = ""
    can_be_receipted: bool = True


class MemoPenyaluran(Fields):
    """Memo with which a complaint goes to a unit or another agency. Who reported is not in it."""

    to: str
    memo: str
    shared: int
    includes_story: bool
    with_identity: bool
    legal_order: str | None


MODELS: dict[str, type[Fields]] = {
    "tanda_terima": TandaTerima,
    "disposisi": Disposisi,
    "hasil_verifikasi": HasilVerifikasi,
    "laporan_penelaahan": LaporanPenelaahan,
    "memo_inspektur": MemoInspektur,
    **dict.fromkeys(("perintah_tl", "keputusan_tl"), KeputusanTl),
    "usulan_tim": UsulanTim,
    "spt": Spt,
    **dict.fromkeys(("lha", "lhk", "lhko"), Laporan),
    "laporan_tindak_lanjut": LaporanTindakLanjut,
    "tanggapan_tertulis": Jawaban,
    "jawaban": Jawaban,
    "bukti_penyampaian": BuktiPenyampaian,
    "memo_penyaluran": MemoPenyaluran,
    "buku_pengaduan": BukuPengaduan,
    "laporan_semester": LaporanSemester,
}
"""The fields of every kind of document."""
