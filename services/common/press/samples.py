"""Made-up fields of every kind of document, in full and with all left out that may be: a template must do with both."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.press.sheet import BookEntry, Person, Sheet

_ON: Final = date(2026, 11, 21)
_HASH: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_TEXT: Final = "Alinea pertama menerangkan pokoknya.\nBaris kedua tetap baris sendiri.\n\nAlinea kedua menutupnya."

_TEAM: Final = [
    {
        "name": "Raharja Contoh, S.E., M.M.",
        "nip": "198001012005011001",
        "rank": "Pembina, IV/a",
        "office": "Inspektur Pembantu I",
        "position_label": "Pengendali Teknis",
    },
    {
        "name": "Melati Contoh, S.H.",
        "nip": "199002022015022002",
        "rank": "Penata, III/c",
        "office": "Auditor Ahli Muda",
        "position_label": "Ketua Tim",
    },
    {"name": "Bayu Contoh", "nip": "", "rank": "", "office": "Auditor Ahli Pertama", "position_label": "Anggota"},
]
_DECISION: Final = {
    "to": "Inspektur Pembantu I",
    "decision_label": "Dilakukan klarifikasi",
    "instruction": _TEXT,
    "meeting_held_on": _ON,
    "meeting_minutes": "Ekspose dihadiri tim penelaah.",
}
_REPORT: Final = {
    "form": "chapters",
    "assignment_number": "700/014/CTH/2026",
    "reported_on": _ON,
    "summary": _TEXT,
    "sections": [{"heading": "Dasar penugasan", "text": _TEXT}, {"heading": "Fakta yang ditemukan", "text": _TEXT}],
    "conclusion": "Dugaan tidak terbukti.",
    "recommendations": ["Memperbaiki pencatatan.", "Menyampaikan bukti perbaikan."],
    "attachments": 2,
}
_ANSWER: Final = {"to": "Pelapor contoh", "answer": _TEXT, "is_to_reporter": True, "objection": "14 hari kerja"}
_LINE: Final = {
    "number": "12",
    "reference": "CTH-2026-000123",
    "received_on": _ON,
    "source_reference": "B/45/XI/2026",
    "channel_label": "Surat",
    "category_label": "Pelayanan masyarakat",
    "subject": "Pelayanan surat keterangan lambat",
    "reporter": "Pelapor 0123",
    "reported": "Kantor Desa Contoh",
    "location": "Desa Contoh",
    "disposition": "Tim Penelaah",
    "result": "Selesai, tidak terbukti",
    "answered_on": _ON,
    "documents": ["700/003/LP/CTH/2026"],
    "is_correction": False,
}

FULL: Final[dict[str, dict[str, Any]]] = {
    "tanda_terima": {
        "received_on": _ON,
        "received_time": "09.15 WIB",
        "channel_label": "Surat",
        "mode": "confidential",
        "attachments": 3,
        "content_sha256": _HASH,
    },
    "disposisi": {
        "received_on": _ON,
        "channel_label": "Surat",
        "source_reference": "B/45/XI/2026",
        "attachments": 3,
        "is_secret": True,
        "recipients": ["Sekretaris", "Inspektur Pembantu I", "Tim Penelaah"],
    },
    "hasil_verifikasi": {
        "channel_label": "Surat",
        "received_on": _ON,
        "location": "Desa Contoh",
        "checklist": [{"item": "Uraian jelas", "is_met": True}, {"item": "Ada bukti pendukung", "is_met": False}],
        "summary": _TEXT,
        "asks": "Salinan tanda bayar.",
        "outcome_label": "Dapat diproses",
    },
    "laporan_penelaahan": {
        "core_problem": _TEXT,
        "questions": [{"question": "Apa yang terjadi?", "answer": _TEXT}, {"question": "Berapa?", "answer": ""}],
        "regulations": ["Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"],
        "is_logical": True,
        "is_our_authority": False,
        "has_initial_evidence": None,
        "criteria": "Berkadar pengawasan.",
        "outcome_label": "Berkadar pengawasan",
        "recommendation": _TEXT,
    },
    "memo_inspektur": {
        "to": "Inspektur Pembantu I",
        "matter": _TEXT,
        "outcome_label": "Berkadar pengawasan",
        "instruction": _TEXT,
    },
    "perintah_tl": _DECISION,
    "keputusan_tl": _DECISION,
    "usulan_tim": {"team": _TEAM, "objective": _TEXT, "days": 5},
    "spt": {
        "basis": ["Pengaduan Nomor CTH-2026-000123", "Disposisi Inspektur"],
        "team": _TEAM,
        "objective": "Melakukan klarifikasi atas pengaduan Nomor CTH-2026-000123.",
        "days": 5,
        "starts_on": _ON,
        "place": "Kecamatan Contoh",
        "cost": "DPA Inspektorat Tahun Anggaran 2026",
        "copies_to": ["Bupati Contoh, sebagai laporan", "Arsip"],
    },
    "lha": _REPORT,
    "lhk": _REPORT | {"form": "letter"},
    "lhko": _REPORT | {"form": "letter"},
    "laporan_tindak_lanjut": {"summary": _TEXT, "conclusion": "Selesai.", "recommendations": ["Menjaga kemajuan."]},
    "tanggapan_tertulis": _ANSWER,
    "jawaban": _ANSWER,
    "bukti_penyampaian": {
        "delivered_on": _ON,
        "way_label": "Diantar langsung",
        "delivered": ["Jawaban atas Pengaduan, Nomor 700/002/JWB/CTH/2026"],
        "to": "Pelapor",
        "can_be_receipted": True,
    },
    "memo_penyaluran": {
        "to": "Kepala Dinas Contoh",
        "memo": _TEXT,
        "shared": 2,
        "includes_story": True,
        "with_identity": True,
        "legal_order": "Penetapan Pengadilan Nomor 1/2026",
    },
    "buku_pengaduan": {
        "year": 2026,
        "lines": [_LINE, _LINE | {"is_correction": True, "received_on": None}],
        "withheld": 2,
    },
    "laporan_semester": {
        "period_label": "Semester II Tahun 2026",
        "from_on": date(2026, 7, 1),
        "to_on": date(2026, 12, 31),
        "tables": [
            {
                "heading": "Pengaduan masuk",
                "note": "menurut tanggal terima",
                "rows": [{"label": "Surat", "count": 1200}],
            }
        ],
        "snapshot_sha256": _HASH,
    },
}
"""With everything that may be said."""

_SPARE: Final[dict[str, dict[str, Any]]] = {
    "tanda_terima": {"mode": "anonymous", "attachments": 0},
    "disposisi": {"source_reference": None, "attachments": 0, "is_secret": False, "recipients": []},
    "hasil_verifikasi": {"received_on": None, "location": None, "checklist": [], "summary": None, "asks": None},
    "laporan_penelaahan": {"questions": [], "regulations": [], "criteria": None},
    "perintah_tl": {"meeting_held_on": None, "meeting_minutes": None},
    "keputusan_tl": {"meeting_held_on": None, "meeting_minutes": None},
    "usulan_tim": {"team": []},
    "spt": {"basis": [], "team": [], "cost": None, "copies_to": []},
    **{
        kind: {"form": form, "assignment_number": None, "sections": [], "recommendations": [], "attachments": 0}
        for kind, form in (("lha", "letter"), ("lhk", "chapters"), ("lhko", "chapters"))
    },
    "laporan_tindak_lanjut": {"conclusion": None, "recommendations": []},
    "jawaban": {"is_to_reporter": False, "objection": None},
    "bukti_penyampaian": {"delivered": [], "to": "", "can_be_receipted": False},
    "memo_penyaluran": {"shared": 0, "includes_story": False, "with_identity": False, "legal_order": None},
    "buku_pengaduan": {"lines": [], "withheld": 0},
    "laporan_semester": {"tables": []},
}


def samples(kind: str, profile: TenantProfile, stationery: dict[str, Any]) -> Iterator[Sheet]:
    """A sheet in full, and one with as little as there can be."""
    signer = Person("Cendana Contoh, S.H., M.Si.", "197003031995031003", "Pembina Utama Muda, IV/c", "Inspektur")
    issuer = Person("Melati Contoh, S.H.", "199002022015022002", "Penata, III/c", "Ketua Tim Penelaah")
    code = "CTH7-K2M9-X4PQ"
    rest: dict[str, Any] = {"kind": kind, "dated_on": _ON, "profile": profile, "stationery": stationery, "code": code}
    rest["verify_url"] = f"https://dumas.example.test/v/{code}"
    number = f"700/007/{KINDS[kind].code}/{profile.code}/2026" if KINDS[kind].is_numbered else None
    named: dict[str, Any] = {"number": number, "reference": "CTH-2026-000123", "signer": signer, "issuer": issuer}
    book = BookEntry("12/2026", _ON, "02 Pelayanan masyarakat", "B/45/XI/2026")
    yield Sheet(edition=2, fields=FULL[kind], head=signer, book=book, **named, **rest)
    spare = FULL[kind] | _SPARE.get(kind, {})
    yield Sheet(edition=1, fields=spare, number=None, reference=None, signer=None, issuer=None, **rest)
