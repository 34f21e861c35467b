"""A file is sent from beside a form that is being filled in, with scripts: nothing that was typed or ticked is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page, Route, expect

from gateway.app import create_app
from gateway.pages import papers
from services.common.contracts.complaints import Attachment
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS
from tests.unit.gateway.pages import office
from tests.unit.gateway.samples import NOW, REFERENCE, TENANT

STATIC: Final = Path(__file__).parents[2] / "gateway" / "static"
PLACE: Final = "http://contoh.test/petugas"
LISTED, FIRST, SECOND = (UUID(int=at) for at in (7, 8, 9))
TYPED: Final = "Laksanakan, dengan kata-kata yang tidak boleh hilang."
UNTICKED: Final = "#pilih-attachments input[type=checkbox]:not(:checked)"
Answers = Callable[[Route], None]


def file(number: UUID, state: str) -> Attachment:
    """A file of the complaint."""
    given = {
        "attachment_id": number, "kind": "report", "file_name": f"foto {number.int}.jpg", "media_type": "image/jpeg",
        "size": 9, "sha256": "0" * 64, "added_by": "inspektur", "added_at": NOW, "state": state,
    }  # fmt: skip
    return Attachment.model_validate(given)


class Desk:
    """The page of a step as the gateway draws it, and what comes back when a file is sent."""

    def __init__(self) -> None:
        self.desks = Answerer()
        self.app: APIFlask = create_app(SETTINGS, self.desks)
        self.desks.on("register.tenant", TENANT)
        office.waits(self.desks, "decide")
        office.has_brought(self.desks)
        office.has_written(self.desks)
        self.has(file(LISTED, "accepted"))
        self.answer: Answers = lambda route: route.abort()

    def has(self, *files: Attachment) -> None:
        """The complaint's files from now on."""
        self.desks.on("intake.content", office.content(attachments=files))

    def __call__(self, route: Route) -> None:
        asked = route.request
        if "/static/" in asked.url:
            route.fulfill(path=STATIC / asked.url.partition("/static/")[2].partition("?")[0])
        elif asked.method == "POST":
            self.answer(route)
        else:
            shown(office.form(self.app))(route)


def shown(html: str, status: int = 200) -> Answers:
    """An answer with this page."""
    return lambda route: route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")


@pytest.fixture
def desk() -> Desk:
    """Before an officer who decides."""
    return Desk()


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """The form, half filled in."""
    tab = browser.new_page()
    tab.route("**/*", desk)
    tab.goto(PLACE)
    tab.fill("#instruction", TYPED)
    tab.check("#pilih-attachments input[type=checkbox]")
    yield tab
    assert tab.input_value("#instruction") == TYPED
    tab.close()


def send(page: Page) -> None:
    """Choose a file, and have it sent."""
    page.set_input_files("#berkas", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    press(page)


def press(page: Page) -> None:
    """Press the button, which of itself takes no second press within a second."""
    page.locator("form[data-beside]").evaluate("form => form.requestSubmit()")


def test_a_refused_file_is_told_at_the_chooser_and_the_list_stays(page: Page, desk: Desk) -> None:
    with office.request(desk.app, office.HEAD, method="POST", data={}):
        refused = papers.upload(office.HEAD, REFERENCE).get_data(as_text=True)
    title = page.title()
    desk.answer = shown(refused, 422)
    press(page)
    expect(page.locator("#unggah .govuk-error-message")).to_contain_text("Pilih berkas, lalu tekan Unggah.")
    expect(page.locator("#pilih-attachments input:checked")).to_have_value(str(LISTED))
    assert page.title() == title


def test_a_file_that_arrived_empties_the_chooser_and_ticks_stay(page: Page, desk: Desk) -> None:
    named = page.locator('#pilih-attachments input[name="attachments"]')
    for arrived, others in ((FIRST, ()), (SECOND, (FIRST,))):
        desk.has(file(LISTED, "accepted"), *(file(one, "checking") for one in (*others, arrived)))
        desk.answer = shown(office.form(desk.app, more=f"&unggah={arrived}"))
        send(page)
        expect(page.locator("#unggah [role=status]")).to_contain_text(f"foto {arrived.int}.jpg terunggah")
        assert page.input_value("#berkas") == ""
        expect(page.locator(f'#pilih-attachments input[value="{LISTED}"]')).to_be_checked()
    assert {str(one.get_attribute("value")) for one in named.all()} == {str(one) for one in (LISTED, FIRST, SECOND)}


def test_what_was_unticked_stays_so(page: Page, desk: Desk) -> None:
    page.uncheck("#pilih-attachments input[type=checkbox]")
    desk.has(file(LISTED, "accepted"), file(FIRST, "accepted"))
    desk.answer = shown(office.form(desk.app, more=f"&unggah={FIRST}"))
    send(page)
    expect(page.locator(f'#pilih-attachments input[value="{FIRST}"]')).to_be_checked()
    expect(page.locator(UNTICKED)).to_have_value(str(LISTED))


@pytest.mark.parametrize(
    "answer", [shown("<main>Masuk</main>", 401), lambda route: route.abort()], ids=["door", "no signal"]
)
def test_an_answer_that_does_not_belong_there_is_told_and_swaps_nothing(
    page: Page, desk: Desk, answer: Answers
) -> None:
    desk.answer = answer
    send(page)
    expect(page.locator("[data-unsent]")).to_contain_text("Berkas belum terkirim; tulisan Anda masih ada.")
    expect(page.locator("#pilih-attachments input:checked")).to_have_value(str(LISTED))
    expect(page.locator("#berkas")).to_be_visible()
