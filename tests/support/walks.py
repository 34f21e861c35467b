"""Ways through several pages, by the keyboard alone. At each page `seen` is called: to take a picture, or to look."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page

from deploy.credentials import Credentials
from deploy.demo.waiting import await_that
from tests.support.hands import Hands
from tests.support.scene import STORY, SUBJECT
from tests.support.stack import RunningStack

Seen = Callable[[Page, str], None]
Walk = Callable[[Page, RunningStack, Seen], None]


def whistle(page: Page, _stack: RunningStack, seen: Seen) -> None:
    """An anonymous report on the whistle-blowers' channel, up to the page that says nothing is left."""
    hands = _began(page, seen, "lapor-wbs", "wbs", "anonymous")
    seen(page, "lapor-wbs-keamanan")
    hands.go_on()
    seen(page, "lapor-wbs-cerita")
    _told(hands, seen, "lapor-wbs")
    hands.go_on()
    seen(page, "tanda-terima-wbs")
    hands.tick("tersimpan")
    hands.go_on()
    seen(page, "tanda-terima-selesai")


def report(page: Page, _stack: RunningStack, seen: Seen) -> None:
    """A confidential report with a name, first sent empty; then on to the complaint."""
    hands = _began(page, seen, "lapor", "web", "confidential")
    seen(page, "lapor-cerita")
    hands.go_on()
    seen(page, "lapor-cerita-galat")
    _told(hands, seen, "lapor", with_name=True)
    hands.go_on()
    seen(page, "tanda-terima")
    hands.tick("tersimpan")
    hands.send("button[name=lanjut]")
    seen(page, "lapor-pengaduan")


def intake(page: Page, stack: RunningStack, seen: Seen) -> None:
    """An officer signs in, enters a complaint that came by letter, and ends its first step."""
    hands = Hands(page)
    page.goto("/petugas")
    seen(page, "petugas-masuk")
    hands.pick("daerah", "banyumas")
    hands.write("nama", "petugas")
    hands.write("sandi", Credentials.read(stack.sign_ins["banyumas"]["petugas"]).password)
    hands.go_on()
    seen(page, "petugas-kotak-masuk")
    hands.send("a[href$='/petugas/catat']")
    seen(page, "petugas-catat")
    hands.pick("kanal", "letter")
    hands.write("pokok", SUBJECT)
    hands.write("uraian", STORY)
    hands.write("identitas-name", "Pelapor Karangan")
    hands.go_on()
    seen(page, "petugas-tanda-terima")
    hands.send("main a[href*='/petugas/pengaduan/']")
    _end_first_step(hands, seen)


def _end_first_step(hands: Hands, seen: Seen) -> None:
    page, step = hands.page, "main a[href*='/langkah/']"
    await_that(lambda: page.locator(step).count() or (page.reload() and None), "the first step in the register")
    seen(page, "petugas-pengaduan-baru")
    hands.send(step)
    if page.locator("input[name=hasil][type=radio]").count():
        seen(page, "petugas-langkah-hasil")
        hands.choose("hasil", "diterima")
        hands.go_on()
    seen(page, "petugas-langkah")
    hands.pick("problem_code", "03")
    hands.go_on()
    seen(page, "petugas-langkah-selesai")


def _began(page: Page, seen: Seen, name: str, channel: str, mode: str) -> Hands:
    hands = Hands(page)
    page.goto("/banyumas")
    hands.send("main a.govuk-button[href$='/lapor']")
    seen(page, f"{name}-jalur")
    hands.choose("jalur", channel)
    hands.go_on()
    seen(page, f"{name}-perlindungan")
    hands.choose("cara", mode)
    hands.go_on()
    return hands


def _told(hands: Hands, seen: Seen, name: str, with_name: bool = False) -> None:
    page = hands.page
    hands.write("pokok", SUBJECT)
    hands.write("uraian", STORY)
    hands.choose("lain", "belum")
    hands.go_on()
    seen(page, f"{name}-pihak")
    hands.write("jabatan-0", "Petugas loket karangan")
    hands.write("lokasi", "Loket layanan contoh")
    hands.go_on()
    if with_name:
        seen(page, f"{name}-identitas")
        hands.write("name", "Pelapor Karangan")
        hands.go_on()
    seen(page, f"{name}-periksa")


_BOTH: Final = frozenset(f"report.{page}" for page in ("begin", "mode", "story", "parties", "check")) | {
    "receipt.receipt"
}
MEETS: Final[dict[Walk, frozenset[str]]] = {
    whistle: _BOTH | {"report.safety", "receipt.done"},
    report: _BOTH | {"report.identity", "tracking.complaint"},
    intake: frozenset(
        {"door.sign_in", "inbox.tasks", "entering.enter", "entering.slip", "complaint.show", "steps.step"}
    ),
}
"""The pages each walk meets, by endpoint; most are seen on no other way."""
