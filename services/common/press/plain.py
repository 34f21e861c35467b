"""Makes of any text one that can stand on paper: without what is not to be seen, or turns the order of letters round.

Joiners stay, for scripts need them. So do Arabic and other right-to-left letters; only characters that force a
direction on others go, since they can make a sentence read otherwise than it is stored.
"""

import re
import unicodedata
from collections.abc import Iterator
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
_LONG: Final = re.compile(r"[^ \n]{65,}")
"""Longer than words are in any script that parts them."""

_APART: Final = 32
_AT_MOST: Final = 64
_ASCII: Final = "ASCII"  # never parted: addresses and hashes are copied from paper
_BREAK: Final = "\u200b"


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


def breakable(text: str) -> str:
    """The same text, with places where a line may end in runs longer than words: where the script changes, or at last.

    Without them the time to set such a run grows with the square of its length: a few pages take minutes.
    """
    return text if text.isascii() else _LONG.sub(lambda run: "".join(_broken(run.group())), text)


def _broken(run: str) -> Iterator[str]:
    last, length = "", 0
    for sign in run:
        script = _script(sign, last)
        is_enough = length >= _APART if script != last else length >= _AT_MOST and script != _ASCII
        if is_enough and _begins(sign):
            yield _BREAK
            length = 0
        yield sign
        last, length = script, length + 1


def _script(sign: str, last: str) -> str:
    """Roughly: the first word of the letter's name. Marks and joiners are of the script they follow."""
    if sign.isascii():
        return _ASCII
    return unicodedata.name(sign, "").partition(" ")[0] if _begins(sign) else last


def _begins(sign: str) -> bool:
    """Whether a line may begin with it: not with a mark, or a joiner."""
    return unicodedata.category(sign) not in {"Mn", "Mc", "Me", "Cf"}


def made_plain(value: Any) -> Any:
    """The same for a page, of every text in lists and dictionaries."""
    if isinstance(value, str):
        return breakable(plain(value))
    if isinstance(value, dict):
        return {name: made_plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [made_plain(one) for one in value]
    return value
