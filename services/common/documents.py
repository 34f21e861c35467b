"""Every kind of document an inspectorate issues: who issues it, in which steps, and who may see it.

Of a kind that a step makes, an SOP says by `outputs` whether its step makes it; what is `drafted_in` or `implied_by`
a kind of step comes with that step. The rest is asked for: a receipt, a disposition sheet, the book, a report by the
calendar. Fields of each kind: `contracts/document_fields.py`; how it looks: `press/templates/`.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    `desk` is the service that issues it, so that numbers are given in one place. `code` stands in its number. `title`
    is what is printed above it. `leaves_at_once`: issuing it means sending it, so the next one has a number of its own.
    `is_the_writers`: the name below it is that of who wrote it, not the Inspektur's.
    """

    name: str
    desk: str
    code: str
    title: str
    means: str
    steps: tuple[str, ...] = ()
    drafted_in: str = ""
    implied_by: tuple[str, ...] = ()
    is_numbered: bool = True
    leaves_at_once: bool = False
    must_be_signed: bool = False
    for_reporter: bool = False
    for_unit: bool = False
    is_the_writers: bool = False


_TABLE: Final = (
    DocumentKind(
        "tanda_terima",
        "intake",
        "TT",
        "Tanda Terima Pengaduan",
        "Receipt, without the story.",
        is_numbered=False,
        for_reporter=True,
    ),
    DocumentKind("disposisi", "intake", "DISP", "Lembar Disposisi", "Disposition sheet.", is_numbered=False),
    DocumentKind(
        "hasil_verifikasi",
        "intake",
        "HV",
        "Laporan Hasil Verifikasi Pengaduan",
        "Result of verification.",
        steps=("verify",),
        is_the_writers=True,
    ),
    DocumentKind(
        "laporan_penelaahan",
        "review",
        "LP",
        "Laporan Hasil Penelaahan Pengaduan Masyarakat",
        "Report of the examination (penelaahan, kaji cepat) with its recommendation.",
        steps=("assess",),
        is_the_writers=True,
    ),
    DocumentKind(
        "memo_inspektur",
        "review",
        "MEMO",
        "Memo Inspektur",
        "Memo of the Inspektur that passes on the result of the examination.",
        steps=("assess", "receive", "decide"),
    ),
    DocumentKind(
        "perintah_tl",
        "review",
        "PTL",
        "Perintah Tindak Lanjut",
        "The Inspektur's order to follow up.",
        steps=("decide",),
    ),
    DocumentKind(
        "keputusan_tl", "review", "KTL", "Keputusan Tindak Lanjut", "Decision on the follow-up.", steps=("decide",)
    ),
    DocumentKind(
        "usulan_tim",
        "assignment",
        "UT",
        "Usulan Tim",
        "Proposal of a team, basis of the letter.",
        steps=("propose_team",),
        is_the_writers=True,
    ),
    DocumentKind(
        "spt",
        "assignment",
        "SPT",
        "Surat Perintah Tugas",
        "Surat Perintah Tugas, the assignment letter.",
        steps=("sign_letter",),
        drafted_in="draft_letter",
        must_be_signed=True,
    ),
    *(
        DocumentKind(name, "followup", code, title, f"{title}.", steps=("carry_out",), is_the_writers=True)
        for name, code, title in (
            ("lha", "LHA", "Laporan Hasil Audit"),
            ("lhk", "LHK", "Laporan Hasil Klarifikasi"),
            ("lhko", "LHKO", "Laporan Hasil Koordinasi"),
        )
    ),
    DocumentKind(
        "laporan_tindak_lanjut",
        "followup",
        "LTL",
        "Laporan Penanganan Tindak Lanjut Pengaduan",
        "Report of the handling, for the reporter.",
        steps=("carry_out", "respond", "delegate"),
        for_reporter=True,
    ),
    DocumentKind(
        "tanggapan_tertulis",
        "followup",
        "TGP",
        "Tanggapan Tertulis",
        "Written response.",
        steps=("respond",),
        for_reporter=True,
    ),
    DocumentKind(
        "jawaban",
        "followup",
        "JWB",
        "Jawaban atas Pengaduan",
        "Answer to the reporter.",
        steps=("respond",),
        for_reporter=True,
    ),
    DocumentKind(
        "bukti_penyampaian",
        "followup",
        "BP",
        "Bukti Penyampaian",
        "Proof that an answer or notice was delivered.",
        steps=("deliver",),
        leaves_at_once=True,
        is_the_writers=True,
    ),
    DocumentKind(
        "memo_penyaluran",
        "followup",
        "MP",
        "Memo Penyaluran Pengaduan",
        "Memo with which a complaint is passed on.",
        implied_by=("forward", "transfer"),
        leaves_at_once=True,
        for_unit=True,
    ),
    DocumentKind("buku_pengaduan", "register", "BUKU", "Buku Pengaduan", "The official register.", is_numbered=False),
    DocumentKind(
        "laporan_semester",
        "register",
        "SEM",
        "Laporan Semester Penanganan Pengaduan Masyarakat",
        "Report of half a year to the Inspektur.",
    ),
)

KINDS: Final = {kind.name: kind for kind in _TABLE}
"""Kinds of document by name."""


def made_in(step_kind: str, outputs: list[str]) -> list[str]:
    """The documents written in a step of this kind: its outputs, but for those drafted earlier, and what comes with
    it."""
    drafted = [kind.name for kind in _TABLE if kind.drafted_in == step_kind]
    implied = [kind.name for kind in _TABLE if step_kind in kind.implied_by and kind.name not in outputs]
    return drafted + [name for name in outputs if not KINDS[name].drafted_in] + implied


def issued_in(step_kind: str, outputs: list[str]) -> list[str]:
    """The documents that come into being in the step: its outputs, and what comes with it."""
    return outputs + [kind.name for kind in _TABLE if step_kind in kind.implied_by and kind.name not in outputs]


def file_place(tenant: str, document_id: UUID) -> str:
    """What the place of a document's file in the store begins with; each try to make it has a place of its own."""
    return f"{tenant}/{document_id}"


def signed_place(tenant: str, document_id: UUID) -> str:
    """The same of the signed file. A document is signed once, and its files are never written again."""
    return f"{tenant}/{document_id}-signed"


def file_purpose(place: str) -> str:
    """What the key of one file is made for, of the key of its complaint or of the regency's reports."""
    return f"document|{place}"
