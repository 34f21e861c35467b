"""What lists of the register have in common: where a page goes on, and how a complaint is searched for."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import ColumnElement, or_

from services.common.errors import Invalid
from services.intake.register.models import Entry

Part = TypeVar("Part")


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
    """Complaints whose reference has this in it, or whose number at the source; all for an empty text."""
    if not search:
        return []
    reference = Entry.reference.icontains(search, autoescape=True)
    source = Entry.source_reference.icontains(search, autoescape=True)
    return [or_(reference, source) if by_source else reference]
