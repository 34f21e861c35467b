"""Every screen on a phone and on a desk: usable by everybody, light, and nothing in it that its policy forbids."""

import pytest

from tests.pages.conftest import Look
from tests.support.screens import NOT_SHOWN, SCREENS, Screen, most_bytes, rows
from tests.support.walks import MEETS

WALKED = frozenset().union(*MEETS.values())

every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)


@every_screen
def test_it_opens(look: Look, screen: Screen) -> None:
    assert look(screen).status == screen.status
    assert look(screen).language == "id"


@every_screen
def test_axe_finds_nothing_on_a_phone(look: Look, screen: Screen) -> None:
    assert look(screen).narrow == []


@every_screen
def test_axe_finds_nothing_on_a_desk(look: Look, screen: Screen) -> None:
    assert look(screen).wide == []


@every_screen
def test_nobody_has_to_push_it_sideways_on_a_phone(look: Look, screen: Screen) -> None:
    assert look(screen).over <= 0


@every_screen
def test_it_is_light_with_all_it_loads(look: Look, screen: Screen) -> None:
    weight = look(screen).weight
    assert sum(weight.values()) <= most_bytes(screen.endpoint), weight


@every_screen
def test_it_runs_and_styles_nothing_in_place(look: Look, screen: Screen) -> None:
    assert "default-src 'none'" in look(screen).policy
    assert "unsafe" not in look(screen).policy
    assert look(screen).inline == []


@every_screen
def test_the_browser_finds_nothing_to_complain_of(look: Look, screen: Screen) -> None:
    assert look(screen).said == []


@every_screen
def test_looking_leaves_no_cookie(look: Look, screen: Screen) -> None:
    assert look(screen).kept == []


def test_every_page_is_a_screen_or_walked_or_said_not_to_be() -> None:
    shown = {screen.endpoint for screen in SCREENS} | WALKED
    assert sorted(set(rows()) - shown - set(NOT_SHOWN)) == []


def test_nothing_is_named_that_is_no_page() -> None:
    assert sorted({*(screen.endpoint for screen in SCREENS), *WALKED, *NOT_SHOWN} - set(rows())) == []


def test_every_screen_has_a_name_of_its_own() -> None:
    names = [screen.name for screen in SCREENS]
    assert len(names) == len(set(names))
