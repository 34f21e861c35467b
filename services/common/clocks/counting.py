"""Counting time in the unit of a clock.

One rule for days: a day counts when the clock is running at its end. The day of the anchor does not count unless the
calendar says so, and then only if its end is still to come. A pause therefore moves a deadline by as many days of
the unit as ended during the pause, and no deadline falls inside a pause.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from services.common.clocks.calendar import DAY, WorkingCalendar
from services.common.clocks.interval import Interval, without


def days_from(first: date) -> Iterator[date]:
    """`first` and every day after it."""
    while True:
        yield first
        first += DAY


def working_time_ends_at(
    calendar: WorkingCalendar, anchor_at: datetime, length: timedelta, paused: Sequence[Interval]
) -> datetime:
    """When the office has worked for `length` (more than zero) since the anchor, pauses left out."""
    spans = _worked_spans(calendar, anchor_at, paused)
    span = next(spans)
    while span.length < length:
        length -= span.length
        span = next(spans)
    return span.starts_at + length


def worked(calendar: WorkingCalendar, anchor_at: datetime, until: datetime, paused: Sequence[Interval]) -> timedelta:
    """How long the office has worked from the anchor until then, pauses left out; zero before the anchor."""
    spans = takewhile(lambda span: span.starts_at < until, _worked_spans(calendar, anchor_at, paused))
    return sum((min(span.ends_at, until) - span.starts_at for span in spans), timedelta())


def _worked_spans(calendar: WorkingCalendar, anchor_at: datetime, paused: Sequence[Interval]) -> Iterator[Interval]:
    for day in days_from(calendar.local_date(anchor_at)):
        late = (span for span in calendar.open_spans(day) if span.ends_at > anchor_at)
        yield from without((Interval(max(span.starts_at, anchor_at), span.ends_at) for span in late), paused)


def working_day(calendar: WorkingCalendar, anchor_at: datetime, number: int, paused: Sequence[Interval]) -> date:
    """The working day with this number since the anchor; the first is 1."""
    return _counted(calendar, anchor_at, number, paused, (calendar.is_working, calendar.closes_at))


def calendar_day(calendar: WorkingCalendar, anchor_at: datetime, number: int, paused: Sequence[Interval]) -> date:
    """The calendar day with this number since the anchor; the first is 1."""
    return _counted(calendar, anchor_at, number, paused, (lambda _: True, calendar.deadline_of))


def _counted(
    calendar: WorkingCalendar,
    anchor_at: datetime,
    number: int,
    paused: Sequence[Interval],
    unit: tuple[Callable[[date], bool], Callable[[date], datetime]],
) -> date:
    """`unit` says which days count at all, and when such a day ends."""
    counts, ends_at = unit
    anchor_on = calendar.local_date(anchor_at)
    skips_first = counts(anchor_on) and (not calendar.count_anchor_day or ends_at(anchor_on) <= anchor_at)
    days = filter(counts, days_from(anchor_on))
    running = (day for day in days if not stands_still(ends_at(day), paused)) if paused else days
    return next(islice(running, number - 1 + skips_first, None))


def rolled(calendar: WorkingCalendar, on: date, paused: Sequence[Interval]) -> date:
    """The first working day from `on` whose end lies in no pause; `on` itself where deadlines do not roll."""
    if calendar.roll_calendar_days == "none":
        return on
    working = filter(calendar.is_working, days_from(on))
    return next(day for day in working if not stands_still(calendar.closes_at(day), paused))


def stands_still(at: datetime, paused: Sequence[Interval]) -> bool:
    """Whether the clock is paused at this instant."""
    return any(pause.holds(at) for pause in paused)


def months_as_days(on: date, months: int) -> int:
    """How many days after `on` the same day falls so many months later; the last day where the month is shorter."""
    years, month = divmod(on.month - 1 + months, 12)
    year, month = on.year + years, month + 1
    return (date(year, month, min(on.day, monthrange(year, month)[1])) - on).days
