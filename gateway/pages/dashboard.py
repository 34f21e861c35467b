"""How the own office does: counts with what they mean, where time goes, what is late. For who reads its register."""

from typing import Final

from flask import Response

from gateway.pages import dashboard_words, show
from gateway.pages.dashboard_words import Week
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.comparison import Dashboard, OwnYear

PATIENCE: Final = 30.0
"""Seconds; a year of a busy office is counted in two."""


def overview(caller: Caller) -> Response:
    """One year, and what is open now."""
    asked = OwnYear(year=dashboard_words.asked_year())
    found = parts().desks.call("register.dashboard", caller, asked, Dashboard, timeout=PATIENCE)
    return show.page(
        "dashboard.html",
        found=found,
        years=dashboard_words.years(),
        weeks=[Week(*each) for each in zip(found.weeks, found.received_by_week, strict=True)],
        words=dashboard_words,
    )
