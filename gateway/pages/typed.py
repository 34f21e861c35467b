"""Numbers, days and times as people type them or an address names them, within what can be meant: nobody's year 9999
may end in a calendar that knows no tomorrow, and no five thousand digits are counted.
"""

from datetime import date, datetime
from typing import Final, TypeVar

from gateway.pages.forms import Form
from gateway.pages.words import say, zone

FIRST_YEAR, LAST_YEAR = 1900, 2200
_MOST_DIGITS: Final = 18
Day = TypeVar("Day", bound=date)


def number(typed: str) -> int | None:
    """A whole number from nought on, in plain digits; None where it is none, or longer than anything counted here."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS
    return int(typed) if is_one else None


def day(typed: str) -> date | None:
    """A day such as 2026-11-23; None where it is none, or far from our time."""
    try:
        return _near(date.fromisoformat(typed))
    except ValueError:
        return None


def moment(typed: str) -> datetime | None:
    """A day and a time of the office such as 2026-11-23T09:00; a day alone is its midnight. None as for `day`."""
    try:
        found = _near(datetime.fromisoformat(typed))
    except ValueError:
        return None
    return found.replace(tzinfo=zone()) if found else None


def midnight(typed: str) -> datetime | None:
    """The beginning of a day at the office; None as for `day`."""
    found = moment(typed)
    return found.replace(hour=0, minute=0, second=0, microsecond=0) if found else None


def midnight_of(form: Form, name: str) -> datetime | None:
    """The same of a field; None where it is empty, with a fault where it is no day."""
    if not form.text(name):
        return None
    if (found := midnight(form.text(name))) is None:
        form.faults[name] = say("Isi tanggal seperti ini: 2026-11-23.")
    return found


def _near(found: Day) -> Day | None:
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
