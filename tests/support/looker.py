"""Somebody who looks at every page of a walk, and notes what is wrong with it."""

from typing import Any, Final

from playwright.sync_api import Page

from tests.support.browser import problems, runs_over
from tests.support.screens import endpoint_of, most_bytes
from tests.support.visits import Watch

_HEAD: Final = """() => ({
  title: document.title, html: document.documentElement.outerHTML,
  headings: document.querySelectorAll("h1").length,
  shown: [...document.querySelectorAll("[hidden]")].filter(e => e.getClientRects().length).map(e => e.outerHTML)
})"""


class Looker:
    """Notes what is wrong at each page. Axe and scales cost time: who has been on both as a screen may go without."""

    def __init__(self, page: Page, *, with_axe: bool = False, weighs: bool = True) -> None:
        self.met: set[str] = set()
        self._wrong: list[str] = []
        self._titles: dict[str, str] = {}
        self._with_axe = with_axe
        self._watch = Watch(page, weighs=weighs)

    @property
    def wrong(self) -> list[str]:
        """All of it."""
        return self._wrong + self._watch.said

    def __call__(self, page: Page, name: str, hidden: tuple[str, ...] = ()) -> None:
        """Look; nothing that is `hidden` from the reader may be there."""
        self.met.add(endpoint := endpoint_of(page.url))
        found, head = problems(page) if self._with_axe else [], page.evaluate(_HEAD)
        found += self._in_the_head(head, endpoint)
        found += [f"shows {word!r}" for word in hidden if word in head["html"]]
        if runs_over(page) > 0:
            found.append("wider than the glass")
        if (weight := sum(self._watch.weight().values())) > most_bytes(endpoint):
            found.append(f"{weight} bytes")
        self._wrong += [f"{name}: {each}" for each in found]

    def _in_the_head(self, head: dict[str, Any], endpoint: str) -> list[str]:
        """A page has one heading, and a title by which it is told from all others."""
        title = str(head["title"])
        found = [f"shows what is for scripts: {each}" for each in head["shown"]]
        if head["headings"] != 1:
            found.append(f"{head['headings']} headings of the first order")
        if self._titles.setdefault(title, endpoint) != endpoint or title.startswith(("Dumas", " ")):
            found.append(f"is called {title!r}, as {self._titles[title]} is")
        return found
