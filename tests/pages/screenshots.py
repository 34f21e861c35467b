"""`make screenshots`: every screen on a phone and on a desk, as pictures in `build/screenshots/`, listed as they come.

`python -m tests.pages.screenshots inbox.` shows the screens of endpoints that begin so, and takes no walk.
"""

import os
import shutil
import sys
from itertools import product
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tests.support.browser import DESK, PHONE, Glass, opened, running_browser
from tests.support.clamav import running_clamd
from tests.support.scene import Scene
from tests.support.screens import SCREENS, Screen, address, looking
from tests.support.stack import RunningStack, running_stack
from tests.support.walks import MEETS

FOLDER: Final = Path(__file__).parents[2] / "build" / "screenshots"

_ALL_PICTURES: Final = """() => Promise.all([...document.images].map(one => {
    one.loading = "eager";
    return one.decode();
}))"""


def main(only: str = "") -> int:
    """Take them all on a product of its own. 1 when a screen could not be shown."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with running_clamd() as clamd:
        os.environ["CLAMD_ADDRESS"] = clamd.address
        with running_stack() as stack, running_browser() as browser:
            faults = _all(browser, stack, only)
    for fault in faults:
        sys.stdout.write(f"not shown: {fault}\n")
    return 1 if faults else 0


def _all(browser: Browser, stack: RunningStack, only: str) -> list[str]:
    scene, chosen = Scene(stack), [each for each in SCREENS if each.endpoint.startswith(only)]
    faults = [_shown(browser, scene, screen, glass) for screen, glass in product(chosen, (PHONE, DESK))]
    for walk, glass in product([] if only else MEETS, (PHONE, DESK)):
        with opened(browser, stack, glass) as page:
            walk(page, stack, _take)
    return [fault for fault in faults if fault]


def _shown(browser: Browser, scene: Scene, screen: Screen, glass: Glass) -> str:
    with looking(browser, scene, screen, glass) as page:
        answer = page.goto(address(screen, scene))
        _take(page, screen.name)
        return "" if answer and answer.status == screen.status else f"{screen.name}: {answer and answer.status}"


def _take(page: Page, name: str) -> None:
    page.evaluate(_ALL_PICTURES)
    size = page.viewport_size
    file = FOLDER / f"{name}-{size['width'] if size else ''}.png"
    page.screenshot(path=file, full_page=True)
    sys.stdout.write(f"{file.relative_to(FOLDER.parents[1])}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
