"""What lists of the register have in common: where a page goes on, and how a complaint is searched for."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_

from services.common.errors import Invalid
from services.intake.register.models import Entry

Part = TypeVar("Part")

_PLACE: Final = re.compile(r"\s*(\d{1,9})\s*/\s*(\d{4})\s*")
_BETWEEN: Final = re.compile(r"[\s.-]+")


def cursor(after: str, first: Callable[[str], Part], second: Callable[[str], Part]) -> tuple[Part, Part]:
    """The two parts of a cursor. Invalid."""
    one, _, two = after.partition("~")
    try:
        return first(one), second(two)
    except ValueError:
        raise Invalid({"after": "Not a cursor. Use the `next` of the page before."}) from None


def number(text: str) -> int:
    """A decimal number as a page gave it out: digits alone. ValueError."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def found_by(search: str, *, by_source: bool = True) -> list[ColumnElement[bool]]:
    """Complaints whose reference has this in it, with its dashes or without, or whose number at the source; or the one
    at this place of the book (`2/2026`). All for an empty text."""
    if not search:
        return []
    ways: list[ColumnElement[bool]] = [Entry.reference.icontains(search, autoescape=True)]
    if plain := _BETWEEN.sub("", search):
        ways.append(func.replace(Entry.reference, "-", "").icontains(plain, autoescape=True))
    if by_source:
        ways.append(Entry.source_reference.icontains(search, autoescape=True))
        if place := _PLACE.fullmatch(search):
            ways.append(and_(Entry.number == int(place[1]), Entry.year == int(place[2])))
    return [or_(*ways)]
