"""What must hold of every deadline, whatever the calendar, the anchor and the allowance."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.common.clocks import Deadline, Interval, WorkingCalendar, due, elapsed, remaining
from services.common.clocks.calendar import DAY
from services.common.clocks.deadline import Unit
from services.common.sop.model import Allowance
from tests.unit.common.clocks.support import allowance, local, shipped, with_settings

STEADY = settings(derandomize=True, max_examples=60, deadline=None, database=None)
SATURDAY = {"saturday": ["07:30-12:00"]}
HOURS = {day: ["07:30-12:00", "13:00-16:00"] for day in ("monday", "tuesday", "thursday", "friday")}
CALENDARS = (
    shipped("banyumas"),
    shipped("klungkung"),
    with_settings("banyumas", count_anchor_day=True, roll_calendar_days="forward"),
    with_settings("banyumas", hours=HOURS | SATURDAY, ramadan_hours=HOURS | SATURDAY, roll_calendar_days="forward"),
    with_settings("madiun", count_anchor_day=True, joint_leave_is_working=True),
)
UNITS: tuple[Unit, ...] = ("working_minutes", "working_hours", "days", "working_days", "months")

calendars = st.sampled_from(CALENDARS)
units = st.sampled_from(UNITS)
amounts = st.integers(1, 40)
anchors = st.timedeltas(timedelta(), timedelta(days=455)).map(lambda later: local("2026-01-01 00:00") + later)
lengths = st.timedeltas(timedelta(), timedelta(days=12))
offsets = st.timedeltas(timedelta(), timedelta(days=20))


@dataclass(frozen=True)
class Situation:
    """A clock that was paused once, or not at all."""

    calendar: WorkingCalendar
    allowed: Allowance
    anchor_at: datetime
    pause: Interval

    def due(self) -> Deadline:
        return due(self.allowed, self.anchor_at, self.calendar, paused=[self.pause])


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    anchor_at = draw(anchors)
    starts_at = anchor_at + draw(offsets)
    pause = Interval(starts_at, starts_at + draw(lengths))
    return Situation(draw(calendars), allowance(draw(amounts), draw(units)), anchor_at, pause)


@STEADY
@given(situations())
def test_a_deadline_comes_after_its_anchor(situation: Situation) -> None:
    assert situation.due().due_at > situation.anchor_at


@STEADY
@given(calendars, units, amounts, anchors)
def test_one_more_unit_never_comes_earlier(
    calendar: WorkingCalendar, unit: Unit, amount: int, anchor_at: datetime
) -> None:
    found = due(allowance(amount, unit), anchor_at, calendar)
    assert due(allowance(amount + 1, unit), anchor_at, calendar).due_at >= found.due_at


@STEADY
@given(calendars, units, amounts, st.integers(0, 20), anchors)
def test_an_extension_is_as_if_more_had_been_allowed(
    calendar: WorkingCalendar, unit: Unit, amount: int, extra: int, anchor_at: datetime
) -> None:
    extended = due(allowance(amount, unit), anchor_at, calendar, extra=extra)
    assert extended.due_at == due(allowance(amount + extra, unit), anchor_at, calendar).due_at


@STEADY
@given(calendars, units, amounts, anchors, lengths)
def test_a_later_anchor_never_gives_an_earlier_deadline(
    calendar: WorkingCalendar, unit: Unit, amount: int, anchor_at: datetime, later: timedelta
) -> None:
    found = due(allowance(amount, unit), anchor_at, calendar)
    assert due(allowance(amount, unit), anchor_at + later, calendar).due_at >= found.due_at


@STEADY
@given(calendars, st.sampled_from(("working_minutes", "working_hours", "working_days")), amounts, anchors)
def test_working_units_end_within_office_hours(
    calendar: WorkingCalendar, unit: Unit, amount: int, anchor_at: datetime
) -> None:
    due_at = due(allowance(amount, unit), anchor_at, calendar).due_at
    spans = calendar.open_spans(calendar.local_date(due_at))
    assert any(span.starts_at < due_at <= span.ends_at for span in spans)


@STEADY
@given(calendars, st.integers(1, 900), st.integers(1, 900), anchors)
def test_working_minutes_can_be_split(calendar: WorkingCalendar, first: int, second: int, anchor_at: datetime) -> None:
    halfway = due(allowance(first, "working_minutes"), anchor_at, calendar).due_at
    whole = due(allowance(first + second, "working_minutes"), anchor_at, calendar)
    assert due(allowance(second, "working_minutes"), halfway, calendar).due_at == whole.due_at


@STEADY
@given(calendars, st.integers(1, 40), anchors)
def test_an_hour_is_sixty_minutes(calendar: WorkingCalendar, amount: int, anchor_at: datetime) -> None:
    hours = due(allowance(amount, "working_hours"), anchor_at, calendar)
    assert due(allowance(amount * 60, "working_minutes"), anchor_at, calendar).due_at == hours.due_at


@STEADY
@given(calendars, st.sampled_from(("working_minutes", "working_hours", "working_days")), amounts, anchors)
def test_a_pause_over_a_day_not_worked_changes_nothing(
    calendar: WorkingCalendar, unit: Unit, amount: int, anchor_at: datetime
) -> None:
    day = calendar.local_date(anchor_at) + DAY
    while calendar.is_working(day):
        day += DAY
    midnight = local(f"{day} 00:00", calendar.time_zone)
    plain = due(allowance(amount, unit), anchor_at, calendar)
    assert due(allowance(amount, unit), anchor_at, calendar, paused=[Interval(midnight, midnight + DAY)]).due_at == (
        plain.due_at
    )


@STEADY
@given(situations())
def test_a_pause_never_brings_a_deadline_forward(situation: Situation) -> None:
    plain = due(situation.allowed, situation.anchor_at, situation.calendar)
    assert situation.due().due_at >= plain.due_at


@STEADY
@given(situations())
def test_a_deadline_never_falls_inside_a_pause(situation: Situation) -> None:
    assert not situation.pause.starts_at < situation.due().due_at < situation.pause.ends_at


@STEADY
@given(situations())
def test_nothing_remains_exactly_when_the_deadline_is_reached(situation: Situation) -> None:
    found = situation.due()
    just_before = found.due_at - timedelta(microseconds=1)
    assert remaining(found, just_before, situation.calendar) >= 1
    assert remaining(found, found.due_at, situation.calendar) <= 0


@STEADY
@given(situations(), offsets, offsets)
def test_elapsed_time_never_falls(situation: Situation, early: timedelta, more: timedelta) -> None:
    found, at = situation.due(), situation.anchor_at + early
    assert elapsed(found, at, situation.calendar) <= elapsed(found, at + more, situation.calendar)


@STEADY
@given(situations())
def test_every_instant_is_utc_and_every_deadline_explains_itself(situation: Situation) -> None:
    found = situation.due()
    assert {at.tzinfo for at in (found.due_at, found.anchor_at, situation.pause.starts_at)} == {UTC}
    assert found.why(situation.calendar).endswith(".")
