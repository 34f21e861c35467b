"""Pages, styles and scripts are sent compressed to browsers that take it; the gateway may stand alone on a slow line.

Compression lets an answer's length tell of its content, to somebody who listens and can have a browser ask again and
again with guesses (BREACH). So what a signed-in browser asks for on behalf of another site is sent as it is.
"""

import gzip
from functools import lru_cache
from typing import Final

from flask import Flask, Response, request

from gateway.pages import words

_KINDS: Final = frozenset({"text/html", "text/css", "text/javascript", "text/markdown", "image/svg+xml"})
_NOT_WORTH_IT: Final = 600
"""Bytes; below that it would hardly be one packet less."""
_NOT_WHOLE: Final = (204, 206, 304)
_OURS: Final = ("same-origin", "none")
"""What browsers say in Sec-Fetch-Site when our page asks, or the person who typed the address."""


def install(app: Flask) -> None:
    """Compress what may be, before the headers are written."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in _KINDS:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code in _NOT_WHOLE or not request.accept_encodings.quality("gzip") or not _is_harmless():
        return response
    is_file = response.direct_passthrough
    response.direct_passthrough = False
    if len(content := response.get_data()) > _NOT_WORTH_IT:
        response.set_data(_file(content) if is_file else gzip.compress(content, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        if found := response.get_etag()[0]:
            response.set_etag(found, weak=True)  # the same content, not the same bytes
    return response


def _is_harmless() -> bool:
    """Whether our own page or the person asks, or nothing in the answer is anybody's own."""
    return request.headers.get("Sec-Fetch-Site") in _OURS or not request.cookies.keys() - {words.COOKIE}


@lru_cache(maxsize=16)
def _file(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
