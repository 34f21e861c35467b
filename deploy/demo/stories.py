"""The demo's complaints, as data: who files what, and who ends each step how. Everybody in them is invented."""

from dataclasses import dataclass, field
from typing import Any

from deploy.demo.api import Upload
from deploy.demo.files import jpeg, pdf

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One step: the officer, the step, its outcome and result. `report` is attached and named in the result."""

    officer: str
    step: str
    outcome: str
    result: Result = field(default_factory=dict)
    reason: str | None = None
    report: Upload | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A complaint from filing to closing, and what must be true in the end."""

    title: str
    tenant: str
    filed_by: str
    filing: dict[str, Any]
    evidence: tuple[Upload, ...]
    turns: tuple[Turn, ...]
    end: str
    documents: tuple[str, ...]


def _report(name: str, *lines: str) -> Upload:
    return Upload(f"{name}.pdf", "application/pdf", pdf(*lines), "report")


_EVIDENCE = (
    Upload("surat-pengaduan.pdf", "application/pdf", pdf("Surat pengaduan", "Contoh, tidak nyata"), "letter"),
    Upload("foto-lokasi.jpg", "image/jpeg", jpeg()),
)
_TEAM = {
    "team": [
        {"officer": "irban_satu", "position": "penanggung_jawab"},
        {"officer": "auditor_satu", "position": "ketua_tim"},
        {"officer": "auditor_dua", "position": "anggota"},
    ],
    "objective": "Menguji kebenaran pengaduan tentang pungutan di luar ketentuan",
    "days": 10,
}
_LETTER = {"basis": ["Perintah tindak lanjut Inspektur"], "place": "Purwokerto", "starts_on": "2026-11-23"}


def _to_report(outcome: str, instruction: str, report: Upload, number: str) -> tuple[Turn, ...]:
    """Rows 1 to 10 of Banyumas, which all three follow-ups share."""
    return (
        Turn("petugas", "terima", "diterima", {"problem_code": "03"}),
        Turn("pengaduan", "sampaikan", "disampaikan"),
        Turn("inspektur", "perintah_telaah", "diperintahkan", {"instruction": "Telaah dalam tiga hari kerja."}),
        Turn(
            "penelaah_satu",
            "telaah",
            "direkomendasikan",
            {
                "core_problem": "Dugaan pungutan di luar ketentuan pada layanan administrasi",
                "recommendation": instruction,
                "criteria": "Ada petunjuk awal, kewenangan Inspektorat, dapat diuji",
                "is_logical": True,
                "is_our_authority": True,
                "has_initial_evidence": True,
            },
        ),
        Turn("inspektur", "putusan", outcome, {"instruction": instruction}),
        Turn("irban_satu", "usul_tim", "diusulkan", _TEAM),
        Turn("perencanaan", "konsep_spt", "disusun", _LETTER),
        Turn("inspektur", "tanda_tangan", "dikembalikan", reason="Tambahkan satu anggota pada dasar penugasan."),
        Turn("perencanaan", "konsep_spt", "disusun", {**_LETTER, "basis": ["Perintah Inspektur", "Usulan tim"]}),
        Turn("inspektur", "tanda_tangan", "ditandatangani", {"signed_on": "2026-11-21"}),
        Turn("perencanaan", "serah_spt", "diserahkan", {"handed_on": "2026-11-21", "received_by": "Ketua tim"}),
        Turn(
            "irban_satu",
            "laksana",
            "dilaksanakan",
            {
                "report_number": number,
                "reported_on": "2026-12-04",
                "summary": "Tim meminta keterangan dan memeriksa bukti.",
                "conclusion": "Sebagian pengaduan terbukti.",
                "recommendations": ["Mengembalikan pungutan", "Menata ulang loket"],
            },
            report=report,
        ),
    )


_TOLD = {"delivered_on": "2026-12-07", "way": "portal", "answer": "Pengaduan Anda telah ditindaklanjuti."}

