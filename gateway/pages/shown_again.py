"""Which address shows this page when a link asks for it: what answered a form may stand at an address that takes forms
alone. Then it is the page that held the form, or the nearest one above.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from flask import current_app, request
from werkzeug.routing import MapAdapter

_SAFE = "/:@"


def place() -> str:
    """The path of this page as a link may have it: no odd address leads to another site."""
    return quote(request.path, safe=_SAFE)


def address(language: str = "") -> str:
    """The address with all it asks for; in this language, when one is given."""
    path, asked = next(found for found in _candidates() if _can_be_asked_for(found[0]))
    asked = [(name, value) for name, value in asked if name != "bahasa"]
    asked += [("bahasa", language)] if language else []
    return f"{quote(path, safe=_SAFE)}?{urlencode(asked)}" if asked else quote(path, safe=_SAFE)


def _candidates() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield request.path, list(request.args.items(multi=True))
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc == request.host:
        yield unquote(came_from.path), parse_qsl(came_from.query)
    above = request.path
    while above := above.rstrip("/").rpartition("/")[0]:
        yield above, []
    yield "/", []


def _can_be_asked_for(path: str) -> bool:
    adapter: MapAdapter | None = current_app.create_url_adapter(request)
    is_here = adapter is not None and not path.startswith("//") and adapter.test(path, "GET")
    return path == "/" or is_here
