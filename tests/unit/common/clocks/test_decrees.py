"""National holidays and the decrees that change them."""

from collections import Counter
from datetime import date

import pytest
from pydantic import ValidationError

from services.common.clocks.decrees import national, parse_decrees
from tests.unit.common.clocks.support import nation

LATER = """
decrees:
  - year: 2026
    source: SKB contoh
    removes: [2026-05-15]
    adds:
      - {falls_on: 2026-08-18, name: Cuti Bersama contoh, kind: joint_leave}
      - {falls_on: 2026-05-14, name: Kenaikan, kind: public}
"""


def test_the_joint_decree_for_2026_has_seventeen_holidays_and_eight_days_of_leave() -> None:
    kinds = Counter(day.kind for day in national([2026], nation()))
    assert kinds == {"public": 17, "joint_leave": 8}


def test_a_later_decree_removes_adds_and_replaces_days() -> None:
    days = {day.falls_on: day for day in national([2026], LATER)}
    assert date(2026, 5, 15) not in days
    assert days[date(2026, 8, 18)].kind == "joint_leave"
    assert days[date(2026, 5, 14)].name == "Kenaikan"


def test_a_decree_for_a_year_not_asked_for_adds_nothing() -> None:
    assert {day.falls_on.year for day in national([2025], LATER)} == {2025}


def test_holidays_come_by_date() -> None:
    days = [day.falls_on for day in national([2026, 2025], nation())]
    assert days == sorted(days)


def test_a_holiday_names_its_decree() -> None:
    assert {day.source for day in national([2026], nation())} == {"SKB 3 Menteri Nomor 1497/2025, 2/2025 dan 5/2025"}


def test_a_forecast_feast_is_marked_and_not_in_its_name() -> None:
    forecast = [day for day in national([2028], nation()) if day.estimated]
    assert forecast
    assert not [day.name for day in forecast if "perkiraan" in day.name]


def test_a_confirmed_feast_is_no_longer_a_forecast() -> None:
    decree = """
    decrees:
      - year: 2027
        source: Sidang isbat contoh
        adds: [{falls_on: 2027-03-10, name: Hari Raya Idul Fitri, kind: public}]
    """
    feast = next(day for day in national([2027], decree) if day.falls_on == date(2027, 3, 10))
    assert not feast.estimated


def test_a_word_a_decree_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_decrees("decrees: [{year: 2026, source: x, adds: [{falls_on: 2026-01-02, name: x, kind: party}]}]")
