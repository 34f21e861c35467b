"""Until when something is due, told in the unit its clock counts in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from flask import g

from gateway.pages import complaint_way, deadlines
from services.common.contracts.register import Deadline

DUE = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Half past eight in Jakarta."""


def clock(**more: Any) -> Deadline:
    told = {"key": "total", "text": "5 hari", "is_late": False, "due_at": DUE, "started_at": DUE, "stopped_at": None}
    return Deadline.model_validate(told | more)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "hari ini"), (1, "sisa 1 hari kerja"), (-3, "terlambat 3 hari kerja"), (None, "")],
)
def test_a_clock_of_working_days_tells_working_days(app: APIFlask, days: int | None, words: str) -> None:
    with app.test_request_context():
        one = clock(clock_unit="working_days", days_left=days)
        assert deadlines.left(one) == words
        assert deadlines.due(one) == "Senin, 23 November 2026"


@pytest.mark.parametrize(
    ("minutes", "words", "short"),
    [
        (30, "sisa 30 menit kerja", "30 menit kerja"),
        (60, "sisa 1 jam kerja", "1 jam kerja"),
        (75, "sisa 1 jam 15 menit kerja", "1 jam 15 menit kerja"),
        (-25, "terlambat 25 menit kerja", "Terlambat 25 menit kerja"),
    ],
)
def test_a_clock_of_minutes_tells_the_time_of_day_and_the_minutes(
    app: APIFlask, minutes: int, words: str, short: str
) -> None:
    days = 1 if minutes > 0 else -1
    with app.test_request_context():
        one = clock(clock_unit="working_minutes", days_left=days, minutes_left=minutes)
        assert (deadlines.left(one), deadlines.short(one)) == (words, short)
        assert deadlines.due(one) == "Senin, 23 November 2026 pukul 08.30 WIB"
        assert complaint_way.shown(one).due == "Senin, 23 November 2026 pukul 08.30 WIB"


def test_late_by_days_it_keeps_its_time_of_day(app: APIFlask) -> None:
    with app.test_request_context():
        one = clock(clock_unit="working_hours", days_left=-3)
        assert deadlines.left(one) == "terlambat 3 hari kerja"
        assert deadlines.due(one).endswith("pukul 08.30 WIB")


@pytest.mark.parametrize(
    ("days", "working", "words"),
    [(60, 41, "sisa 60 hari kalender"), (0, 0, "hari ini"), (-9, -6, "terlambat 9 hari kalender")],
)
def test_a_clock_of_calendar_days_tells_calendar_days(app: APIFlask, days: int, working: int, words: str) -> None:
    with app.test_request_context():
        due_at = datetime.now(UTC) + timedelta(days=days)
        assert deadlines.left(clock(clock_unit="days", days_left=working, due_at=due_at)) == words


def test_a_single_day_reads_well_in_english(app: APIFlask) -> None:
    with app.test_request_context():
        g.language = "en"
        assert deadlines.left(clock(clock_unit="working_days", days_left=1)) == "1 working day left"
        assert deadlines.left(clock(clock_unit="working_hours", days_left=-1, minutes_left=-61)) == (
            "1 h 1 min of office time late"
        )
