"""Every page of the product as somebody sees it: what is looked at by axe, weighed, and shown by `make screenshots`.

A page without a row here, or without a reason in NOT_SHOWN, fails a test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page
from werkzeug.routing import Map, Rule

from gateway.pages import cookies, routes
from gateway.pages.docs_list import DOCS, INDEX
from gateway.pages.table import Page as Row
from tests.support.browser import PHONE, Glass, let_in, opened
from tests.support.scene import TWO_VERSIONS, Scene

REPORTER: Final = "pelapor"
OPERATOR: Final = "platform"
REGENCY: Final = "banyumas"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page by its endpoint, as seen by `who`: nobody, the reporter, an operator or an officer of the case's regency.

    `case` is one of `tests.support.scene.Scene`; without one the regency is Banyumas.
    """

    name: str
    endpoint: str
    who: str = ""
    case: str = ""
    query: str = ""
    more: tuple[tuple[str, str], ...] = ()  #: other parts of the address
    status: int = 200


SCREENS: Final = (
    Screen("periksa", "verification.start"),
    Screen("periksa-kosong", "verification.start", query="?daerah=banyumas&kode=x", status=422),
    Screen("periksa-konsep", "verification.document", case="drafted"),
    Screen("periksa-sah", "verification.document", case="answered"),
    Screen("dokumentasi", "docs.index"),
    *(
        Screen(f"dokumentasi-{doc.name}", "docs.page", more=(("name", doc.name),))
        for doc in DOCS
        if doc.in_menu and doc.name != INDEX
    ),
    Screen("dokumentasi-peristiwa", "docs.page", more=(("name", "events/review.completed"),)),
    Screen("galat", "docs.problem", more=(("code", "not-found"),)),
    Screen("daerah", "start.all_regencies"),
    Screen("awal", "start.start"),
    Screen("sop", "about.procedure"),
    Screen("angka", "about.figures"),
    Screen("privasi", "about.privacy"),
    Screen("aksesibilitas", "about.accessibility"),
    Screen("luring", "offline.page"),
    Screen("lacak", "tracking.door"),
    Screen("pengaduan-baru", "tracking.complaint", REPORTER, "new"),
    Screen("pengaduan-menunggu", "tracking.complaint", REPORTER, "incomplete"),
    Screen("pengaduan-selesai", "tracking.complaint", REPORTER, "ended"),
    Screen("pesan", "mailbox.thread", REPORTER, "new"),
    Screen("lengkapi", "mailbox.completion", REPORTER, "incomplete"),
    Screen("keberatan", "mailbox.objection", REPORTER, "ended"),
    Screen("berkas", "evidence.files", REPORTER, "new"),
    Screen("identitas", "tracking_identity.show", REPORTER, "new"),
    Screen("data", "own_data.show", REPORTER, "new"),
    Screen("data-isi", "own_data.content", REPORTER, "new"),
    Screen("masuk", "door.sign_in"),
    Screen("profil", "profile.overview", "pengaduan"),
    Screen("kata-sandi", "own_password.change", "pengaduan"),
    Screen("kode-masuk", "second_factor.setup", "pengaduan"),
    Screen("kode-masuk-pemulihan", "second_factor.recovery", "admin"),
    Screen("kode-masuk-hapus", "second_factor.give_up", "pengaduan"),
    Screen("kotak-masuk", "inbox.tasks", "pengaduan"),
    Screen("beban-tugas", "workload.overview", "inspektur", "assessed"),
    Screen("permintaan", "requests_waiting.overview", "penjaga", "assessed"),
    Screen("permintaan-waktu", "requests_waiting.overview", "inspektur", "forwarded"),
    Screen("buku", "book.lines", "pengaduan", "assessed"),
    Screen("laporan", "reports.overview", "inspektur"),
    Screen("petugas-pengaduan", "complaint.show", "pengaduan", "assessed"),
    Screen("petugas-pengaduan-surat", "complaint.show", "inspektur", "lettered"),
    Screen("petugas-pengaduan-selesai", "complaint.show", "inspektur", "ended"),
    Screen("langkah-terima", "steps.step", "petugas", "new"),
    Screen("langkah-telaah", "steps.step", "penelaah_satu", "assessed"),
    Screen("langkah-putusan", "steps.step", "inspektur", "decided"),
    Screen("langkah-surat", "steps.step", "inspektur", "lettered"),
    Screen("langkah-laksana", "steps.step", "irban_satu", "carried_out"),
    Screen("langkah-unit", "steps.step", "unit_pendidikan", "forwarded"),
    Screen("perpanjangan", "complaint_time.ask", "unit_pendidikan", "forwarded"),
    Screen("benturan", "complaint_conflict.declare", "penelaah_satu", "assessed"),
    Screen("petugas-pesan", "complaint_mail.write", "pengaduan", "assessed"),
    Screen("petugas-identitas", "complaint_identity.look", "pengaduan", "assessed"),
    Screen("kode-akses", "complaint_code.ask", "petugas", "new"),
    Screen("koreksi", "complaint_book.correct", "pengaduan", "assessed"),
    Screen("penahanan", "complaint_hold.hold", "inspektur", "assessed"),
    Screen("petugas-berkas", "papers.add", "pengaduan", "assessed"),
    Screen("berkas-asli", "papers.original", "pengaduan", "assessed"),
    Screen("tanda-tangan", "papers_signing.sign", "inspektur", "lettered"),
    Screen("pembatalan", "papers_signing.cancellation", "inspektur", "lettered"),
    Screen("diteruskan", "forwarding.show", "unit_pendidikan", "forwarded"),
    Screen("catat", "entering.enter", "petugas"),
    Screen("impor-sp4n", "importing.upload", "petugas", "incomplete"),
    Screen("ekspor-sp4n", "exporting.ask", "petugas", "incomplete"),
    Screen("dasbor", "dashboard.overview", "inspektur"),
    Screen("provinsi", "province.comparison", OPERATOR),
    Screen("provinsi-definisi", "province.definitions", OPERATOR),
    Screen("provinsi-daerah", "province.regency", OPERATOR, more=(("regency", REGENCY),)),
    Screen("sistem", "operations.overview", OPERATOR),
    Screen("sistem-antrean", "operations.queue", OPERATOR, more=(("queue", "evt-notify.tell"),)),
    Screen("sop-versi", "procedures.versions", "admin"),
    Screen("sop-satu", "procedures.version", "admin", "sop"),
    Screen("sop-perbedaan", "procedures.changes", "admin", "two_sops", query=f"?dari={TWO_VERSIONS}@1"),
    Screen("sop-simulasi", "procedures_simulator.simulator", "admin", "sop"),
    Screen("kelola", "admin.overview", "admin"),
    Screen("kelola-petugas", "admin_people.people", "admin"),
    Screen("kelola-petugas-satu", "admin_people.person", "admin", more=(("officer", "petugas"),)),
    Screen("kelola-petugas-sandi", "admin_people.ask", "admin", more=(("officer", "petugas"), ("act", "sandi"))),
    Screen("kelola-kalender", "admin_calendar.year", "admin"),
    Screen("kelola-pelaksana", "admin_deputies.overview", "admin"),
    Screen("kelola-dokumen", "admin_documents.templates", "admin"),
    Screen("kelola-dokumen-satu", "admin_documents.template", "admin", more=(("kind", "spt"),)),
    Screen("kelola-langganan", "admin_subscriptions.overview", "admin", "listening"),
    Screen("kelola-langganan-baru", "admin_subscription_form.new", "admin"),
    Screen("kelola-langganan-satu", "admin_subscriptions.one", "admin", "listening"),
    Screen("kelola-langganan-ubah", "admin_subscription_form.edit", "admin", "listening"),
    Screen("kelola-langganan-hapus", "admin_subscriptions.ask_remove", "admin", "listening"),
    Screen("kelola-langganan-kiriman", "admin_deliveries.log", "admin", "listening"),
    Screen("kelola-langganan-kiriman-satu", "admin_deliveries.delivery", "admin", "listening"),
    Screen("kelola-unit", "admin.units", "admin"),
    Screen("kelola-pemrosesan", "admin_data.processing", "admin"),
    Screen("kelola-pemusnahan", "admin_data.destructions", "admin"),
    Screen("jejak", "audit.trail", "admin"),
)

