"""How Indonesian offices write dates, numbers and NIP on paper."""

from datetime import date
from typing import Final

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_UNITS: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_NIP_GROUPS: Final = (8, 14, 15, 18)


def long_date(on: date) -> str:
    """`21 November 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """`Sabtu`."""
    return _DAYS[on.weekday()]


def short_date(on: date | None) -> str:
    """`21-11-2026`, for columns; a dash when there is none."""
    return on.strftime("%d-%m-%Y") if on else "-"


def spelled(number: int) -> str:
    """`21` as `dua puluh satu`; from a million on as digits."""
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    for size, name, one in (
        (1_000_000, "", ""),
        (1000, "ribu", "seribu"),
        (100, "ratus", "seratus"),
        (10, "puluh", ""),
    ):
        if number >= size:
            return _of(number, size, name, one) if name else counted(number)
    raise ValueError(number)


def _of(number: int, size: int, name: str, one: str) -> str:
    many, rest = divmod(number, size)
    head = one if many == 1 and one else f"{spelled(many)} {name}"
    return f"{head} {spelled(rest)}" if rest else head


def counted(number: int) -> str:
    """`12.345`, with the point of thousands."""
    return f"{number:,}".replace(",", ".")


def roman(number: int) -> str:
    """`4` as `IV`."""
    said = ""
    for value, sign in _ROMAN:
        many, number = divmod(number, value)
        said += sign * many
    return said


def nip(digits: str) -> str:
    """18 digits in the groups in which a NIP is read: birth, appointment, sex, serial; held together on one line."""
    if len(digits) != _NIP_GROUPS[-1]:
        return digits
    starts = (0, *_NIP_GROUPS[:-1])
    return "\u00a0".join(digits[start:end] for start, end in zip(starts, _NIP_GROUPS, strict=True))


def yes_or_no(answer: bool | None) -> str:
    """Of a test: passed, failed, or not made."""
    return "Belum diuji" if answer is None else "Ya" if answer else "Tidak"


def paragraphs(text: str | None) -> list[str]:
    """Paragraphs as the writer parted them with empty lines; line breaks within are left."""
    return [part.strip("\n") for part in (text or "").split("\n\n") if part.strip()]
