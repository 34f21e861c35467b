"""Somebody who uses a page by the keyboard alone: Tab, arrows, Space, Enter and letters."""

from typing import Final

from playwright.sync_api import Page

_REACHES: Final = "selector => document.activeElement.matches(selector)"
_HOLDS: Final = "value => document.activeElement.value === value"
_PLACE: Final = (
    "() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom, innerHeight]; }"
)
_FAR: Final = 120


class Hands:
    """Ten fingers on the keyboard of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> None:
        """Tab on until the focus is there; what has it must be in sight."""
        for _ in range(_FAR):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(_REACHES, selector):
                top, bottom, height = self.page.evaluate(_PLACE)
                assert top - height < 0 < bottom, f"{selector} has the focus and cannot be seen"
                return
        raise AssertionError(f"{selector} of {self.page.url} is not reached by Tab")

    def write(self, name: str, text: str) -> None:
        """Type into a field."""
        self.reach(f"[name='{name}']")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several."""
        self.reach(f"input[type=radio][name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(_FAR):
            if self.page.evaluate(_REACHES, f"[value='{value}']"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} of {self.page.url} offers no {value}")

    def pick(self, name: str, value: str) -> None:
        """Choose one from a list that opens."""
        self.reach(f"select[name='{name}']")
        for _ in range(_FAR):
            if self.page.evaluate(_HOLDS, value):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} of {self.page.url} offers no {value}")

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.reach(f"input[type=checkbox][name='{name}']")
        self.page.keyboard.press("Space")

    def send(self, selector: str) -> None:
        """Press a button or follow a link, and wait for the page it leads to."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go_on(self) -> None:
        """Press the button that sends the page's own form."""
        self.send(
            "main form button[type=submit].govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)"
        )