NOT_SHOWN: Final = {
    "docs.plain": "a text",
    "docs.plain_index": "a text",
    "docs.plain_index_in": "a text",
    "docs.problems": "leads to the page of all problems",
    "look.theme": "a style",
    "admin_documents.sample": "a file",
    "look.crest": "a picture, on every page",
    "offline.worker": "a script",
    "docs_files.asyncapi_document": "a file",
    "docs_files.webhook_fixtures": "a file",
    "docs_files.schema": "a file",
    "importing.check": "shows a file that was uploaded before; tests/journeys/pages/test_importing.py sees it",
    "evidence.fetch": "a file",
    "tracking_papers.fetch": "a file",
    "own_data.download": "a file",
    "second_factor.recovery_file": "a file",
    "about.figures_file": "a file",
    "receipt.text": "a file",
    "reports.fetch": "a file",
    "papers.file": "a file",
    "papers.download": "a file",
    "papers.wait": "only in the second in which a document is made",
    "forwarding.bundle": "a file",
    "province.comparison_file": "a file",
    "dashboard_trend.draw": "a picture, on the dashboard",
    "written.kept": "only after a session has run out; tests/integration/gateway/pages",
}

_NOTHING_TO_SEE: Final = Row("").view


def rows() -> dict[str, Row]:
    """The pages that are looked at, by endpoint."""
    tables = [value for value in vars(routes).values() if isinstance(value, tuple)]
    found = [row for table in tables for row in table if isinstance(row, Row)]
    return {row.name: row for row in found if row.view is not _NOTHING_TO_SEE}


