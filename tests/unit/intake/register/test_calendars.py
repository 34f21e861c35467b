"""A year of the working calendar as officers are shown it: the same days by which the clocks count."""

from datetime import date
from typing import Any

from services.common.clocks import WorkingCalendar, parse_calendar
from services.common.contracts.calendars import CalendarDay
from services.intake.register.calendars import year_of
from tests.unit.common.clocks.support import changed, nation, shipped

_BALI = """
decrees:
  - year: 2026
    source: Surat Edaran Gubernur
    adds:
      - {falls_on: 2026-06-17, name: Hari Suci Galungan, kind: optional}
      - {falls_on: 2026-03-20, name: Pengerupukan, kind: public}
"""


def klungkung(**settings: Any) -> WorkingCalendar:
    return parse_calendar(changed("klungkung", **settings), nation=nation(), provinces={"bali": _BALI})


def day(calendar: WorkingCalendar, on: date) -> CalendarDay:
    return next(each for each in year_of(calendar, on.year).days if each.falls_on == on)


def test_every_day_that_is_shown_closed_is_one_the_clocks_skip() -> None:
    calendar = shipped("banyumas")
    for each in year_of(calendar, 2026).days:
        assert each.is_closed == (not calendar.is_working(each.falls_on)) or not calendar.is_weekday(each.falls_on)


def test_the_working_days_of_a_month_are_those_the_clocks_count() -> None:
    calendar = shipped("banyumas")
    august = sum(calendar.is_working(date(2026, 8, number)) for number in range(1, 32))
    assert year_of(calendar, 2026).working_days[7] == august


def test_a_holiday_says_whose_it_is() -> None:
    calendar = klungkung()
    assert day(calendar, date(2026, 6, 17)).layer == "province"
    assert day(calendar, date(2026, 8, 17)).layer == "nation"


def test_a_holiday_of_the_regency_alone_is_its_own() -> None:
    own = {
        "year": 2026,
        "source": "Keputusan Bupati",
        "adds": [{"falls_on": "2026-02-22", "name": "HUT", "kind": "public"}],
    }
    assert day(klungkung(decrees=[own]), date(2026, 2, 22)).layer == "regency"


def test_where_joint_leave_is_worked_it_closes_nothing_but_a_holiday_of_the_province_on_it_does() -> None:
    calendar = klungkung(joint_leave_is_working=True)
    shown = year_of(calendar, 2026).days
    assert all(each.is_closed == (each.kind != "joint_leave") for each in shown)
    assert day(calendar, date(2026, 3, 20)).name == "Pengerupukan"


def test_a_year_without_its_decrees_is_provisional() -> None:
    assert not year_of(shipped("banyumas"), 2026).is_provisional
    assert year_of(shipped("banyumas"), 2031).is_provisional
    assert year_of(shipped("klungkung"), 2026).is_provisional


def test_hours_of_ramadan_come_with_its_days() -> None:
    shown = year_of(shipped("klungkung"), 2026)
    assert shown.hours["monday"] == ("07:30-12:00", "13:00-16:00")
    assert shown.special_hours["monday"] == ("08:00-12:00", "12:30-15:00")
    assert [each.starts_on for each in shown.special] == [date(2026, 2, 19)]
