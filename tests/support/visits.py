"""One look at a screen, and all there is to be said about it: the tests ask, each for its own part."""

import gzip
import re
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import ConsoleMessage, Page, Response

from tests.support.browser import DESK, PHONE, problems, runs_over
from tests.support.scene import Scene
from tests.support.screens import Screen, address, become

_INLINE: Final = re.compile(r"<style|<script(?![^>]* src=)|<[a-z][^>]* (?:style|on[a-z]+)=", re.I)

_REFUSED_FORM: Final = re.compile("status of (401|422)")


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
    """What the browser complains of; and if it `weighs`, what a page loads without the help of the browser's cache."""

    def __init__(self, page: Page, *, weighs: bool = True) -> None:
        self.said: list[str] = []
        self._loaded: list[Response] = []
        if weighs:
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
        if each.type in ("error", "warning") and not _REFUSED_FORM.search(each.text):
            self.said.append(each.text)


def visit(page: Page, watch: Watch, scene: Scene, screen: Screen) -> Visit:
    """Look at a screen on a phone, then on a desk, in a browser that has just become who sees it."""
    page.goto("about:blank")
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    become(page, scene, screen)
    said, before = len(watch.said), _cookies(page)
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
        said=watch.said[said:],
    )


def _cookies(page: Page) -> set[str]:
    return {str(each.get("name")) for each in page.context.cookies()}
