"""Calendars as data: what the files may say, and what a calendar answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from services.common.clocks import WorkingCalendar, due, parse_calendar
from services.common.clocks.hours import weekly
from tests.unit.common.clocks.support import allowance, changed, local, nation, shipped, text, with_settings

TENANTS = ("banyumas", "madiun", "katingan", "klungkung")


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_week_has_the_hours_of_the_regulation(tenant: str) -> None:
    calendar = shipped(tenant)
    assert weekly(calendar.hours) == timedelta(hours=37, minutes=30)
    assert weekly(calendar.ramadan_hours) == timedelta(hours=32, minutes=30)


@pytest.mark.parametrize("tenant", TENANTS)
def test_only_klungkung_is_in_wita(tenant: str) -> None:
    expected = "Asia/Makassar" if tenant == "klungkung" else "Asia/Jakarta"
    assert shipped(tenant).time_zone == expected


@pytest.mark.parametrize(
    "settings",
    [
        {"colour": "green"},
        {"time_zone": "Europe/Jakarta"},
        {"count_anchor_day": "yes"},
        {"hours": {}, "ramadan_hours": {}},
        {"hours": {"monday": ["13:00-12:00"]}, "ramadan_hours": {"monday": ["08:00-12:00"]}},
        {"hours": {"monday": []}, "ramadan_hours": {"monday": ["08:00-12:00"]}},
        {"hours": {"monday": ["morning"]}, "ramadan_hours": {"monday": ["08:00-12:00"]}},
        {"hours": {"monday": ["08:00-12:00"]}},
        {"decrees": [{"year": 2026, "source": "", "removes": ["2027-01-01"]}]},
    ],
    ids=str,
)
def test_a_calendar_that_makes_no_sense_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        with_settings("banyumas", **settings)


def test_a_province_without_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no holidays file"):
        parse_calendar(text("klungkung", "calendar.yaml"), nation=nation())


def test_a_calendar_survives_being_stored() -> None:
    calendar = shipped("madiun")
    again = WorkingCalendar.model_validate_json(calendar.model_dump_json())
    assert (again, again.version) == (calendar, calendar.version)


def test_a_calendar_is_shown_by_its_version() -> None:
    assert repr(shipped("madiun")) == f"WorkingCalendar({shipped('madiun').version})"


def test_the_same_texts_give_the_same_version() -> None:
    assert with_settings("madiun").version == shipped("madiun").version


@pytest.mark.parametrize("settings", [{"joint_leave_is_working": True}, {"edition": "madiun-2"}], ids=str)
def test_a_change_gives_another_version(settings: dict[str, Any]) -> None:
    assert with_settings("madiun", **settings).version != shipped("madiun").version


def test_a_weekday_is_worked_unless_a_holiday_closes_it() -> None:
    calendar = shipped("banyumas")
    days = [date(2026, 3, 17), date(2026, 3, 19), date(2026, 3, 21)]
    assert [calendar.is_weekday(day) for day in days] == [True, True, False]
    assert [calendar.is_working(day) for day in days] == [True, False, False]
    assert calendar.open_spans(days[1]) == ()


def test_skipped_holidays_are_those_on_weekdays() -> None:
    skipped = shipped("banyumas").skipped(date(2026, 3, 18), date(2026, 3, 23))
    assert [day.falls_on.day for day in skipped] == [19, 20, 23]


@pytest.mark.parametrize(
    ("first", "last", "provisional"),
    [
        (date(2026, 3, 2), date(2026, 12, 31), False),
        (date(2026, 12, 1), date(2027, 1, 29), False),
        (date(2027, 2, 1), date(2027, 2, 5), False),
        (date(2027, 2, 1), date(2027, 2, 7), True),
        (date(2027, 5, 18), date(2027, 5, 20), True),
        (date(2027, 12, 20), date(2028, 1, 5), True),
    ],
    ids=["decreed", "across decreed years", "decreed again", "Ramadan forecast", "feast forecast", "no decree"],
)
def test_days_that_may_change_are_provisional(first: date, last: date, provisional: bool) -> None:
    assert shipped("banyumas").is_provisional(first, last) is provisional


def test_bali_without_its_decree_makes_working_days_provisional() -> None:
    working = due(allowance(20, "working_days"), local("2026-06-02 10:00"), shipped("klungkung"))
    assert working.provisional


def test_plain_calendar_days_are_never_provisional() -> None:
    found = due(allowance(24, "days"), local("2031-06-02 10:00"), shipped("klungkung"))
    assert not found.provisional


@pytest.mark.parametrize(("works", "expected"), [(False, "2026-06-18"), (True, "2026-06-17")])
def test_an_optional_holiday_of_the_province_closes_the_office_by_the_regencys_choice(
    works: bool, expected: str
) -> None:
    province = """
    decrees:
      - year: 2026
        source: Surat edaran contoh
        adds: [{falls_on: 2026-06-17, name: Galungan (contoh), kind: optional}]
    """
    calendar = parse_calendar(
        changed("klungkung", optional_is_working=works), nation=nation(), provinces={"bali": province}
    )
    found = due(allowance(1, "working_days"), local("2026-06-15 10:00"), calendar)
    assert (str(calendar.local_date(found.due_at)), found.provisional) == (expected, False)
