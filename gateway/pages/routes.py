"""Every address of the pages, on one page. Addresses are in Bahasa Indonesia, as the people who read them are."""

from typing import Final

from gateway.pages import (
    about,
    admin,
    admin_data,
    audit,
    book,
    complaint,
    complaint_book,
    complaint_conflict,
    complaint_hold,
    complaint_identity,
    complaint_mail,
    complaint_time,
    dashboard,
    dashboard_trend,
    door,
    entering,
    evidence,
    forwarding,
    inbox,
    look,
    mailbox,
    own_data,
    papers,
    papers_signing,
    procedures,
    procedures_simulator,
    profile,
    province,
    receipt,
    report,
    reports,
    requests_waiting,
    second_factor,
    start,
    steps,
    tracking,
    tracking_identity,
    tracking_papers,
    written,
)
from gateway.pages.table import Page

_OFFICE = "/<tenant>"
_DESK = "/petugas"
_OWN = f"{_OFFICE}/pengaduan"
_REPORT, _RECEIPT = f"{_OFFICE}/lapor", f"{_OFFICE}/tanda-terima"
_DRAFT = ("draft_client",)
_REPORTER = ("reporter",)

PUBLIC: Final[tuple[Page, ...]] = (
    Page("/", start.all_regencies),
    Page(_OFFICE, start.start),
    Page(f"{_OFFICE}/tema.css", look.theme),
    Page(f"{_OFFICE}/lambang", look.crest),
    Page(f"{_OFFICE}/sop", about.procedure),
    Page(f"{_OFFICE}/angka", about.figures),
    Page(f"{_OFFICE}/angka.csv", about.figures_file),
    Page(f"{_OFFICE}/privasi", about.privacy),
    Page(f"{_OFFICE}/aksesibilitas", about.accessibility),
    Page(_REPORT, report.begin, report.save_begin, limits=_DRAFT),
    Page(f"{_REPORT}/perlindungan", report.mode, report.save_mode, limits=_DRAFT),
    Page(f"{_REPORT}/keamanan", report.safety, report.save_safety, limits=_DRAFT),
    Page(f"{_REPORT}/cerita", report.story, report.save_story, limits=_DRAFT),
    Page(f"{_REPORT}/pihak", report.parties, report.save_parties, limits=_DRAFT),
    Page(f"{_REPORT}/identitas", report.identity, report.save_identity, limits=_DRAFT),
    Page(f"{_REPORT}/periksa", report.check, report.send),
    Page(f"{_REPORT}/hapus", save=report.discard),
    Page(_RECEIPT, receipt.receipt, receipt.finish),
    Page(f"{_RECEIPT}/txt", receipt.text),
    Page(f"{_RECEIPT}/pdf", save=receipt.pdf),
    Page(f"{_RECEIPT}/bukti", save=receipt.evidence),
    Page(f"{_RECEIPT}/selesai", receipt.done),
    Page(f"{_OFFICE}/lacak", tracking.door, tracking.enter),
    Page(_OWN, tracking.complaint, who=_REPORTER),
    Page(f"{_OWN}/keluar", save=tracking.leave),
    Page(f"{_OWN}/pesan", mailbox.thread, mailbox.send),
    Page(f"{_OWN}/lengkapi", mailbox.completion, mailbox.complete),
    Page(f"{_OWN}/keberatan", mailbox.objection, mailbox.object_to_end),
    Page(f"{_OWN}/berkas", evidence.files, evidence.add, who=_REPORTER),
    Page(f"{_OWN}/berkas/<uuid:attachment_id>", evidence.fetch, who=_REPORTER),
    Page(f"{_OWN}/tanda-terima", save=tracking_papers.request_receipt, who=_REPORTER),
    Page(f"{_OWN}/dokumen/<kind>/<uuid:document_id>", tracking_papers.fetch, who=_REPORTER),
    Page(f"{_OWN}/identitas", tracking_identity.show, tracking_identity.protect, who=_REPORTER),
    Page(f"{_OWN}/persetujuan", save=tracking_identity.consent, who=_REPORTER),
    Page(f"{_OWN}/data", own_data.show, own_data.ask),
    Page(f"{_OWN}/data/isi", own_data.content, who=_REPORTER),
    Page(f"{_OWN}/data/unduh", own_data.download, who=_REPORTER),
)
"""For citizens."""

_PEOPLE = ("officer", "platform")
_OFFICER = ("officer",)

