"""Forms are taken from our own pages alone: another site cannot make a browser that is signed in send one.

Browsers say where a request comes from (Sec-Fetch-Site, and Origin where that is not sent); a script cannot change it.
So no form carries a token that could be missing, run out or leak. Cookies are SameSite besides.
"""

from urllib.parse import urlsplit

from flask import request

from gateway.problems import OtherSite

_OURS = ("same-origin", "none")


def demand() -> None:
    """Let pass what our own page sends. OtherSite."""
    told = request.headers.get("Sec-Fetch-Site")
    if told in _OURS:
        return
    origin = request.headers.get("Origin", "")
    if told is None and origin and urlsplit(origin).netloc == request.host:
        return
    raise OtherSite
