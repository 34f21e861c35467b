"""Tables of the desk that become cards on a phone, by the styles that are served."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.browser import DESK, PHONE, Glass

_STYLES: Final = Path(__file__).parents[2] / "gateway" / "static" / "staff.css"
_TABLE: Final = """
<table class="govuk-table desk-cards">
<caption class="govuk-table__caption govuk-table__caption--m">Jatuh tempo dalam 90 hari</caption>
<tbody><tr><td data-label="Pengaduan">CTH-26-7K3M-Q9TX</td></tr></tbody>
</table>
"""
_PARTS: Final = ("caption", "table")


@pytest.mark.parametrize("glass", [PHONE, DESK], ids=lambda glass: glass.name)
def test_the_caption_is_as_wide_as_its_table(browser: Browser, glass: Glass) -> None:
    page = browser.new_page(viewport={"width": glass.width, "height": glass.height})
    page.set_content(f"<style>{_STYLES.read_text(encoding='utf-8')}</style>{_TABLE}")
    widths = [page.locator(part).evaluate("one => Math.round(one.getBoundingClientRect().width)") for part in _PARTS]
    page.close()
    assert widths[0] == widths[1] > glass.width * 0.9
