"""A reporter on the pages for citizens: reports, proves, completes what is missing, and reads the answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Locator

from deploy.demo.api import Upload
from deploy.demo.story import Turn
from tests.support.sop_ways import Way
from tests.support.story_forms import reported
from tests.support.windows import Window

_REFERENCE: Final = re.compile(r"\b[A-Z]{3}-\d\d-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_CODE: Final = re.compile(r"(?<![-0-9A-Z])[0-9A-Z]{4}(?:[ -][0-9A-Z]{4}){3}\b")
_PAGES: Final = 10


@dataclass(frozen=True, slots=True)
class Receipt:
    """What opens a complaint to its reporter."""

    reference: str
    code: str

    @classmethod
    def read(cls, window: Window) -> "Receipt":
        """From the page that shows it."""
        said = window.page.locator("main").inner_text()
        reference, code = _REFERENCE.search(said), _CODE.search(said)
        assert reference, said
        assert code, said
        return cls(reference.group(), code.group())


def report(window: Window, way: Way) -> Receipt:
    """Page after page of the form, then the complaint itself, with the evidence the story has."""
    window.go(f"/{way.story.tenant}")
    window.press("Buat pengaduan")
    last = window.page.get_by_role("button", name="Kirim pengaduan", exact=True)
    for _ in range(_PAGES):
        if last.count():
            break
        window.fill(reported(way.filing))
        window.press("Lanjutkan")
    window.follow(last)
    receipt = Receipt.read(window)
    window.fill({"tersimpan": ["ya"]})
    window.press("Selesai, lalu lihat pengaduan saya")
    if way.story.evidence:
        prove(window, way.story.evidence)
    return receipt


def prove(window: Window, files: Iterable[Upload]) -> None:
    """Files, one after the other, until all have passed their checks."""
    window.follow(window.page.get_by_role("link", name="Lihat dan tambah berkas"))
    for file in files:
        window.attach(file)
    window.await_place(lambda: _unless(window, "Muat ulang untuk melihat hasil"), "the last verdict")
    window.look()
    window.follow(window.page.get_by_role("link", name="Kembali ke pengaduan"))


def complete(window: Window, way: Way, turn: Turn) -> None:
    """What was asked for: files, and a word."""
    window.go(f"/{way.story.tenant}/pengaduan")
    prove(window, turn.adds)
    window.press("Jawab sekarang")
    window.fill({"pesan": [turn.reason or ""], "hasil": [turn.outcome]})
    window.press("Sudah lengkap, kirim")


def read_the_end(window: Window, way: Way, receipt: Receipt) -> None:
    """Let in by number and code: it is over, here is the answer, and here are its papers."""
    window.go(f"/{way.story.tenant}/lacak")
    window.fill({"nomor": [receipt.reference], "kode": [receipt.code]})
    window.press("Buka pengaduan")
    end = way.sop.ends[way.story.end].label
    window.await_place(lambda: window.page.get_by_role("heading", name=end, exact=True), end)
    window.await_place(lambda: _unless(window, "sedang dibuat"), "the last paper")
    window.look()
    said = window.page.locator("main").inner_text()
    assert [answer for answer in way.answers if answer not in said] == []
    for paper in window.page.get_by_role("link", name=re.compile(r"\(PDF\)$")).all():
        assert window.fetch(paper).startswith(b"%PDF-")


def _unless(window: Window, words: str) -> Locator:
    """The page itself, when these words are not on it."""
    return window.page.locator("main").filter(has_not_text=words)