DOOR: Final[tuple[Page, ...]] = (
    Page(f"{_DESK}/masuk", door.sign_in, door.enter, limits=("sign_in_client",)),
    Page(f"{_DESK}/keluar", save=door.sign_out, who=_PEOPLE, half=True),
    Page(f"{_DESK}/tulisan", written.kept, written.settle, who=_PEOPLE),
    Page(f"{_DESK}/profil", profile.overview, who=_PEOPLE),
    Page(f"{_DESK}/profil/sesi", save=profile.end_others, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk", second_factor.setup, second_factor.confirm, who=_PEOPLE, half=True),
    Page(f"{_DESK}/kode-masuk/baru", save=second_factor.begin, who=_PEOPLE, half=True),
    Page(f"{_DESK}/kode-masuk/pemulihan", second_factor.recovery, second_factor.put_away, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk/pemulihan.txt", second_factor.recovery_file, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk/hapus", second_factor.give_up, second_factor.gave_up, who=_PEOPLE),
)
"""Where officers and operators sign in, and look after their account."""

DESK: Final[tuple[Page, ...]] = (
    Page(_DESK, inbox.tasks, who=_OFFICER),
    Page(f"{_DESK}/permintaan", requests_waiting.overview, who=_OFFICER),
    Page(f"{_DESK}/permintaan/waktu/<uuid:extension_id>", save=requests_waiting.decide_extension, who=_OFFICER),
    Page(f"{_DESK}/permintaan/identitas/<uuid:opening_id>", save=requests_waiting.decide_opening, who=_OFFICER),
    Page(f"{_DESK}/permintaan/data/<uuid:request_id>", save=requests_waiting.decide_data, who=_OFFICER),
    Page(f"{_DESK}/buku", book.lines, who=_OFFICER),
    Page(f"{_DESK}/laporan", reports.overview, reports.order, who=_OFFICER),
    Page(f"{_DESK}/laporan/<uuid:document_id>", reports.fetch, who=_OFFICER),
    Page(f"{_DESK}/laporan/<uuid:document_id>/tanda-tangan", save=reports.sign, who=_OFFICER),
)
"""What waits for officers, the Buku Pengaduan and reports."""

_ONE = f"{_DESK}/pengaduan/<reference>"
_FILE = f"{_ONE}/berkas/<uuid:attachment_id>"
_PAPER = f"{_ONE}/dokumen/<kind>/<uuid:document_id>"

STAFF: Final[tuple[Page, ...]] = (
    Page(_ONE, complaint.show, who=_OFFICER),
    Page(f"{_ONE}/langkah/<uuid:task_id>", steps.step, steps.save, who=_OFFICER),
    Page(f"{_ONE}/perpanjangan/<uuid:task_id>", complaint_time.ask, complaint_time.asked, who=_OFFICER),
    Page(f"{_ONE}/benturan/<uuid:task_id>", complaint_conflict.declare, complaint_conflict.declared, who=_OFFICER),
    Page(f"{_ONE}/pesan", complaint_mail.write, complaint_mail.send, who=_OFFICER),
    Page(f"{_ONE}/identitas", complaint_identity.look, complaint_identity.open_it, who=_OFFICER),
    Page(f"{_ONE}/koreksi", complaint_book.correct, complaint_book.corrected, who=_OFFICER),
    Page(f"{_ONE}/penahanan", complaint_hold.hold, complaint_hold.held, who=_OFFICER),
    Page(f"{_ONE}/berkas", papers.add, papers.upload, who=_OFFICER),
    Page(_FILE, papers.file, who=_OFFICER),
    Page(f"{_FILE}/asli", papers.original, who=_OFFICER),
    Page(f"{_ONE}/dokumen", save=papers.ask, who=_OFFICER),
    Page(_PAPER, papers.download, who=_OFFICER),
    Page(f"{_PAPER}/siap", papers.wait, who=_OFFICER),
    Page(
        f"{_PAPER}/tanda-tangan",
        papers_signing.sign,
        papers_signing.signed,
        who=_OFFICER,
        limits=("signing_account",),
    ),
    Page(f"{_PAPER}/pembatalan", papers_signing.cancellation, papers_signing.cancel, who=_OFFICER),
    Page(f"{_DESK}/diteruskan/<reference>", forwarding.show, who=_OFFICER),
    Page(f"{_DESK}/catat", entering.enter, entering.save, who=_OFFICER),
    Page(f"{_DESK}/catat/<reference>", entering.slip, who=_OFFICER),
    Page(f"{_DESK}/diteruskan/<reference>/berkas.zip", forwarding.bundle, who=_OFFICER),
)
"""A complaint before officers."""

_OPERATOR = ("platform",)
_SOPS = f"{_DESK}/sop"
_ADMIN = f"{_DESK}/kelola"

OVERSIGHT: Final[tuple[Page, ...]] = (
    Page(f"{_DESK}/dasbor", dashboard.overview, who=_OFFICER),
    Page(f"{_DESK}/tren.svg", dashboard_trend.draw),
    Page(f"{_DESK}/provinsi", province.comparison, who=_OPERATOR),
    Page(f"{_DESK}/provinsi.csv", province.comparison_file, who=_OPERATOR),
    Page(f"{_DESK}/provinsi/definisi", province.definitions, who=_OPERATOR),
    Page(f"{_DESK}/provinsi/<regency>", province.regency, who=_OPERATOR),
    Page(_SOPS, procedures.versions, who=_OFFICER),
    Page(f"{_SOPS}/pensiun", save=procedures.retire, who=_OFFICER),
    Page(f"{_SOPS}/<sop>", procedures.version, who=_OFFICER),
    Page(f"{_SOPS}/<sop>/perbedaan", procedures.changes, who=_OFFICER),
    Page(f"{_SOPS}/<sop>/simulasi", procedures_simulator.simulator, who=_OFFICER),
    Page(_ADMIN, admin.overview, who=_OFFICER),
    Page(f"{_ADMIN}/petugas", admin.people, who=_OFFICER),
    Page(f"{_ADMIN}/unit", admin.units, who=_OFFICER),
    Page(f"{_ADMIN}/pemrosesan", admin_data.processing, who=_OFFICER),
    Page(f"{_ADMIN}/pemusnahan", admin_data.destructions, who=_OFFICER),
    Page(f"{_DESK}/jejak", audit.trail, who=_OFFICER),
)
"""Numbers, procedures, and what those who answer for the office look after."""
