"""How a regency looks: its colour and its crest, as data.

Neither is worth waiting for, or failing for: what is not there is drawn by us.
"""

import time
from base64 import b64decode
from typing import Final

from flask import Response, current_app, g, request

from gateway.desks import AWAY
from gateway.parts import parts
from gateway.regencies import public
from services.common.contracts.regencies import ByTenant, PublicTenant
from services.common.contracts.stationery import Crest
from services.common.contracts.tenant import contrast_on_white
from services.common.errors import NotFound

TEN_MINUTES: Final = 600
_A_MINUTE: Final = 60
_PATIENCE: Final = 2.0
_OURS: Final = "#0f5c4d"
_LINK, _HOVER = 7.0, 12.0
_PICTURE_ONLY: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_KEEPING: Final = "dumas_crests"
_SVG: Final = "image/svg+xml"


def theme() -> Response:
    """The few variables in which regencies differ. Links are dark enough to be read on grey too."""
    regency: PublicTenant = g.tenant
    colour, told = regency.profile.colour, ""
    if colour:
        told = f":root{{--govuk-brand-colour:{colour}"
        if not _is_red(colour):
            told += (
                f";--govuk-link-colour:{_darkened(colour, _LINK)};--govuk-link-hover-colour:{_darkened(colour, _HOVER)}"
            )
        told += "}"
    return _kept(told.encode(), "text/css; charset=utf-8")


def crest() -> Response:
    """The crest, as a picture that can load nothing and do nothing."""
    regency: PublicTenant = g.tenant
    try:
        found, seconds = _found(regency.profile.key), TEN_MINUTES
    except AWAY:
        found, seconds = None, _A_MINUTE
    if found:
        answer = _kept(b64decode(found.base64), found.media_type, seconds)
    else:
        answer = _kept(_drawn(regency.profile.colour or _OURS), _SVG, seconds)
    answer.headers["Content-Security-Policy"] = _PICTURE_ONLY
    return answer


def _found(tenant: str) -> Crest | None:
    """The regency's own, or None where it has none. As `Desks.call` while the register is away and none is kept."""
    kept: dict[str, tuple[float, Crest | None]] = current_app.extensions.setdefault(_KEEPING, {})
    until, crest = kept.get(tenant, (0.0, None))
    if time.monotonic() < until:
        return crest
    try:
        crest = parts().desks.call("register.crest", public(tenant), ByTenant(tenant=tenant), Crest, timeout=_PATIENCE)
    except NotFound:
        crest = None
    kept[tenant] = (time.monotonic() + _A_MINUTE, crest)
    return crest


def _drawn(colour: str) -> bytes:
    shield = "M3 3h38v27c0 10-9 15-19 19C12 45 3 40 3 30z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 52"><path d="{shield}" fill="{colour}"/>'
        '<path d="M13 17h18M13 24h18M13 31h11" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
    ).encode()


def _is_red(colour: str) -> bool:
    """Whether links in it would be taken for what is wrong on the page; they stay blue then."""
    red, *others = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red > 2 * max(others)


def _darkened(colour: str, contrast: float) -> str:
    """The colour, as much darker as it takes to stand out so well on white."""
    parts_of = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for share in range(100, 0, -4):
        darker = "#" + "".join(f"{part * share // 100:02x}" for part in parts_of)
        if contrast_on_white(darker) >= contrast:
            return darker
    return "#000000"


def _kept(content: bytes, media_type: str, seconds: int = TEN_MINUTES) -> Response:
    answer = Response(content, content_type=media_type)
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
