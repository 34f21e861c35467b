"""A report from the first page to the receipt by the keyboard alone, on a phone, with scripts and without."""

import pytest
from playwright.sync_api import Browser

from tests.support import walks
from tests.support.browser import opened
from tests.support.looker import Looker
from tests.support.stack import RunningStack


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("walk", walks.MEETS, ids=lambda walk: walk.__name__)
def test_a_walk_by_the_keyboard_alone(browser: Browser, stack: RunningStack, walk: walks.Walk, scripts: bool) -> None:
    with opened(browser, stack, scripts=scripts) as page:
        looker = Looker(page, with_axe=scripts)
        walk(page, stack, looker)
        assert looker.wrong == []
        assert looker.met == walks.MEETS[walk]
