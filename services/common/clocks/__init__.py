"""Working calendars and deadlines: when a clock starts, when it runs out, and why.

Pure: texts, instants and calendars are arguments; nothing here reads a file, the network or the time of day.
"""

from services.common.clocks.anchors import moment, started_at, stopped_at
from services.common.clocks.calendar import WorkingCalendar, parse_calendar
from services.common.clocks.deadline import Deadline, due
from services.common.clocks.interval import Interval
from services.common.clocks.progress import elapsed, is_overdue, remaining

__all__ = [
    "Deadline",
    "Interval",
    "WorkingCalendar",
    "due",
    "elapsed",
    "is_overdue",
    "moment",
    "parse_calendar",
    "remaining",
    "started_at",
    "stopped_at",
]
