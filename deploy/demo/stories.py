"""The demo's complaints, one or two of each regency. Everybody in them is invented."""

from deploy.demo.api import Upload
from deploy.demo.banyumas import DISPOSITION, LAPAK_ADUAN
from deploy.demo.katingan import AUDIT, UNIT
from deploy.demo.klungkung import INCOMPLETE
from deploy.demo.story import TODAY, Story, Turn
from gateway.sandbox.files import jpeg, pdf

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
        Turn("jfu_satu", "sampaikan", "disampaikan", {"delivered_on": TODAY, "way": "in_person"}),
    ),
    end="selesai",
    documents=("hasil_verifikasi", "keputusan_tl", "jawaban", "bukti_penyampaian"),
)

STORIES = (LAPAK_ADUAN, DISPOSITION, WALK_IN, UNIT, AUDIT, INCOMPLETE)
