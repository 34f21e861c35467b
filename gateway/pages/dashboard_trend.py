"""A row of bars as a picture of its own: its address says the numbers, so nothing is asked and nobody has to be let in.

The numbers stand beside it in words, wherever it is shown.
"""

from typing import Final

from flask import Response, make_response, request

from gateway.pages.dashboard_words import read_trend
from services.common.errors import NotFound

_BAR, _GAP, _HEIGHT = 7, 2, 28
_SHOWN: Final = "#0f5c4d"
_LEFT_OUT: Final = "#7d8a84"
_A_DAY: Final = 86_400


def draw() -> Response:
    """One bar for each number; what is left out is a short grey one. NotFound for an address that says no numbers."""
    counts = read_trend(request.args.get("n", ""))
    if counts is None:
        raise NotFound("page")
    most = max([each for each in counts if each] or [1])
    bars = "".join(_bar(at, each, most) for at, each in enumerate(counts))
    width = len(counts) * (_BAR + _GAP) - _GAP
    size = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    answer = make_response(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{bars}</svg>')
    answer.headers["Content-Type"] = "image/svg+xml"
    answer.headers["Cache-Control"] = f"public, max-age={_A_DAY}"
    return answer


def _bar(at: int, count: int | None, most: int) -> str:
    tall = 3 if count is None else max(1, round(count / most * _HEIGHT))
    colour = _LEFT_OUT if count is None else _SHOWN
    return f'<rect x="{at * (_BAR + _GAP)}" y="{_HEIGHT - tall}" width="{_BAR}" height="{tall}" fill="{colour}"/>'
