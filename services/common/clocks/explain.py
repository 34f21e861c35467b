"""Why a deadline falls on its day, in one sentence for an officer or a reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.common.clocks.zones import date_text, instant_text, weekday_text
from services.common.vocabulary import CLOCK_UNITS

if TYPE_CHECKING:
    from services.common.clocks.calendar import WorkingCalendar
    from services.common.clocks.deadline import Deadline


def sentence(deadline: Deadline, calendar: WorkingCalendar) -> str:
    """The sentence behind `Deadline.why`, in Bahasa Indonesia.

    With a calendar of another version the holidays it would name may not be those that were counted, so the sentence
    names the version instead.
    """
    parts = (
        f"{_allowed(deadline)} sejak {_anchor(deadline, calendar)}",
        _how(deadline, calendar),
        _skipping(deadline, calendar),
        _pauses(deadline, calendar),
        _rolled(deadline),
    )
    provisional = " sementara" if deadline.provisional else ""
    reason = ", karena hari libur pada masa itu dapat berubah" if deadline.provisional else ""
    due = instant_text(deadline.due_at, calendar.time_zone)
    return f"{', '.join(filter(None, parts))}: jatuh tempo{provisional} {due}{reason}."


def _allowed(deadline: Deadline) -> str:
    unit = CLOCK_UNITS[deadline.unit]
    extension = f" ditambah perpanjangan {deadline.extra} {unit}" if deadline.extra else ""
    return f"{deadline.amount} {unit}{extension}"


def _anchor(deadline: Deadline, calendar: WorkingCalendar) -> str:
    if _in_working_time(deadline):
        return instant_text(deadline.anchor_at, calendar.time_zone)
    return date_text(calendar.local_date(deadline.anchor_at))


def _how(deadline: Deadline, calendar: WorkingCalendar) -> str:
    if _in_working_time(deadline):
        return "dihitung menurut jam kantor"
    if calendar.count_anchor_day:
        return "hari itu ikut dihitung bila belum berakhir"
    if deadline.unit == "months":
        return "dihitung menurut bulan kalender"
    return f"dihitung mulai {CLOCK_UNITS[deadline.unit]} berikutnya"


def _skipping(deadline: Deadline, calendar: WorkingCalendar) -> str:
    if calendar.version != deadline.calendar_version:
        return f"menurut kalender versi {deadline.calendar_version}"
    if deadline.unit in ("days", "months"):
        return "dengan hari libur ikut dihitung"
    first, last = calendar.local_date(deadline.anchor_at), calendar.local_date(deadline.due_at)
    days = calendar.skipped(first, last)
    named = "; ".join(f"{day.name}, {date_text(day.falls_on)}" for day in days)
    return f"dengan melewati {len(days)} hari libur ({named})" if days else ""


def _pauses(deadline: Deadline, calendar: WorkingCalendar) -> str:
    spans = [
        f"{instant_text(pause.starts_at, calendar.time_zone)} sampai {instant_text(pause.ends_at, calendar.time_zone)}"
        for pause in deadline.paused
        if pause.starts_at < deadline.due_at
    ]
    return f"tidak termasuk jeda {' dan '.join(spans)}" if spans else ""


def _rolled(deadline: Deadline) -> str:
    on = deadline.rolled_from_on
    return f"digeser dari {weekday_text(on)}, ke hari kerja berikutnya" if on else ""


def _in_working_time(deadline: Deadline) -> bool:
    return deadline.unit in ("working_minutes", "working_hours")
