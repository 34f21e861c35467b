"""Chromium of the system, driven by playwright: a phone or a desk, with scripts or without, signed in or not.

Playwright's own browsers are never downloaded. `deploy/local/setup.sh chromium` installs Debian's, and looks for the
same names.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gateway.pages import cookies
from tests.support.stack import RunningStack

_NAMES: Final = (os.environ.get("CHROMIUM") or "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
_QUIET: Final = (
    "--no-sandbox",  # it may run as root, and opens nothing but our own pages
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_AXE: Final = Path(__file__).with_name("axe.min.js")
_RUN_AXE: Final = "() => axe.run(document, {resultTypes: ['violations'], xpath: false})"
_ACROSS: Final = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Glass:
    """What a page is looked at through, in CSS pixels."""

    name: str
    width: int
    height: int


PHONE: Final = Glass("360", 360, 740)
DESK: Final = Glass("1280", 1280, 900)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser; gone afterwards."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "no Chromium: bash deploy/local/setup.sh chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, stack: RunningStack, glass: Glass = PHONE, scripts: bool = True) -> Iterator[Page]:
    """A page of a browser that knows nobody yet. It is slow to give up, as two cores may be busy."""
    context = browser.new_context(
        base_url=stack.base_url,
        viewport={"width": glass.width, "height": glass.height},
        java_script_enabled=scripts,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def let_in(context: BrowserContext, stack: RunningStack, token: str, tenant: str | None = None) -> None:
    """As if signed in with this token: an officer, or with `tenant` the reporter of a complaint there."""
    name, path = (cookies.REPORTER, cookies.path_of(tenant)) if tenant else (cookies.OFFICER, cookies.DESK_PATH)
    context.add_cookies([{"name": name, "value": token, "domain": _host(stack), "path": path, "httpOnly": True}])


def problems(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, with the first places; nothing when all is well."""
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(_RUN_AXE)
    return [f"{one['id']}: {one['help']}: {_places(one['nodes'])}" for one in found["violations"]]


def runs_over(page: Page) -> int:
    """By how many pixels the page is wider than the glass; a reader would have to push it sideways."""
    return int(page.evaluate(_ACROSS))


@cache
def _axe() -> str:
    return _AXE.read_text(encoding="utf-8")


def _places(nodes: list[dict[str, Any]]) -> str:
    return " | ".join(str(node["html"])[:200] for node in nodes[:4])


def _host(stack: RunningStack) -> str:
    return stack.base_url.split("//")[1].split(":")[0]
