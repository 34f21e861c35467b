"""Makes of any text one that can stand on paper: without what is not to be seen, or turns the order of letters round.

Joiners stay, for scripts need them. So do Arabic and other right-to-left letters; only characters that force a
direction on others go, since they can make a sentence read otherwise than it is stored.
"""

import unicodedata
from typing import Any, Final

_GONE: Final = frozenset(
    [*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200B, 0x2060, 0xFEFF, 0x00AD]
)
"""Direction marks and overrides, spaces without width, hyphens that may or may not show."""

_UNREADABLE: Final = "\ufffd"
_NEW: Final = 0x1F000
"""From here on emoji are added year by year, and Python may be older than the text."""

_TAGS: Final = range(0xE0000, 0xE1000)
_FINE: Final = "\n\u200c\u200d"


def plain(text: str) -> str:
    """The text as it is printed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lines = lines.replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "".join(map(_plain, lines)) if not lines.isascii() or not lines.isprintable() else lines


def _plain(sign: str) -> str:
    if sign in _FINE or sign.isprintable():
        return "" if ord(sign) in _TAGS else sign
    if ord(sign) in _GONE or ord(sign) in _TAGS:
        return ""
    category = unicodedata.category(sign)
    if category == "Zs" or (category == "Cn" and ord(sign) >= _NEW):
        return sign
    return _UNREADABLE if category in {"Co", "Cs", "Cn"} else ""


def made_plain(value: Any) -> Any:
    """The same of every text in lists and dictionaries."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: made_plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [made_plain(one) for one in value]
    return value
