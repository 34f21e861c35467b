"""Files on their way out: streamed from the store through the gateway, never held, always saved and never shown.

A file cannot run anything on its own in a browser that opens it all the same: its page is a sandbox. Its length is said
beforehand, so that nobody takes half a file for a whole one.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator
from unicodedata import normalize
from urllib.parse import quote

from flask import Response

from gateway.parts import parts
from gateway.problems import StoreAway

_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def stored(object_key: str, file_key: str, *, name: str, media_type: str, size: int) -> Response:
    """The answer that streams one stored file; `file_key` in base64, empty for a file that is not sealed. StoreAway."""
    return saved(opened(object_key, file_key), name=name, media_type=media_type, size=size)


def saved(content: Iterable[bytes], *, name: str, media_type: str, size: int) -> Response:
    """The answer that has the browser save this content of `size` bytes under a name."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = _as_file(name)
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response


def opened(object_key: str, file_key: str) -> Iterator[bytes]:
    """What a stored file says, in pieces. StoreAway."""
    try:
        return parts().store.get(object_key, b64decode(file_key) or None)
    except OSError as reason:
        raise StoreAway from reason


def _as_file(name: str) -> str:
    """RFC 6266: the name twice, once for readers that know no UTF-8."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
