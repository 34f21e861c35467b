"""A draft on the phone: only for who ticks it, kept without a signal, put back, sent by hand, gone when asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import opened, problems, runs_over
from tests.support.stack import RunningStack

SUBJECT, STORY = "Pungutan di loket karangan", "Saya diminta membayar di luar tarif di loket karangan."
MORE = " Itu terjadi tiga kali."
KEPT = "() => Object.keys(localStorage).filter((each) => each.startsWith('dumas draf ')).length"
WORKERS = (
    "async () => (await navigator.serviceWorker.getRegistrations()).map((each) => new URL(each.scope).pathname).join()"
)
CACHED = "async () => (await caches.keys()).length"
READY = "() => navigator.serviceWorker.ready.then(() => true)"
TICK, TOLD, ERASE = "[data-draft-tick]", "[data-draft-told]", "[data-draft-delete]"
AGED = (
    "() => { const key = Object.keys(localStorage)[0], found = JSON.parse(localStorage.getItem(key));"
    " found.at -= 25 * 3600 * 1000; localStorage.setItem(key, JSON.stringify(found)); }"
)


@pytest.fixture
def page(browser: Browser, stack: RunningStack) -> Iterator[Page]:
    """Somebody's phone."""
    with opened(browser, stack) as phone:
        yield phone


def go_on(page: Page) -> None:
    """Press the button of the page's own form."""
    with page.expect_navigation():
        page.locator(
            "main form button[type=submit]:not(.govuk-button--warning, .govuk-button--secondary)"
        ).first.click()


def choose(page: Page, channel: str = "web", mode: str = "confidential") -> None:
    """Up to the page of the story."""
    page.goto("/banyumas/lapor")
    page.check(f"input[value={channel}]")
    go_on(page)
    page.check(f"input[value={mode}]")
    go_on(page)
    if channel == "wbs":
        go_on(page)


def tick(page: Page) -> None:
    """Have a draft kept, until the page opens without a signal."""
    page.check(TICK)
    assert page.evaluate(READY)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def begun(page: Page) -> None:
    """A story with a draft of it on the phone."""
    choose(page)
    page.fill("#pokok", SUBJECT)
    tick(page)
    page.fill("#uraian", STORY)
    expect(page.locator(TOLD)).to_contain_text("Belum terkirim.")


def test_nothing_is_kept_and_no_worker_comes_unless_it_is_ticked(page: Page) -> None:
    choose(page)
    expect(page.locator(TICK)).not_to_be_checked()
    page.fill("#uraian", STORY)
    go_on(page)
    assert (page.evaluate(KEPT), page.evaluate(WORKERS), page.evaluate(CACHED)) == (0, "", 0)


def test_what_cannot_be_sent_is_kept_and_put_back_and_sent_by_hand(page: Page) -> None:
    begun(page)
    page.context.set_offline(True)
    go_on(page)
    expect(page.locator("h1")).to_have_text("Menulis tanpa sinyal")
    expect(page.locator("#uraian")).to_have_value(STORY)
    assert problems(page) == []
    assert runs_over(page) <= 0
    page.fill("#uraian", STORY + MORE)
    page.goto("/banyumas/lapor/cerita")
    expect(page.locator("#uraian")).to_have_value(STORY + MORE)
    page.context.set_offline(False)
    page.goto("/banyumas/lapor/cerita")
    expect(page.locator("h1")).to_have_text("Apa yang terjadi?")
    expect(page.locator("#pokok")).to_have_value(SUBJECT)
    expect(page.locator("#uraian")).to_have_value(STORY + MORE)
    expect(page.locator(TOLD)).to_contain_text("Belum terkirim.")
    page.check("input[name=lain][value=belum]")
    go_on(page)
    assert page.url.endswith("/lapor/pihak")
    finish(page)
    expect(page.locator(TOLD)).to_contain_text("sudah terkirim")
    assert page.evaluate(KEPT) == 0
    page.goto("/banyumas")
    page.wait_for_function(f"async () => !(await ({WORKERS})()) && !(await ({CACHED})())")


