"""What the fields of every step are called on its form, with a hint where one helps; the one place to change a word.

`<kind>.<field>` counts before `<field>`. A test holds that no field of any kind of step lacks its words.
"""

from collections.abc import Mapping
from typing import Final

Words = tuple[str, str]

FIELDS: Final[Mapping[str, Words]] = {
    "note": ("Catatan internal", "Hanya untuk petugas; pelapor tidak pernah melihatnya."),
    "attachments": ("Berkas yang menjadi dasar", "Hanya berkas yang sudah lolos pemeriksaan dapat dipilih."),
    "problem_code": ("Kode masalah", "Sesuai Buku Pengaduan."),
    "verify.summary": ("Hasil verifikasi", "Ringkas: apa yang diadukan, dan apakah dapat diproses."),
    "checklist": ("Daftar periksa kelengkapan", "Baris yang kosong tidak disimpan."),
    "checklist.item": ("Yang diperiksa", ""),
    "checklist.is_met": ("Terpenuhi", ""),
    "asks": ("Yang diminta dari pelapor", "Terkirim sebagai pesan kepada pelapor. Gunakan bahasa yang sopan."),
    "order_review.instruction": ("Perintah penelaahan", "Boleh kosong."),
    "core_problem": ("Inti masalah", "Siapa pelapor tidak boleh terbaca di sini."),
    "recommendation": ("Rekomendasi", "Tindak lanjut yang diusulkan, dan alasannya."),
    "regulations": ("Peraturan terkait", "Satu peraturan setiap baris."),
    "what": ("Apa yang terjadi", ""),
    "who": ("Siapa yang terlibat", "Bukan pelapor."),
    "where": ("Di mana", ""),
    "when": ("Kapan", ""),
    "why": ("Mengapa", ""),
    "how": ("Bagaimana", ""),
    "how_much": ("Berapa kerugian atau jumlahnya", ""),
    "is_logical": ("Apakah pengaduan logis?", ""),
    "is_our_authority": ("Apakah kewenangan Inspektorat?", ""),
    "has_initial_evidence": ("Apakah ada bukti awal (berkadar pengawasan)?", ""),
    "criteria": ("Kriteria yang dipakai", ""),
    "agenda_number": ("Nomor agenda", ""),
    "received_on": ("Diterima tanggal", ""),
    "decide.instruction": ("Perintah", "Tercetak pada dokumen keputusan atau perintah tindak lanjut."),
    "meeting_held_on": ("Tanggal rapat dinas", "Bila ada rapat."),
    "meeting_minutes": ("Notulen rapat", "Wajib bila tanggal rapat diisi."),
    "team": ("Susunan tim", "Baris yang kosong tidak disimpan."),
    "team.officer": ("Nama", ""),
    "team.position": ("Kedudukan dalam tim", ""),
    "objective": ("Tujuan penugasan", ""),
    "days": ("Lama penugasan", "Dalam hari kerja, 1 sampai 120."),
    "draft_letter.basis": ("Dasar penugasan", "Satu dasar setiap baris."),
    "place": ("Tempat tugas", ""),
    "starts_on": ("Mulai tanggal", ""),
    "cost": ("Beban biaya", "Misalnya DPA tahun berjalan."),
    "copies_to": ("Tembusan", "Satu penerima setiap baris."),
    "signed_on": ("Ditandatangani tanggal", ""),
    "handed_on": ("Diserahkan tanggal", ""),
    "received_by": ("Diterima oleh", ""),
    "reported_on": ("Tanggal laporan", ""),
    "form": ("Bentuk laporan", ""),
    "assignment_number": ("Nomor SPT", "Bila kosong, nomor SPT pengaduan ini yang tercetak."),
    "carry_out.basis": ("Dasar penugasan", ""),
    "purpose": ("Tujuan dan sasaran", ""),
    "scope": ("Ruang lingkup", ""),
    "general_data": ("Data umum", ""),
    "carry_out.summary": ("Ringkasan hasil", ""),
    "findings": ("Uraian hasil", ""),
    "cause": ("Penyebab", ""),
    "effect": ("Dampak atau kerugian", ""),
    "parties": ("Pihak terkait", "Bukan pelapor."),
    "conclusion": ("Simpulan", ""),
    "recommendations": ("Saran atau rekomendasi", "Satu saran setiap kotak; kotak yang kosong tidak disimpan."),
    "answer": (
        "Jawaban kepada pelapor",
        "Sistematis, singkat, jelas, sopan. Salam pembuka (Yth.) dan penutup sudah tercetak; tulis isinya saja.",
    ),
    "deliver.answer": ("Yang disampaikan kepada pelapor", "Wajib bila belum ada jawaban tertulis sebelumnya."),
    "shared": ("Berkas yang ikut diteruskan", "Periksa dahulu: jangan ada yang menunjukkan siapa pelapor."),
    "includes_story": ("Sertakan cerita pelapor apa adanya", "Kata-kata pelapor sering menunjukkan siapa dia."),
    "unit": ("Diteruskan kepada", "Jangan kepada pihak yang dilaporkan; siapa terlapornya tertulis di halaman ini."),
    "memo": ("Isi memo", "Dengan kata-kata kantor, tanpa menyebut atau menunjukkan siapa pelapor."),
    "agency": ("Instansi tujuan", ""),
    "with_identity": ("Sertakan identitas pelapor", "Hanya dengan persetujuan pelapor atau perintah undang-undang."),
    "legal_order": ("Nomor dan tanggal perintah hukum", "Bila identitas diminta tanpa persetujuan pelapor."),
    "delegate.summary": ("Uraian penanganan", "Apa yang telah dilakukan."),
    "delivered_on": ("Disampaikan tanggal", ""),
    "way": ("Cara menyampaikan", ""),
    "confirmed_on": ("Dikonfirmasi tanggal", ""),
    "source_status": ("Status pada sumber", "Misalnya: selesai. Lampirkan buktinya di bawah."),
    "close.summary": ("Ringkasan untuk Buku Pengaduan", ""),
    "close.message": ("Pesan penutup kepada pelapor", "Boleh kosong."),
    "considerations": ("Pertimbangan", ""),
    "reconsider.message": (
        "Pesan kepada pelapor tentang keberatannya",
        "Pelapor membacanya di halaman pengaduannya: apa yang diputuskan, dan mengapa.",
    ),
}

OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "position": {
        "penanggung_jawab": "Penanggung jawab",
        "wakil_penanggung_jawab": "Wakil penanggung jawab",
        "pengendali_mutu": "Pengendali mutu",
        "pengendali_teknis": "Pengendali teknis",
        "ketua_tim": "Ketua tim",
        "anggota": "Anggota",
    },
    "form": {"letter": "Bentuk surat", "chapters": "Bentuk bab"},
    "way": {
        "system": "Lewat sistem ini (kotak pesan)",
        "letter": "Surat",
        "email": "Surel",
        "phone": "Telepon",
        "in_person": "Langsung, tatap muka",
        "portal": "Lewat kanal sumbernya",
    },
}
"""The choices of fields that have a few."""

TESTS: Final = ("is_logical", "is_our_authority", "has_initial_evidence")
"""The decisions of a kaji cepat, in the order they are made; they stand first on its form."""

TODAY: Final = frozenset({"received_on", "signed_on", "handed_on", "reported_on", "delivered_on", "confirmed_on"})
"""Days that are mostly today."""

FOR_REPORTER: Final = frozenset({"answer", "message", "asks"})
"""What the reporter will read; it can be looked at beforehand."""
