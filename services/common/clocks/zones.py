"""The three Indonesian time zones, and instants in the words of a letter.

Indonesia keeps no summer time, so the zones are fixed offsets and need no zone database.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Literal

TimeZone = Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]

ZONES: Final[dict[TimeZone, timezone]] = {
    "Asia/Jakarta": timezone(timedelta(hours=7), "WIB"),
    "Asia/Makassar": timezone(timedelta(hours=8), "WITA"),
    "Asia/Jayapura": timezone(timedelta(hours=9), "WIT"),
}

DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
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


def utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a time without a zone, which names no instant."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)


def date_text(on: date) -> str:
    """`2 Maret 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def weekday_text(on: date) -> str:
    """`Senin, 2 Maret 2026`."""
    return f"{DAYS[on.weekday()]}, {date_text(on)}"


def instant_text(at: datetime, zone: TimeZone) -> str:
    """`Selasa, 7 April 2026 pukul 16.00 WIB`: the instant as the clock on the office wall shows it."""
    local = at.astimezone(ZONES[zone])
    return f"{weekday_text(local.date())} pukul {local:%H.%M} {local.tzname()}"