LAPAK_ADUAN = Story(
    title="Banyumas: Lapak Aduan, audit kasus, ditutup oleh sumbernya",
    tenant="banyumas",
    filed_by="lapak_aduan",
    filing={
        "channel": "lapak_aduan",
        "mode": "confidential",
        "subject": "Pungutan di loket layanan",
        "story": "Setiap pemohon diminta membayar di luar tarif resmi. Ini cerita contoh.",
        "source_reference": "LA-2026-000123",
        "location": "Loket layanan contoh",
    },
    evidence=_EVIDENCE,
    turns=(
        *_to_report("audit_kasus", "Laksanakan audit kasus.", _report("lha", "Laporan Hasil Audit (contoh)"), "LHA-1"),
        Turn("pengaduan", "info_sumber", "disampaikan", _TOLD),
        Turn("lapak_aduan", "tunggu_selesai", "selesai", {"confirmed_on": "2026-12-08", "source_status": "selesai"}),
    ),
    end="selesai",
    documents=("laporan_penelaahan", "perintah_tl", "usulan_tim", "spt", "lha"),
)

DISPOSITION = Story(
    title="Banyumas: disposisi Bupati, klarifikasi, tanpa menunggu pihak luar",
    tenant="banyumas",
    filed_by="pengaduan",
    filing={
        "channel": "disposition",
        "mode": "open",
        "subject": "Disposisi tentang layanan kecamatan",
        "story": "Bupati meneruskan keluhan warga tentang layanan. Ini cerita contoh.",
        "source_reference": "DISP/2026/45",
        "identity": {"name": "Warga Contoh", "email": "warga@example.com"},
    },
    evidence=(
        Upload("disposisi.pdf", "application/pdf", pdf("Lembar disposisi (contoh)"), "disposition"),
        Upload("foto.jpg", "image/jpeg", jpeg()),
    ),
    turns=(
        *_to_report(
            "klarifikasi", "Klarifikasi dengan sumber.", _report("lhk", "Laporan Klarifikasi (contoh)"), "LHK-1"
        ),
        Turn("pengaduan", "jawab_bupati", "disusun", {"answer": "Jawaban atas disposisi: telah diklarifikasi."}),
        Turn("pengaduan", "info_sumber", "disampaikan", {"delivered_on": "2026-12-07", "way": "letter"}),
        Turn("pengaduan", "tutup", "ditutup", {"summary": "Selesai dengan klarifikasi."}),
    ),
    end="selesai",
    documents=("laporan_penelaahan", "perintah_tl", "usulan_tim", "spt", "lhk", "jawaban"),
)

WALK_IN = Story(
    title="Madiun: datang langsung, lima langkah, tanpa SPT",
    tenant="madiun",
    filed_by="jfu_satu",
    filing={
        "channel": "walk_in",
        "mode": "open",
        "subject": "Antrean layanan terlalu lama",
        "story": "Menunggu empat jam tanpa penjelasan. Ini cerita contoh.",
        "identity": {"name": "Pengadu Contoh", "phone": "0812-0000-0000", "email": "pengadu@example.com"},
    },
    evidence=(
        Upload("formulir.pdf", "application/pdf", pdf("Formulir pengaduan (contoh)"), "letter"),
        Upload("antrean.jpg", "image/jpeg", jpeg()),
    ),
    turns=(
        Turn("jfu_satu", "catat", "dicatat", {"problem_code": "02"}),
        Turn("sekretaris", "klarifikasi", "terklarifikasi", {"summary": "Keluhan tentang waktu tunggu layanan."}),
        Turn("inspektur", "putusan", "diputuskan", {"instruction": "Jawab dan perbaiki jadwal loket."}),
        Turn("sekretaris", "jawaban", "dijawab", {"answer": "Mohon maaf; loket kedua dibuka mulai pekan depan."}),
        Turn("jfu_satu", "sampaikan", "disampaikan", {"delivered_on": "2026-11-21", "way": "in_person"}),
    ),
    end="selesai",
    documents=("hasil_verifikasi", "keputusan_tl", "jawaban", "bukti_penyampaian"),
)

STORIES = (LAPAK_ADUAN, DISPOSITION, WALK_IN)
