"""Actions of the audit trail in words. A test holds that none lacks its words."""

from collections.abc import Mapping
from typing import Final

from gateway.pages import terms
from gateway.pages.words import say

_ACTIONS: Final[Mapping[str, str]] = {
    "signed_in": "Masuk",
    "sign_in_failed": "Percobaan masuk yang gagal",
    "signed_out": "Keluar",
    "second_factor_set": "Menyiapkan kode masuk",
    "second_factor_removed": "Menghapus kode masuk sendiri",
    "second_factor_reset": "Kode masuk dicabut pengelola sistem",
    "password_replaced": "Kata sandi diberikan pengelola sistem",
    "password_changed": "Mengganti kata sandi sendiri",
    "password_given": "Kata sandi sekali pakai diberikan administrator",
    "second_factor_taken": "Kode masuk dicabut administrator",
    "sessions_ended": "Semua sesi diakhiri administrator",
    "account_locked": "Akun dikunci",
    "account_unlocked": "Kunci akun dibuka",
    "deputised": "Pelaksana (Plt./Plh.) dicatat",
    "deputy_ended": "Pelaksana (Plt./Plh.) diakhiri",
    "parked_retried": "Pesan yang tertahan dicoba lagi",
    "parked_dropped": "Pesan yang tertahan dibuang",
    "operator_added": "Akun pengelola sistem dibuat",
    "operator_removed": "Akun pengelola sistem dihapus",
    "content_read": "Membaca isi pengaduan",
    "results_read": "Membaca hasil langkah",
    "forwarding_read": "Membaca salinan penerusan",
    "identity_asked": "Meminta pembukaan identitas",
    "identity_granted": "Pembukaan identitas disetujui",
    "identity_refused": "Pembukaan identitas ditolak",
    "identity_read": "Membaca identitas pelapor",
    "mode_raised": "Pelapor meminta perlindungan lebih",
    "code_replaced": "Memberi pelapor kode akses baru",
    "code_refused": "Menolak memberi kode akses baru: yang ditunjukkan bukan milik pelapor",
    "consent_given": "Pelapor setuju identitasnya disertakan",
    "evidence_received": "Berkas diterima",
    "evidence_accepted": "Berkas lolos pemeriksaan",
    "evidence_refused": "Berkas tidak lolos pemeriksaan",
    "evidence_copied": "Salinan bersih berkas dibuat",
    "evidence_removed": "Berkas dihapus selamanya",
    "evidence_read": "Mengunduh salinan berkas",
    "evidence_original_read": "Mengunduh berkas asli",
    "document_read": "Mengunduh dokumen",
    "document_asked": "Meminta dokumen",
    "document_rendered": "Dokumen dibuat",
    "document_signed": "Dokumen ditandatangani",
    "document_cancelled": "Dokumen dibatalkan",
    "entry_corrected": "Baris Buku Pengaduan dibetulkan",
    "bundle_read": "Mengunduh paket penerusan",
    "task_handed": "Tugas diserahkan atau dilepas",
    "subscription_added": "Langganan sistem lain ditambahkan",
    "subscription_changed": "Langganan sistem lain diubah",
    "subscription_removed": "Langganan sistem lain dihapus",
    "secret_rotated": "Rahasia langganan diganti",
    "events_replayed": "Peristiwa dikirim ulang ke sistem lain",
    "subscription_disabled": "Langganan sistem lain dimatikan",
    "tenant_applied": "Data daerah diterapkan",
    "sop_retired": "Versi SOP ditarik atau dipakai kembali",
    "officers_applied": "Daftar petugas diganti",
    "keys_rotated": "Kunci diperbarui",
    "hold_set": "Penahanan pemusnahan dipasang",
    "hold_lifted": "Penahanan pemusnahan dicabut",
    "identity_destroyed": "Identitas pelapor dimusnahkan",
    "complaint_destroyed": "Isi pengaduan dimusnahkan",
    "data_requested": "Permintaan atas data pribadi",
    "data_requests_read": "Membaca permintaan atas data pribadi",
    "data_request_answered": "Permintaan atas data pribadi diputuskan",
    "own_data_read": "Pelapor mengambil datanya",
    "audit_read": "Membaca jejak audit",
    "audit_exported": "Mengekspor jejak audit",
    "complaint_received": "Pengaduan diterima",
    "task_opened": "Langkah dimulai",
    "step_completed": "Langkah diselesaikan",
    "document_issued": "Dokumen diterbitkan",
    "document_copied": "Tembusan dikirim",
    "complaint_closed": "Pengaduan ditutup",
    "complaint_reopened": "Pengaduan dibuka kembali",
    "complaint_forwarded": "Pengaduan diteruskan",
    "forwarding_returned": "Penerusan dikembalikan",
    "conflict_declared": "Konflik kepentingan dinyatakan",
    "extension_asked": "Perpanjangan diminta",
    "extension_decided": "Perpanjangan diputuskan",
    "sop_migrated": "Pengaduan pindah versi SOP",
}
_KINDS: Final[Mapping[str, str]] = {
    "officer": "petugas",
    "system": "sistem sumber",
    "reporter": "pelapor",
    "public": "publik",
    "operator": "pengelola sistem",
    "platform": "pengelola platform",
    "service": "sistem",
}


def action(code: str) -> str:
    """What was done; the code where it has no words."""
    return say(_ACTIONS.get(code, code))


def actor(name: str, kind: str) -> str:
    """Who did it: officers by the name they sign in with, everybody else by what they are."""
    if kind == "reporter":
        return terms.role("pelapor")
    told = say(_KINDS.get(kind, kind))
    return f"{name} ({told})" if name else told
