"""Klungkung: KTP, letter and evidence are required on DUMAS; 24 days until report and status. Everybody is invented."""

from deploy.demo.api import Upload
from deploy.demo.story import TODAY, Story, Turn, report
from gateway.sandbox.files import jpeg, pdf

_PAPERS = (
    Upload("ktp.jpg", "image/jpeg", jpeg(), "ktp"),
    Upload("surat.pdf", "application/pdf", pdf("Surat pengaduan (contoh)"), "letter"),
    Upload("bukti.pdf", "application/pdf", pdf("Bukti (contoh)"), "evidence"),
)

INCOMPLETE = Story(
    title="Klungkung: KTP belum ada, pelapor melengkapi, audit, laporan dan status",
    tenant="klungkung",
    filed_by="pelapor",
    filing={
        "channel": "web",
        "mode": "confidential",
        "subject": "Retribusi tanpa karcis",
        "story": "Retribusi diminta tanpa karcis. Ini cerita contoh.",
        "identity": {"name": "Pelapor Contoh", "email": "pelapor@example.com"},
    },
    evidence=(),
    turns=(
        Turn("petugas", "terima", "diterima", {"problem_code": "03"}),
        Turn(
            "petugas",
            "verifikasi",
            "minta_kelengkapan",
            {"asks": "Mohon lampirkan fotokopi KTP, surat pengaduan dan bukti."},
        ),
        Turn("pelapor", "menunggu_kelengkapan", "dilengkapi", reason="KTP, surat dan bukti terlampir.", adds=_PAPERS),
        Turn("petugas", "verifikasi", "lengkap", {"summary": "Persyaratan lengkap."}),
        Turn(
            "penelaah_satu",
            "telaah",
            "direkomendasikan",
            {"core_problem": "Dugaan pungutan tanpa karcis", "recommendation": "Audit."},
        ),
        Turn("inspektur", "putusan", "audit", {"instruction": "Audit oleh Tim Auditor."}),
        Turn(
            "irban_satu",
            "usul_tim",
            "diusulkan",
            {
                "team": [{"officer": "auditor_satu", "position": "ketua_tim"}],
                "objective": "Menguji retribusi",
                "days": 5,
            },
        ),
        Turn(
            "sekretariat",
            "konsep_spt",
            "disusun",
            {"basis": ["Perintah Inspektur"], "place": "Semarapura", "starts_on": TODAY},
        ),
        Turn("inspektur", "tanda_tangan", "ditandatangani"),
        Turn("sekretariat", "serah_spt", "diserahkan", {"handed_on": TODAY}),
        Turn(
            "auditor_satu",
            "laksana",
            "dilaksanakan",
            {
                "reported_on": TODAY,
                "summary": "Tim memeriksa tiga lokasi.",
                "conclusion": "Terbukti.",
            },
            report=report("lha-klungkung", "Laporan Hasil Audit (contoh)"),
        ),
        Turn(
            "sekretariat", "laporan", "disusun", {"answer": "Laporan Tindak Lanjut: pungutan dihentikan. Ini contoh."}
        ),
        Turn("sekretariat", "sampaikan", "disampaikan", {"delivered_on": TODAY, "way": "system"}),
        Turn("sekretariat", "status", "ditetapkan", {"summary": "Selesai ditindaklanjuti."}),
    ),
    end="selesai",
    documents=(
        "hasil_verifikasi",
        "laporan_penelaahan",
        "perintah_tl",
        "usulan_tim",
        "spt",
        "lha",
        "laporan_tindak_lanjut",
    ),
)
