"""One complaint of each regency from the first form to the answer its reporter reads, by people who have nothing but
the pages: on a desk with scripts, and on a phone without.
"""

import pytest
from playwright.sync_api import Browser

from tests.support.browser import DESK, PHONE, Glass
from tests.support.regency import Regency
from tests.support.sop_walks import walk
from tests.support.sop_ways import ways
from tests.support.stack import RunningStack
from tests.support.windows import machine


@pytest.mark.parametrize("tenant", ways())
@pytest.mark.parametrize(
    ("glass", "scripts"), [(DESK, True), (PHONE, False)], ids=["on a desk with scripts", "on a phone without scripts"]
)
def test_an_sop_is_walked_to_its_end(
    browser: Browser, stack: RunningStack, glass: Glass, scripts: bool, tenant: str
) -> None:
    way = ways()[tenant]
    with machine(browser, stack, glass, scripts) as seats:
        reference = walk(way, stack, seats)
        assert seats.wrong == []
    standing = Regency(stack, tenant).standing(reference)
    assert (standing["entry"]["end"], standing["tasks"]) == (way.story.end, [])
    ended = [row["step"] for row in standing["timeline"] if row["event"] == "step_completed"]
    assert ended == [turn.step for turn in way.story.turns]