def path_of(endpoint: str) -> str:
    """Where a page lies, with the parts of its address in brackets."""
    return rows()[endpoint].path


def most_bytes(endpoint: str) -> int:
    """What the page may weigh with all it loads, compressed: little for citizens, who pay for it on slow lines."""
    return (80 if path_of(endpoint).startswith((cookies.DESK_PATH, "/docs")) else 25) * 1024


def endpoint_of(url: str) -> str:
    """Which page lies at an address."""
    known = Map([Rule(row.path, endpoint=name) for name, row in rows().items()])
    endpoint, _ = known.bind("").match(urlsplit(url).path)
    return str(endpoint)


def address(screen: Screen, scene: Scene) -> str:
    """Where a screen lies on this product."""
    parts = {"tenant": REGENCY, **(scene.case(screen.case).parts if screen.case else {}), **dict(screen.more)}
    path = path_of(screen.endpoint)
    for name, value in parts.items():
        for converter in ("", "uuid:", "int:", "path:"):
            path = path.replace(f"<{converter}{name}>", value)
    assert "<" not in path, f"say in `more` what {path} names"
    return path + screen.query


@contextmanager
def looking(
    browser: Browser, scene: Scene, screen: Screen, glass: Glass = PHONE, scripts: bool = True
) -> Iterator[Page]:
    """A browser that may see the screen, with nothing opened yet."""
    with opened(browser, scene.stack, glass, scripts) as page:
        become(page, scene, screen)
        yield page


def become(page: Page, scene: Scene, screen: Screen) -> None:
    """Let this browser forget whom it knew, and be let in as who sees the screen."""
    context = page.context
    context.clear_cookies()
    if screen.who == REPORTER:
        case = scene.case(screen.case)
        let_in(context, scene.stack, scene.reporter_token(case), case.tenant)
    elif screen.who == OPERATOR:
        let_in(context, scene.stack, scene.operator_token)
    elif screen.who:
        tenant = scene.case(screen.case).tenant if screen.case else REGENCY
        let_in(context, scene.stack, scene.regency(tenant).token(screen.who))
