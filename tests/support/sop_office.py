"""Officers on their pages: through the door, complaints from the counter, and steps from the inbox to their end."""

import time
from typing import Final

from deploy.credentials import Credentials
from deploy.demo.api import Upload
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from gateway.sandbox.papers import SIGNED_IN
from services.common.sop.model import Step
from tests.support.sop_reporter import Receipt
from tests.support.sop_ways import Way
from tests.support.stack import RunningStack
from tests.support.story_forms import entered, filled
from tests.support.windows import Window

_PAUSE: Final = 5


def sign_in(window: Window, stack: RunningStack, tenant: str, name: str) -> None:
    """Through the door, with a code where one is asked for."""
    given = Credentials.read(stack.sign_ins[tenant][name])
    window.go("/petugas")
    window.fill({"daerah": [tenant], "nama": [name], "sandi": [given.password]})
    window.press("Masuk")
    if given.totp:
        await_that(lambda: _is_in(window, given), "a code that counts")


def _is_in(window: Window, given: Credentials) -> bool:
    """A code counts once, so another may have used the one of now; the next counts already."""
    for step in (given.step(), given.step() + 1):
        window.fill({"kode": [given.code(step)]})
        with window.page.expect_navigation():
            window.page.get_by_role("button", name="Masuk", exact=True).click()
        if not window.page.locator("[name=kode]").count():
            return True
    time.sleep(_PAUSE)
    return False


def enter(window: Window, way: Way) -> Receipt:
    """A complaint that came to the office, with its papers. What is handed to who reports."""
    window.follow(window.page.get_by_role("link", name="Catat pengaduan", exact=True))
    window.fill(entered(way.filing))
    window.press("Simpan")
    receipt = Receipt.read(window)
    for file in way.story.evidence:
        window.choose(file)
        window.press("Unggah")
    return receipt


def end(window: Window, way: Way, reference: str, turn: Turn) -> None:
    """The step that waits, from the inbox on."""
    step = way.step(turn.step)
    _open(window, reference, step.title)
    _choose(window, step, turn)
    if step.kind in SIGNED_IN and not turn.reason:
        _sign(window, SIGNED_IN[step.kind])
        _choose(window, step, turn)
    if turn.report:
        _attach(window, turn.report)
    fields = {"alasan": [turn.reason]} if turn.reason else filled(step.kind, turn.result)
    left = set(fields) - window.fill(fields)
    assert not left, f"{window.page.url} does not ask for {sorted(left)}"
    _judge(window)
    window.press("Simpan dan selesaikan langkah")
    assert window.page.get_by_text("Langkah selesai.").count(), window.page.locator("main").inner_text()[:1500]


def _judge(window: Window) -> None:
    """The lines of a checklist that only a person can answer: it is so."""
    for line in window.page.locator("main .rows__row").all():
        answers = line.locator("input[type=radio][name^=checklist]")
        if answers.count() and not answers.and_(window.page.locator(":checked")).count():
            answers.and_(window.page.locator("[value=ya]")).check()


def _open(window: Window, reference: str, title: str) -> None:
    """The complaint, from the inbox; looked for by its number while the inbox does not show its step."""
    window.go("/petugas")
    page = window.page
    row = page.get_by_role("row").filter(has_text=title).filter(has_text=reference)
    if not row.count():
        window.fill({"cari": [reference]})
        page.get_by_role("button", name="Terapkan", exact=True).click()
        page.wait_for_url("**cari=**")
        window.await_place(lambda: row, title)
        window.look()
    window.follow(row.get_by_role("link", name=reference))


def _choose(window: Window, step: Step, turn: Turn) -> None:
    window.press(step.outcomes[turn.outcome].label)


def _sign(window: Window, kind: str) -> None:
    """By the office's key, once the document is made; back to the complaint when it is signed."""
    page = window.page
    place = page.locator(f"a[href*='/dokumen/{kind}/']").filter(has_text="Tanda tangani")
    window.follow(window.await_place(lambda: place, f"{kind} to be signed"))
    window.fill({"cara": ["internal"]})
    window.press("Tanda tangani")
    window.await_place(lambda: page.get_by_text("Ditandatangani oleh kunci kantor").first, "the signature")
    window.look()


def _attach(window: Window, file: Upload) -> None:
    """Upload it beside the form, and tick it there once it has passed its checks."""
    page = window.page
    window.attach(file)
    tick = page.get_by_role("checkbox", name=file.name)

    def passed() -> bool:
        if not tick.count():
            with page.expect_navigation():
                page.get_by_role("button", name="Perbarui daftar berkas").click()
        return bool(tick.count())

    await_that(passed, f"{file.name} in the list")
    window.look()
    tick.check()
