"""A report from the first page to the receipt by the keyboard alone, on a phone, with scripts and without."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support import walks
from tests.support.browser import opened, problems, runs_over
from tests.support.screens import endpoint_of, most_bytes
from tests.support.stack import RunningStack
from tests.support.visits import Watch


class Looker:
    """Notes what is wrong at each page of a walk."""

    def __init__(self, page: Page, with_axe: bool) -> None:
        self.met: set[str] = set()
        self._wrong: list[str] = []
        self._with_axe = with_axe
        self._watch = Watch(page)

    @property
    def wrong(self) -> list[str]:
        """All of it."""
        return self._wrong + self._watch.said

    def __call__(self, page: Page, name: str) -> None:
        """Look."""
        self.met.add(endpoint := endpoint_of(page.url))
        found = problems(page) if self._with_axe else []
        if runs_over(page) > 0:
            found.append("wider than the glass")
        if (weight := sum(self._watch.weight().values())) > most_bytes(endpoint):
            found.append(f"{weight} bytes")
        self._wrong += [f"{name}: {each}" for each in found]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("walk", walks.MEETS, ids=lambda walk: walk.__name__)
def test_a_walk_by_the_keyboard_alone(browser: Browser, stack: RunningStack, walk: walks.Walk, scripts: bool) -> None:
    with opened(browser, stack, scripts=scripts) as page:
        looker = Looker(page, with_axe=scripts)
        walk(page, stack, looker)
        assert looker.wrong == []
        assert looker.met == walks.MEETS[walk]
