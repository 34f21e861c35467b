"""One browser, one product and one set of complaints for all tests of the pages; each screen is looked at once."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.support.browser import opened, running_browser
from tests.support.scene import Scene
from tests.support.screens import Screen
from tests.support.stack import RunningStack
from tests.support.visits import Visit, Watch, visit

Look = Callable[[Screen], Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; started once for all tests that ask."""
    with running_browser() as running:
        yield running


@pytest.fixture(scope="session")
def scene(stack: RunningStack) -> Scene:
    """Complaints at all stages."""
    return Scene(stack)


@pytest.fixture(scope="session")
def look(browser: Browser, scene: Scene) -> Iterator[Look]:
    """Looks at a screen, the first time it is asked; all in one window, as a new one costs more than the look."""
    with opened(browser, scene.stack) as page:
        watch = Watch(page)
        yield cache(lambda screen: visit(page, watch, scene, screen))