def finish(page: Page) -> None:
    """From the page of the parties to the receipt."""
    go_on(page)
    page.fill("#name", "Pelapor Karangan")
    go_on(page)
    assert page.url.endswith("/lapor/periksa"), page.url
    go_on(page)
    assert page.url.endswith("/tanda-terima"), page.url


def test_the_worker_keeps_one_page_and_none_of_a_report(page: Page) -> None:
    begun(page)
    kept = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name))"
        ".keys()).map((each) => new URL(each.url).pathname)))).flat().sort()"
    )
    files = ["/banyumas/lambang", "/banyumas/luring", "/banyumas/tema.css", "/static/public.css", "/static/public.js"]
    assert kept == files
    assert page.evaluate(WORKERS) == "/banyumas/"


def test_the_worker_sees_neither_another_regency_nor_the_officers_pages(page: Page) -> None:
    begun(page)
    for path in ("/klungkung/lapor", "/petugas/masuk"):
        page.goto(path)
        assert page.evaluate("() => navigator.serviceWorker.controller") is None, path
    page.goto("/klungkung/luring")
    expect(page.locator("#uraian")).to_have_value("")


def test_a_button_deletes_the_draft_and_the_worker_with_it(page: Page) -> None:
    begun(page)
    page.click(ERASE)
    expect(page.locator(TOLD)).to_have_text("Draf di ponsel ini sudah dihapus.")
    expect(page.locator(TICK)).not_to_be_checked()
    expect(page.locator("#uraian")).to_have_value(STORY)
    assert page.evaluate(KEPT) == 0
    page.wait_for_function(f"async () => !(await ({WORKERS})()) && !(await ({CACHED})())")


def test_deleting_the_report_deletes_the_draft(page: Page) -> None:
    begun(page)
    page.click(".report-keeping summary")
    with page.expect_navigation():
        page.click("form[data-draft-ends] button")
    assert page.evaluate(KEPT) == 0


def test_a_draft_is_offered_for_deletion_on_every_page_of_the_report(page: Page) -> None:
    begun(page)
    page.goto("/banyumas/lapor/perlindungan")
    expect(page.locator(ERASE)).to_be_visible()
    assert problems(page) == []


def test_after_a_day_it_is_neither_shown_nor_there(page: Page) -> None:
    begun(page)
    page.evaluate(AGED)
    page.goto("/banyumas/luring")
    expect(page.locator("#uraian")).to_have_value("")
    page.wait_for_function(f"() => !({KEPT})()")


@pytest.mark.parametrize(("channel", "mode"), [("wbs", "confidential"), ("wbs", "anonymous")])
def test_whistleblowers_and_who_stays_anonymous_are_not_offered_one(page: Page, channel: str, mode: str) -> None:
    choose(page, channel, mode)
    assert page.locator(TICK).count() == 0
    expect(page.locator("[data-draft]")).to_be_hidden()


def test_a_draft_of_before_is_not_put_in_by_itself_where_one_stays_anonymous(page: Page) -> None:
    begun(page)
    page.context.clear_cookies()
    choose(page, "wbs", "anonymous")
    expect(page.locator("#uraian")).to_have_value("")
    expect(page.locator(TOLD)).to_contain_text("hapus bila tidak diperlukan")
    page.click("[data-draft-use]")
    expect(page.locator("#uraian")).to_have_value(STORY)
    page.click(ERASE)
    assert page.evaluate(KEPT) == 0


def test_without_scripts_the_box_is_not_there(browser: Browser, stack: RunningStack) -> None:
    with opened(browser, stack, scripts=False) as page:
        choose(page)
        expect(page.locator("[data-draft]")).to_be_hidden()
        page.goto("/banyumas/luring")
        expect(page.locator("noscript p")).to_contain_text("memerlukan JavaScript")
