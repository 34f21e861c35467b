"""Every address of the pages, on one page. Addresses are in Bahasa Indonesia, as the people who read them are."""

from typing import Final

from gateway.pages import (
    about,
    admin,
    admin_calendar,
    admin_data,
    admin_deputies,
    admin_documents,
    admin_people,
    audit,
    book,
    complaint,
    complaint_book,
    complaint_code,
    complaint_conflict,
    complaint_handler,
    complaint_hold,
    complaint_identity,
    complaint_mail,
    complaint_time,
    dashboard,
    dashboard_trend,
    docs,
    docs_files,
    door,
    entering,
    evidence,
    exporting,
    forwarding,
    importing,
    inbox,
    inbox_acts,
    look,
    mailbox,
    offline,
    operations,
    own_data,
    own_password,
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
    verification,
    workload,
    written,
)
from gateway.pages.listening_routes import LISTENING
from gateway.pages.table import Page

_OFFICE = "/<tenant>"
_DESK = "/petugas"
_OWN = f"{_OFFICE}/pengaduan"
_REPORT, _RECEIPT = f"{_OFFICE}/lapor", f"{_OFFICE}/tanda-terima"
_DRAFT = ("draft_client",)
_REPORTER = ("reporter",)

OPEN: Final[tuple[Page, ...]] = (
    Page("/v", verification.start),
    Page("/v/<regency>/<code>", verification.document, verification.check, streams=True),
    Page("/docs", docs.index),
    Page("/docs.md", docs.plain_index),
    Page("/docs.<any(id, en):language>.md", docs.plain_index_in),
    Page("/docs/asyncapi.json", docs_files.asyncapi_document),
    Page("/docs/webhooks/fixtures.json", docs_files.webhook_fixtures),
    Page("/docs/events/<event>.json", docs_files.schema),
    Page("/docs/<path:name>", docs.page),
    Page("/docs/<path:name>.md", docs.plain),
    Page("/problems", docs.problems),
    Page("/problems/<code>", docs.problem),
)
"""For anybody: who holds a document, who writes programs."""

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
    Page(f"{_OFFICE}/luring", offline.page),
    Page(f"{_OFFICE}/luring.js", offline.worker),
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
    Page(f"{_RECEIPT}/pdf", save=receipt.pdf, limits=_DRAFT),
    Page(f"{_RECEIPT}/bukti", save=receipt.evidence),
    Page(f"{_RECEIPT}/selesai", receipt.done),
    Page(f"{_OFFICE}/lacak", tracking.door, tracking.enter),
    Page(_OWN, tracking.complaint, who=_REPORTER),
    Page(f"{_OWN}/keluar", save=tracking.leave),
    Page(f"{_OWN}/pesan", mailbox.thread, mailbox.send),
    Page(f"{_OWN}/lengkapi", mailbox.completion, mailbox.complete),
    Page(f"{_OWN}/keberatan", mailbox.objection, mailbox.object_to_end),
    Page(f"{_OWN}/berkas", evidence.files, evidence.add, who=_REPORTER, streams=True),
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
    Page(f"{_DESK}/kata-sandi", own_password.change, own_password.save, who=_PEOPLE, half=True),
    Page(f"{_DESK}/profil/sesi", save=profile.end_others, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk", second_factor.setup, second_factor.confirm, who=_PEOPLE, half=True),
    Page(f"{_DESK}/kode-masuk/baru", save=second_factor.begin, who=_PEOPLE, half=True),
    Page(f"{_DESK}/kode-masuk/pemulihan", second_factor.recovery, second_factor.put_away, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk/pemulihan.txt", second_factor.recovery_file, who=_PEOPLE),
    Page(f"{_DESK}/kode-masuk/hapus", second_factor.give_up, second_factor.gave_up, who=_PEOPLE),
)
"""Where officers and operators sign in, and look after their account."""

DESK: Final[tuple[Page, ...]] = (
    Page(_DESK, inbox.tasks, inbox_acts.act, who=_OFFICER),
    Page(f"{_DESK}/beban", workload.overview, who=_OFFICER),
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
    Page(f"{_ONE}/pemegang", save=complaint_handler.hand, who=_OFFICER),
    Page(f"{_ONE}/pesan", complaint_mail.write, complaint_mail.send, who=_OFFICER),
    Page(f"{_ONE}/identitas", complaint_identity.look, complaint_identity.open_it, who=_OFFICER),
    Page(f"{_ONE}/kode-akses", complaint_code.ask, complaint_code.give, who=_OFFICER, limits=("new_code_account",)),
    Page(f"{_ONE}/koreksi", complaint_book.correct, complaint_book.corrected, who=_OFFICER),
    Page(f"{_ONE}/penahanan", complaint_hold.hold, complaint_hold.held, who=_OFFICER),
    Page(f"{_ONE}/berkas", papers.add, papers.upload, who=_OFFICER, streams=True),
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
    Page(f"{_DESK}/impor-sp4n", importing.upload, importing.read, who=_OFFICER, streams=True),
    Page(f"{_DESK}/impor-sp4n/periksa", importing.check, importing.enter, who=_OFFICER),
    Page(f"{_DESK}/ekspor-sp4n", exporting.ask, who=_OFFICER),
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
    Page(f"{_DESK}/sistem", operations.overview, who=_OPERATOR),
    Page(f"{_DESK}/sistem/<queue>", operations.queue, operations.settle, who=_OPERATOR),
    Page(_SOPS, procedures.versions, who=_OFFICER),
    Page(f"{_SOPS}/pensiun", save=procedures.retire, who=_OFFICER),
    Page(f"{_SOPS}/<sop>", procedures.version, who=_OFFICER),
    Page(f"{_SOPS}/<sop>/perbedaan", procedures.changes, who=_OFFICER),
    Page(f"{_SOPS}/<sop>/simulasi", procedures_simulator.simulator, who=_OFFICER),
    Page(_ADMIN, admin.overview, who=_OFFICER),
    Page(f"{_ADMIN}/petugas", admin_people.people, who=_OFFICER),
    Page(f"{_ADMIN}/petugas/<officer>", admin_people.person, who=_OFFICER),
    Page(f"{_ADMIN}/petugas/<officer>/<act>", admin_people.ask, admin_people.do, who=_OFFICER),
    Page(f"{_ADMIN}/kalender", admin_calendar.year, who=_OFFICER),
    Page(f"{_ADMIN}/pelaksana", admin_deputies.overview, admin_deputies.record, who=_OFFICER),
    Page(f"{_ADMIN}/pelaksana/<uuid:deputy_id>/akhiri", save=admin_deputies.end, who=_OFFICER),
    Page(f"{_ADMIN}/dokumen", admin_documents.templates, who=_OFFICER),
    Page(f"{_ADMIN}/dokumen/<kind>", admin_documents.template, admin_documents.ask, who=_OFFICER),
    Page(f"{_ADMIN}/dokumen/<kind>/contoh.pdf", admin_documents.sample, who=_OFFICER),
    Page(f"{_ADMIN}/unit", admin.units, who=_OFFICER),
    Page(f"{_ADMIN}/pemrosesan", admin_data.processing, who=_OFFICER),
    Page(f"{_ADMIN}/pemusnahan", admin_data.destructions, who=_OFFICER),
    Page(f"{_DESK}/jejak", audit.trail, who=_OFFICER),
    *LISTENING,
)
"""Numbers, procedures, and what those who answer for the office look after."""
