"""Banyumas: every complaint goes through an assignment letter; the source closes its own. Everybody is invented."""

from deploy.demo.api import Upload
from deploy.demo.story import EVIDENCE, TODAY, Story, Turn, report
from gateway.sandbox.files import jpeg, pdf

_TEAM = {
    "team": [
        {"officer": "irban_satu", "position": "penanggung_jawab"},
        {"officer": "auditor_satu", "position": "ketua_tim"},
        {"officer": "auditor_dua", "position": "anggota"},
    ],
    "objective": "Menguji kebenaran pengaduan tentang pungutan di luar ketentuan",
    "days": 10,
}
_LETTER = {"basis": ["Perintah tindak lanjut Inspektur"], "place": "Purwokerto", "starts_on": TODAY}


def _to_report(outcome: str, instruction: str, report: Upload, **chapters: str) -> tuple[Turn, ...]:
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
                "what": "Pungutan di luar tarif",
                "where": "Loket layanan contoh",
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
        Turn("inspektur", "tanda_tangan", "ditandatangani", {"signed_on": TODAY}),
        Turn("perencanaan", "serah_spt", "diserahkan", {"handed_on": TODAY, "received_by": "Ketua tim"}),
        Turn(
            "irban_satu",
            "laksana",
            "dilaksanakan",
            {
                "reported_on": TODAY,
                "summary": "Tim meminta keterangan dan memeriksa bukti.",
                "conclusion": "Sebagian pengaduan terbukti.",
                "recommendations": ["Mengembalikan pungutan", "Menata ulang loket"],
                **chapters,
            },
            report=report,
        ),
    )


_TOLD = {"delivered_on": TODAY, "way": "portal", "answer": "Pengaduan Anda telah ditindaklanjuti."}

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
    evidence=EVIDENCE,
    turns=(
        *_to_report(
            "audit_kasus",
            "Laksanakan audit kasus.",
            report("lampiran-lha", "Lampiran Laporan Hasil Audit (contoh)"),
            form="chapters",
            purpose="Menguji apakah pungutan di loket mempunyai dasar.",
            scope="Layanan administrasi pada bulan September sampai dengan November.",
            findings="Dari dua puluh permohonan yang diuji, tujuh dikenai biaya di luar tarif.",
            cause="Tarif tidak ditempel di loket.",
            effect="Pemohon membayar lebih.",
        ),
        Turn("pengaduan", "info_sumber", "disampaikan", _TOLD),
        Turn("lapak_aduan", "tunggu_selesai", "selesai", {"confirmed_on": TODAY, "source_status": "selesai"}),
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
            "klarifikasi", "Klarifikasi dengan sumber.", report("lampiran-lhk", "Lampiran klarifikasi (contoh)")
        ),
        Turn("pengaduan", "jawab_bupati", "disusun", {"answer": "Jawaban atas disposisi: telah diklarifikasi."}),
        Turn("pengaduan", "info_sumber", "disampaikan", {"delivered_on": TODAY, "way": "letter"}),
        Turn("pengaduan", "tutup", "ditutup", {"summary": "Selesai dengan klarifikasi."}),
    ),
    end="selesai",
    documents=("laporan_penelaahan", "perintah_tl", "usulan_tim", "spt", "lhk", "jawaban"),
)
