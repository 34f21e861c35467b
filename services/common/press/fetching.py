"""What a document may load while it is set: its crest and its QR code, and nothing else from anywhere."""

from base64 import b64decode
from io import BytesIO
from typing import Final

import segno
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from services.common.press.sheet import Sheet

CREST: Final = "dumas:crest"
QR: Final = "dumas:qr"


class OwnPictures:
    """A fetcher for WeasyPrint: answers two made-up addresses. Any other ends the setting, for only a template can have
    named it."""

    def __init__(self, sheet: Sheet) -> None:
        self._pictures = {QR: ("image/svg+xml", qr_code(sheet.verify_url))}
        if crest := sheet.stationery.get("crest"):
            self._pictures[CREST] = (crest["media_type"], b64decode(crest["base64"]))

    def __call__(self, url: str) -> URLFetcherResponse:
        """The picture. FatalURLFetchingError."""
        if url not in self._pictures:
            raise FatalURLFetchingError("a document loads nothing but its crest and its QR code")
        media_type, content = self._pictures[url]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


def qr_code(address: str) -> bytes:
    """An SVG; large enough for its place in the footer to be read by a telephone after copying."""
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue()
