"""The fonts documents are set in: from Debian's packages, named one by one in `fonts/fonts.conf`.

Liberation for letters; Noto for the scripts of the world, Balinese and Javanese among them; WenQuanYi for Chinese,
Japanese and Korean; Symbola for emoji, in black, as outlines that a PDF can carry.
"""

import os
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

CONFIGURATION: Final = Path(__file__).with_name("fonts") / "fonts.conf"
_ROOT: Final = Path("/usr/share/fonts")
_PICTURES: Final = 0x1F000
_COLOURING: Final = dict.fromkeys([0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)])
"""Whether in colour, and the colour of skin."""

NEEDED: Final = {
    "fonts-liberation2": "truetype/liberation*/LiberationSans-Regular.ttf",
    "fonts-noto-core": "truetype/noto/NotoSansArabic-Regular.ttf",
    "fonts-symbola": "truetype/ancient-scripts/Symbola*.ttf",
    "fonts-wqy-zenhei": "truetype/wqy/wqy-zenhei.ttc",
}
"""Debian packages, and a file by which each is known to be there."""


class FontsMissing(Exception):
    """Documents cannot be set here; says what to install."""


def use_ours() -> None:
    """Let fontconfig see our fonts alone, whenever it is asked next. FontsMissing, for without fonts Pango ends the
    process."""
    if missing := [package for package, file in NEEDED.items() if not any(_ROOT.glob(file))]:
        raise FontsMissing(f"Install the Debian packages {', '.join(missing)}: documents are set in their fonts.")
    os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)


def with_known_pictures(text: str) -> str:
    """Emoji newer than the font are written as `[U+1F97A]` rather than as an empty box; colour it cannot show is left
    out."""
    text = text.translate(_COLOURING)
    unknown = {sign for sign in set(text) if ord(sign) >= _PICTURES} - _pictures()
    return text.translate({ord(sign): f"[U+{ord(sign):04X}]" for sign in unknown if ord(sign) < _PICTURES + 0x1000})


@cache
def _pictures() -> frozenset[str]:
    file = next(iter(sorted(_ROOT.glob(NEEDED["fonts-symbola"]))))
    with TTFont(file, lazy=True) as font:
        return frozenset(chr(code) for code in font.getBestCmap() if code >= _PICTURES)
