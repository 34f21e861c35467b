"""The fixed words: what an SOP, an event or a request may say, each with its meaning.

A regency chooses among these words in its SOP and gives them its own labels; it does not invent codes, so
statistics and subscribers can compare regencies. Extend a table here when the field uses a new word.
"""

from typing import Final

MODES: Final = {
    "open": "The reporter's identity is recorded and open to the handling officers.",
    "confidential": "Identity is recorded in the vault and opened only by two people with a reason.",
    "anonymous": "The office does not know who reports.",
}

CONSEQUENCES: Final = {
    "open": {
        "id": "Nama Anda tercatat, dan petugas yang menangani pengaduan dapat melihatnya. Terlapor tidak diberi tahu.",
        "en": "Your name is kept, and officers who handle the complaint can see it. The reported party is not told.",
    },
    "confidential": {
        "id": "Nama Anda disimpan terkunci. Petugas hanya dapat membukanya dengan alasan tertulis dan izin penjaga "
        "identitas; setiap pembukaan dicatat, dan Anda dapat melihat berapa kali itu terjadi.",
        "en": "Your name is kept locked away. An officer can open it only with a written reason and the consent of the "
        "keeper of identities; every opening is recorded, and you can see how often it happened.",
    },
    "anonymous": {
        "id": "Nama Anda tidak ditanyakan dan tidak disimpan. Kami hanya dapat bertanya kepada Anda lewat kotak pesan: "
        "simpan nomor dan kode akses, karena tanpa keduanya Anda tidak dapat melihat pengaduan ini lagi.",
        "en": "Your name is neither asked for nor kept. We can ask you something through the mailbox only: keep the "
        "reference and the access code, for without them you cannot see this complaint again.",
    },
}
"""What each mode means for the reporter, in plain words; shown where the mode is chosen."""

CHANNELS: Final = {
    "web": "The regency's own form on this system.",
    "walk_in": "At the counter, in person.",
    "letter": "By letter or fax.",
    "email": "By e-mail.",
    "phone": "By telephone or WhatsApp, keyed in by an officer.",
    "box": "Complaint box (kotak pengaduan, kotak saran).",
    "disposition": "A disposition (disposisi) of the head of region.",
    "lapak_aduan": "The regency's own complaint portal (Lapak Aduan).",
    "sp4n_lapor": "The national portal SP4N-LAPOR!.",
    "wbs": "Whistleblowing system.",
}

IDENTITY_FIELDS: Final = {
    "name": "Full name.",
    "nik": "National identity number on the KTP.",
    "address": "Postal address.",
    "email": "E-mail address.",
    "phone": "Telephone number.",
    "occupation": "Kind of work (jenis pekerjaan).",
}

ATTACHMENT_KINDS: Final = {
    "ktp": "Copy of the reporter's KTP.",
    "letter": "The complaint letter.",
    "evidence": "Evidence.",
    "disposition": "The disposition sheet.",
    "report": "A report of the office: LHA, LHK, LHKo, handling report.",
    "confirmation": "Proof that the source confirmed.",
    "signed_document": "A document of ours that was printed, signed by hand and scanned.",
    "other": "Anything else.",
}
SIGNED_DOCUMENT: Final = "signed_document"
OFFICE_ATTACHMENTS: Final = frozenset({"report", "disposition", "confirmation", SIGNED_DOCUMENT})
"""Those that only the office attaches, because they prove what the office did."""

ROLES: Final = {
    "pelapor": "Reporter.",
    "petugas_penerima": "Officer who receives complaints.",
    "tim_pengaduan": "Complaint team at the secretariat.",
    "sekretaris": "Secretary.",
    "sekretariat": "Secretariat, administration (tata usaha).",
    "kasubag": "Head of a sub-division.",
    "kasubag_perencanaan": "Head of the planning sub-division.",
    "jfu": "General functional officer (jabatan fungsional umum).",
    "inspektur": "Head of the inspectorate.",
    "tim_penelaah": "Examining team.",
    "irban": "Inspektur Pembantu, with a team.",
    "tim_audit": "Audit team under a letter.",
    "unit_terlapor": "Head of the Eselon II unit (OPD).",
    "instansi_lain": "Another agency.",
    "lapak_aduan": "The regency's complaint portal, a system.",
    "sp4n_lapor": "The national portal, a system.",
    "pelanggan": "A system that only listens.",
    "pimpinan_daerah": "Head of region.",
    "inspektur_provinsi": "Head of the provincial inspectorate, who acts where the Inspektur is accused.",
    "custodian": "Keeper of the identity vault.",
    "admin_tenant": "Administrator of the regency.",
}

REPORTER: Final = "pelapor"
"""The role of whoever filed the complaint."""

UNITS: Final = "unit_terlapor"
"""The role of units to which complaints are forwarded; a holder acts for one of them."""

AGENCIES: Final = "instansi_lain"
"""The role of other agencies to which complaints are transferred; they read what they got a copy of."""

CUSTODIAN: Final = "custodian"
"""The second of the two people it takes to open an identity; handles no complaint and reads none."""

ADMIN: Final = "admin_tenant"
HEAD: Final = "inspektur"
SECRETARY: Final = "sekretaris"
PROVINCE: Final = "inspektur_provinsi"

LISTENER: Final = "pelanggan"
"""The role of a system that hears what other systems are told, files nothing and has no steps."""

PORTALS: Final = frozenset({"lapak_aduan", "sp4n_lapor"})
"""Roles of systems through which complaints come in."""

SYSTEMS: Final = PORTALS | {LISTENER}
"""Roles of systems, which sign in with a key."""

EXTERNAL_ROLES: Final = SYSTEMS | {REPORTER, UNITS, CUSTODIAN, PROVINCE, AGENCIES, "pimpinan_daerah"}
"""Roles that never read a complaint's content by role alone: held outside the inspectorate, or apart from its work."""

TEAMLESS_ROLES: Final = EXTERNAL_ROLES | {ADMIN}
"""Roles that put nobody into an audit team: whoever holds no other is not of those who handle complaints there."""

SECOND_FACTOR_ROLES: Final = frozenset({HEAD, PROVINCE, CUSTODIAN, ADMIN})
"""Roles that sign in with a code from their phone besides the password."""

PROBLEM_CODES: Final = {
    "01": "Penyalahgunaan wewenang",
    "02": "Pelayanan masyarakat",
    "03": "Korupsi/pungli",
    "04": "Kepegawaian",
    "05": "Pertanahan/perumahan",
    "06": "Hukum/HAM",
    "07": "Kewaspadaan nasional",
    "08": "Tatalaksana/regulasi",
    "09": "Lingkungan",
    "10": "Umum",
}
"""Problem codes of the official register (PER/05/M.PAN/4/2009)."""

CLOCK_UNITS: Final = {
    "working_minutes": "menit kerja",
    "working_hours": "jam kerja",
    "days": "hari",
    "working_days": "hari kerja",
    "months": "bulan",
}
