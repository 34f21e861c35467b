"""Pages that look again by themselves while something is made: ever more seldom, and after some minutes only when they
are asked to. How often they looked stands in the address.
"""

from typing import Final
from urllib.parse import urlencode

from flask import Response, request

from gateway.pages import shown_again, typed

_COUNT: Final = "kali"
_LONGEST, _MOST = 30, 12
"""Seconds between two looks, and how many there are: 2, 4, 8, 16 and then half minutes, four and a half minutes."""


def is_given_up() -> bool:
    """Whether the page no longer looks by itself."""
    return _looks() >= _MOST


def place(looks: int = 0) -> str:
    """The address of this page; without a number, as somebody asks for it who begins anew."""
    asked = {name: value for name, value in request.args.items() if name != _COUNT}
    asked |= {_COUNT: str(looks)} if looks else {}
    here = shown_again.place()
    return f"{here}?{urlencode(asked)}" if asked else here


def again(answer: Response) -> Response:
    """Have the browser look again, unless that went on for long enough."""
    looks = _looks()
    if looks < _MOST:
        answer.headers["Refresh"] = f"{min(2 << looks, _LONGEST)}; url={place(looks + 1)}"
    return answer


def _looks() -> int:
    return typed.number(request.args.get(_COUNT, "")) or 0
