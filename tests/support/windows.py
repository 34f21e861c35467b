"""People at browsers of their own, and what everybody does there: open a page, follow a link, fill in a form, send it.

Fields are found by their names, which are those of the data; all else as a reader finds it, by its words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Final

from playwright.sync_api import Browser, Cookie, FilePayload, Locator, Page

from deploy.demo.api import Upload
from deploy.demo.waiting import await_that
from tests.support.browser import Glass, opened
from tests.support.looker import Looker
from tests.support.stack import RunningStack
from tests.support.story_forms import Fields

Camera = Callable[[Page, str], None]
_TYPE: Final = "field => field.type"
_BUTTONS: Final = ("submit", "hidden", "file")


class Window:
    """Somebody's browser: a seat at the one machine of a walk, with cookies of its own. Every page is looked at."""

    def __init__(self, machine: "Machine", who: str, hidden: tuple[str, ...]) -> None:
        self.page, self.who, self.hidden = machine.page, who, hidden
        self.cookies: list[Cookie] = []
        self._machine = machine

    def look(self) -> None:
        """At the page as it stands."""
        self._machine.look(self)

    def go(self, path: str) -> None:
        """Open a page by its address. It must come first whenever somebody else was at work meanwhile."""
        self._machine.seat(self)
        self.page.goto(path)
        self.look()

    def fetch(self, link: Locator) -> bytes:
        """The file a link leads to."""
        return self.page.request.get(link.get_attribute("href") or "").body()

    def press(self, name: str) -> None:
        """A button, or a link that looks like one; of several the first."""
        self.follow(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, place: Locator) -> None:
        """Whatever leads to another page."""
        with self.page.expect_navigation():
            place.click()
        self.look()

    def fill(self, fields: Fields) -> set[str]:
        """All of these that are on the page; their names."""
        found = {name: self.page.locator(f"main [name='{name}']") for name in fields}
        there = {name: places for name, places in found.items() if places.count()}
        for name, places in there.items():
            _fill(places, fields[name])
        return set(there)

    def choose(self, file: Upload) -> None:
        """A file, in the form for one."""
        kind = self.page.locator("main form[enctype] select[name=kind]")
        if kind.count():
            kind.select_option(file.kind)
        chosen = FilePayload(name=file.name, mimeType=file.media_type, buffer=file.content)
        self.page.locator("main input[type=file]").set_input_files([chosen])

    def attach(self, file: Upload) -> None:
        """Send a file, and see it in the list: on the page that answers, or on this one where a script puts it."""
        self.choose(file)
        self.page.get_by_role("button", name="Unggah", exact=True).click()
        self.page.get_by_text(file.name).first.wait_for()

    def await_place(self, place: Callable[[], Locator], what: str) -> Locator:
        """What comes when another process has done its part; the page is loaded again and again. NothingCame."""

        def see() -> Locator | None:
            if (found := place()).count():
                return found.first
            self.page.reload()
            return None

        return await_that(see, f"{what} on {self.page.url}")


class Machine:
    """Where everybody in a walk sits down in turn. A browser for each would cost more than what they do in it."""

    def __init__(self, page: Page, camera: Camera | None) -> None:
        self.page, self._camera = page, camera
        self._looker = Looker(page, weighs=False)
        self._seated: Window | None = None

    def window(self, who: str, hidden: tuple[str, ...] = ()) -> Window:
        """A browser for somebody from whom this is hidden."""
        return Window(self, who, hidden)

    @property
    def wrong(self) -> list[str]:
        """What was noted."""
        return self._looker.wrong

    def seat(self, window: Window) -> None:
        """Whoever sat here takes the cookies away."""
        context = self.page.context
        if self._seated is window:
            return
        if self._seated:
            self._seated.cookies = context.cookies()
        context.clear_cookies()
        context.add_cookies(
            [
                {"name": one["name"], "value": one["value"], "domain": one["domain"], "path": one["path"]}
                for one in window.cookies
            ]
        )
        self._seated = window

    def look(self, window: Window) -> None:
        """At the page as it stands."""
        self._looker(self.page, f"{window.who} at {self.page.url}", window.hidden)
        if self._camera:
            self._camera(self.page, f"{window.who}-{PurePath(self.page.url).name.partition('?')[0]}")


@contextmanager
def machine(
    browser: Browser, stack: RunningStack, glass: Glass, scripts: bool, camera: Camera | None = None
) -> Iterator[Machine]:
    """A machine with a screen of this width, with scripts or without; gone afterwards."""
    with opened(browser, stack, glass, scripts) as page:
        yield Machine(page, camera)


def _fill(places: Locator, values: list[str]) -> None:
    kind = places.first.evaluate(_TYPE)
    if kind in _BUTTONS:
        return
    if kind in ("radio", "checkbox"):
        for value in values:
            places.and_(places.page.locator(f"[value='{value}']")).check()
    elif kind == "select-one":
        places.select_option(values[0])
    else:
        places.fill(values[0])
