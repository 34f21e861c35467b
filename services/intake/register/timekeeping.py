"""When somebody is reminded of a deadline: at the opening of the office, so many working days before or after. Pure.

A reminder belongs to one due date. A deadline that moves gets its reminders anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from uuid import UUID, uuid5

from services.common.clocks import Interval, WorkingCalendar
from services.common.clocks.calendar import DAY
from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.common.sop.model import Reminder, Sop
from services.intake.register.domain import Followed, Measured

HOLDER = "holder"
_OFFICE_DAYS = 5

Stage = tuple[datetime, Reminder]
"""When a reminder falls. More working days never fall earlier, so their order is that of time."""


def falls_at(due_at: datetime, working_days: int, calendar: WorkingCalendar) -> datetime:
    """The opening of the office on the working day so far from the day of the deadline.

    0 is that day, or the next working day when the office is closed then.
    """
    due_on = calendar.local_date(due_at)
    if working_days < 0:
        day = _nth(due_on - DAY, -working_days, -1, calendar.is_working)
    elif working_days == 0:
        day = _nth(due_on, 1, 1, calendar.is_working)
    else:
        day = _nth(due_on + DAY, working_days, 1, calendar.is_working)
    return calendar.open_spans(day)[0].starts_at


def stages(clock: Measured, sop: Sop, calendar: WorkingCalendar) -> Iterator[Stage]:
    """The reminders of a running clock in order of time. None falls before the clock has started."""
    due_at, started_at = clock.due_at, clock.started_at
    if due_at is None or started_at is None or clock.stopped_at:
        return
    for reminder in sorted(sop.reminders, key=lambda reminder: reminder.working_days):
        at = falls_at(due_at, reminder.working_days, calendar)
        if at > started_at:
            yield at, reminder


def next_at(staged: Iterable[Stage], after: datetime) -> datetime | None:
    """When the next reminder falls."""
    return next((at for at, _ in staged if at > after), None)


def fallen(staged: Sequence[Stage], now: datetime) -> Reminder | None:
    """The newest reminder whose time has come; those before it are skipped."""
    return next((reminder for at, reminder in reversed(staged) if at <= now), None)


def is_open(calendar: WorkingCalendar, now: datetime) -> bool:
    """Whether the office is open now."""
    return any(span.holds(now) for span in calendar.open_spans(calendar.local_date(now)))


def opens_at(calendar: WorkingCalendar, now: datetime) -> datetime:
    """When the office opens next, or now."""
    return max(now, next(_open_from(calendar, now)).starts_at)


def office_hours(calendar: WorkingCalendar, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """When the office is open from now on, today and on the following working days: five days in all."""
    days = islice(filter(calendar.is_working, _days(calendar.local_date(now), 1)), _OFFICE_DAYS)
    spans = (span for day in days for span in calendar.open_spans(day) if span.ends_at > now)
    return tuple((max(span.starts_at, now), span.ends_at) for span in spans)


def deadline_near(
    known: Followed,
    clock: Measured,
    reminder: Reminder,
    task: events.OpenedTask,
    *,
    calendar: WorkingCalendar,
    now: datetime,
) -> events.DeadlineNear:
    """The event for a reminder of a clock that runs. Its id follows from what must not be told twice."""
    due_at = clock.due_at or now
    name = f"near:{clock.key}:{clock.visit}:{due_at.isoformat()}:{reminder.working_days}"
    return events.DeadlineNear(
        event_id=uuid5(known.complaint_id, name),
        happened_at=now,
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        reference=known.reference,
        clock=clock.key,
        due_at=due_at,
        working_days=reminder.working_days,
        roles=_roles(reminder, task, known.barred),
        unit=task.unit,
        not_for=known.barred.officers,
        title=task.title,
        office_hours=office_hours(calendar, now),
    )


def ran_out(known: Followed, task_id: UUID, due_at: datetime, now: datetime) -> events.TimeRanOut:
    """The event that a step's own clock ran out; an extended one may run out again."""
    return events.TimeRanOut(
        event_id=uuid5(task_id, f"ran_out:{due_at.isoformat()}"),
        happened_at=now,
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        task_id=task_id,
        sop=known.sop,
        granted=known.granted_in_all(known.step or ""),
    )


def _roles(reminder: Reminder, task: events.OpenedTask, barred: Barred) -> tuple[str, ...]:
    """`holder` are those the open step waits for: stand-ins already. Every other role may need its stand-in."""
    named = (task.roles if role == HOLDER else barred.acting((role,)) for role in reminder.to)
    return tuple(dict.fromkeys(role for roles in named for role in roles))


def _days(first: date, direction: int) -> Iterator[date]:
    while True:
        yield first
        first += direction * DAY


def _nth(first: date, number: int, direction: int, counts: Callable[[date], bool]) -> date:
    return next(islice(filter(counts, _days(first, direction)), number - 1, None))


def _open_from(calendar: WorkingCalendar, now: datetime) -> Iterator[Interval]:
    days = _days(calendar.local_date(now), 1)
    return (span for day in days for span in calendar.open_spans(day) if span.ends_at > now)
