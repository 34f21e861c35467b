"""Katingan: the examination parts complaints four ways. Everybody is invented."""

from deploy.demo.api import Upload
from deploy.demo.story import EVIDENCE, TODAY, Result, Story, Turn, report
from gateway.sandbox.files import pdf

_IDENTITY = {
    "name": "Pengadu Contoh",
    "nik": "9999990101010001",
    "address": "Jalan Contoh 1",
    "phone": "0812-0000-0000",
    "occupation": "Pedagang",
}
_BUKTI = Upload("bukti.pdf", "application/pdf", pdf("Bukti (contoh)"), "evidence")


def _filing(subject: str, story: str) -> Result:
    return {"channel": "walk_in", "mode": "confidential", "subject": subject, "story": story, "identity": _IDENTITY}


def _examined(outcome: str, problem: str) -> tuple[Turn, ...]:
    """Rows 1 to 3."""
    return (
        Turn("petugas", "lapor", "dicatat", {"problem_code": "04"}),
        Turn("petugas", "verifikasi", "lengkap", {"checklist": [{"item": "Identitas dan bukti", "is_met": True}]}),
        Turn(
            "penelaah_satu",
            "telaah",
            outcome,
            {
                "core_problem": problem,
                "recommendation": "Sesuai kategori.",
                "regulations": ["Peraturan contoh tentang disiplin pegawai"],
                "is_logical": True,
            },
        ),
    )


_DELIVERED = Turn(
    "sekretariat",
    "sampaikan",
    "disampaikan",
    {"delivered_on": TODAY, "way": "letter", "answer": "Laporan tindak lanjut kami sampaikan. Ini contoh."},
)

UNIT = Story(
    title="Katingan: tidak berkadar pengawasan, ditangani unit kerja, 14 hari kerja sejak memo diterima",
    tenant="katingan",
    filed_by="petugas",
    filing=_filing("Pegawai sering terlambat", "Loket kosong sampai pukul sembilan. Ini cerita contoh."),
    evidence=(_BUKTI,),
    turns=(
        *_examined("tidak_berkadar", "Disiplin jam kerja"),
        Turn(
            "sekretariat",
            "teruskan",
            "diteruskan",
            {
                "unit": "dinas_pendidikan",
                "memo": "Mohon ditindaklanjuti secara intern: jam buka loket tidak dipatuhi.",
            },
        ),
        Turn("unit_pendidikan", "unit_terima", "diterima"),
        Turn(
            "unit_pendidikan",
            "unit_kerja",
            "dilaporkan",
            {"summary": "Pegawai dibina, jam loket diatur ulang.", "conclusion": "Selesai secara intern."},
            report=report("laporan-unit", "Laporan penanganan tindak lanjut (contoh)"),
        ),
        _DELIVERED,
    ),
    end="selesai",
    documents=(
        "hasil_verifikasi",
        "laporan_penelaahan",
        "memo_inspektur",
        "memo_penyaluran",
        "laporan_tindak_lanjut",
    ),
)

AUDIT = Story(
    title="Katingan: berkadar pengawasan, audit dengan tujuan tertentu, 60 hari sejak sekretariat menerima berkas",
    tenant="katingan",
    filed_by="petugas",
    filing=_filing("Bantuan tidak sampai", "Sebagian bantuan tidak diterima warga. Ini cerita contoh."),
    evidence=(_BUKTI, *EVIDENCE),
    turns=(
        *_examined("berkadar_pengawasan", "Dugaan penyimpangan bantuan"),
        Turn("sekretariat", "terima_tu", "diterima", {"agenda_number": "700/44", "received_on": TODAY}),
        Turn("inspektur", "keputusan_tl", "adtt", {"instruction": "Audit dengan tujuan tertentu."}),
        Turn(
            "sekretariat",
            "usul_tim",
            "diusulkan",
            {
                "team": [
                    {"officer": "auditor_satu", "position": "ketua_tim"},
                    {"officer": "auditor_dua", "position": "anggota"},
                ],
                "objective": "Menguji penyaluran bantuan",
                "days": 15,
            },
        ),
        Turn(
            "sekretariat",
            "konsep_spt",
            "disusun",
            {"basis": ["Memo Kepala Inspektorat"], "place": "Kasongan", "starts_on": TODAY},
        ),
        Turn("inspektur", "tanda_tangan", "ditandatangani", {"signed_on": TODAY}),
        Turn("sekretariat", "serah_spt", "diserahkan", {"handed_on": TODAY}),
        Turn(
            "auditor_satu",
            "audit",
            "dilaksanakan",
            {
                "reported_on": TODAY,
                "summary": "Tim memeriksa daftar penerima.",
                "conclusion": "Sebagian terbukti.",
            },
            report=report("lha-katingan", "Laporan Hasil Audit (contoh)"),
        ),
        _DELIVERED,
    ),
    end="selesai",
    documents=("laporan_penelaahan", "memo_inspektur", "spt", "lha", "laporan_tindak_lanjut"),
)
