"""The two languages of the pages. Texts are written in Bahasa Indonesia in templates and views; `words/en.po` has the
English ones. Dates and numbers come from Babel, times in the regency's own zone.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from flask import g, request

from gateway.pages.glossary import worded

Language = Literal["id", "en"]
LANGUAGES: Final[Mapping[Language, str]] = {"id": "Bahasa Indonesia", "en": "English"}
COOKIE: Final = "dumas_bahasa"
_WORDS = Path(__file__).parents[1] / "words"
_ZONES: Final = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every text that reads otherwise in this language."""
    path = _WORDS / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id and each.string}


def language() -> Language:
    """The language of the request: as chosen once, else Bahasa Indonesia."""
    chosen = request.cookies.get(COOKIE, "id")
    return cast(Language, chosen) if chosen in LANGUAGES else "id"


def say(text: str) -> str:
    """The text in the language of the request, and in the regency's own terms where it has any."""
    spoken = g.get("language", "id")
    told = catalogue(spoken).get(text, text)
    own = g.get("glossary", ())
    return worded(told, spoken, own) if own else told


def day(on: date | datetime | None) -> str:
    """21 November 2026; nothing for None. A moment is told by the day it has in the regency."""
    if isinstance(on, datetime):
        on = on.astimezone(zone())
    return format_date(on, "d MMMM y", locale=g.get("language", "id")) if on else ""


def weekday(on: date | datetime | None) -> str:
    """Sabtu, 21 November 2026."""
    if isinstance(on, datetime):
        on = on.astimezone(zone())
    return format_date(on, "EEEE, d MMMM y", locale=g.get("language", "id")) if on else ""


def moment(at: datetime | None) -> str:
    """21 November 2026 pukul 14.05 WIB."""
    return _timed(day(at), at) if at else ""


def weekday_moment(at: datetime | None) -> str:
    """Sabtu, 21 November 2026 pukul 14.05 WIB."""
    return _timed(weekday(at), at) if at else ""


def _timed(on: str, at: datetime) -> str:
    local, spoken = at.astimezone(zone()), g.get("language", "id")
    clock = format_time(local, "HH.mm" if spoken == "id" else "HH:mm", locale=spoken)
    return say("{day} pukul {clock} {zone}").format(day=on, clock=clock, zone=_ZONES[zone().key])


def month(number: int) -> str:
    """The name of a month."""
    return format_date(date(2000, number, 1), "MMMM", locale=g.get("language", "id"))


def zone() -> ZoneInfo:
    """The regency's own."""
    return ZoneInfo(g.get("time_zone", "Asia/Jakarta"))
