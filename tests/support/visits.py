"""One look at a screen, and all there is to be said about it: the tests ask, each for its own part."""

import gzip
import re
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.support.browser import DESK, problems, runs_over
from tests.support.scene import Scene
from tests.support.screens import Screen, address, looking

_INLINE: Final = re.compile(r"<style|<script(?![^>]* src=)|<[a-z][^>]* (?:style|on[a-z]+)=", re.I)

_REFUSED_FORM: Final = "status of 422"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a reader met. `weight` is in bytes, of the page and all it loads, each compressed."""

    status: int
    policy: str
    language: str
    inline: list[str]
    weight: dict[str, int]
    kept: list[str]
    said: list[str]
    narrow: list[str]
    wide: list[str]
    over: int


class Watch:
    """What a page loads, without the help of the browser's cache, and what the browser complains of."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        self._loaded: list[Response] = []
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("response", self._take)
        page.on("console", self._hear)
        page.on("pageerror", lambda each: self.said.append(str(each)))

    def weight(self) -> dict[str, int]:
        """Bytes by address, each compressed as well as can be; of the present page alone."""
        return {each.url.partition("?")[0]: len(gzip.compress(each.body(), 9)) for each in self._loaded}

    def _take(self, each: Response) -> None:
        if each.request.is_navigation_request():
            self._loaded.clear()
        if each.status in (200, 422):
            self._loaded.append(each)

    def _hear(self, each: ConsoleMessage) -> None:
        if each.type in ("error", "warning") and _REFUSED_FORM not in each.text:
            self.said.append(each.text)


def visit(browser: Browser, scene: Scene, screen: Screen) -> Visit:
    """Look at a screen on a phone, then on a desk."""
    with looking(browser, scene, screen) as page:
        watch, before = Watch(page), _cookies(page)
        answer = page.goto(address(screen, scene))
        assert answer is not None
        html, over, narrow = answer.text(), runs_over(page), problems(page)
        page.set_viewport_size({"width": DESK.width, "height": DESK.height})
        return Visit(
            status=answer.status,
            policy=answer.headers.get("content-security-policy", ""),
            language=page.locator("html").get_attribute("lang") or "",
            inline=_INLINE.findall(html),
            weight=watch.weight(),
            kept=sorted(_cookies(page) - before),
            narrow=narrow,
            wide=problems(page),
            over=over,
            said=watch.said,
        )


def _cookies(page: Page) -> set[str]:
    return {str(each.get("name")) for each in page.context.cookies()}
