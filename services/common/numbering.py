"""How a document's number is printed: by the regency's format, or ours."""

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Final

from services.common.documents import KINDS

FORMATS: Final = {"spt": "700/{number:03d}/{code}/{year}"}
"""How a number is printed unless the regency says otherwise; `DEFAULT_FORMAT` for the rest."""

DEFAULT_FORMAT: Final = "700/{number:03d}/{kind}/{code}/{year}"
NUMBER_PARTS: Final = ("number", "kind", "code", "month", "year")
"""What a format may name: the serial, the kind's code, the regency's, the month in Roman numerals, the year."""

_HOW: Final = re.compile(r"(0?[1-9])?d?")  # padding of a digit; a width of a thousand million takes as many bytes
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def fills_in(pattern: str) -> bool:
    """Whether a format makes numbers: of its parts alone, with serial and year, so that no two are alike."""
    try:
        parts = [(name, how) for _, name, how, _ in Formatter().parse(pattern) if name is not None]
        if not all(_HOW.fullmatch(how or "") for _, how in parts):
            return False
        pattern.format(number=1, kind="", code="", month="", year=2026)
    except (LookupError, ValueError, AttributeError):
        return False
    named = {name for name, _ in parts}
    return named <= set(NUMBER_PARTS) and {"number", "year"} <= named


def pattern_of(kind: str, formats: Mapping[str, str]) -> str:
    """The format by which a kind is numbered: the regency's, or ours."""
    return formats.get(kind) or FORMATS.get(kind, DEFAULT_FORMAT)


def printed_number(kind: str, serial: int, on: date, code: str, formats: Mapping[str, str]) -> str:
    """The number as it is printed, such as `700/014/BMS/2026`."""
    pattern = pattern_of(kind, formats)
    return pattern.format(number=serial, kind=KINDS[kind].code, code=code, month=_ROMAN[on.month - 1], year=on.year)
