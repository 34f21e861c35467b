"""`dumas deadline` against dates counted by hand."""

import json
from pathlib import Path

import pytest

from tests.unit.deploy.cli.command import FOLDER, dumas

VECTORS = [
    ("banyumas", "2026-03-02T09:00", "20 working_days", "2026-04-07T16:00:00+07:00"),
    ("banyumas", "2026-03-13T09:00", "20 working_days", "2026-04-20T16:00:00+07:00"),
    ("banyumas", "2026-03-02T09:00", "14 working_days", "2026-03-27T16:30:00+07:00"),
    ("banyumas", "2026-03-13T09:00", "14 working_days", "2026-04-10T16:30:00+07:00"),
    ("katingan", "2026-03-02T09:00", "24 days", "2026-03-26T23:59:59+07:00"),
    ("katingan", "2026-03-13T09:00", "24 days", "2026-04-06T23:59:59+07:00"),
    ("katingan", "2026-03-02T09:00", "60 days", "2026-05-01T23:59:59+07:00"),
    ("katingan", "2026-03-13T09:00", "60 days", "2026-05-12T23:59:59+07:00"),
    ("klungkung", "2026-03-02T09:00", "20 working_days", "2026-04-07T16:00:00+08:00"),
    # A Friday: the office closes at 16.00, ten minutes later, and opens again on Monday at 07.30.
    ("madiun", "2026-03-27T15:50", "30 working_minutes", "2026-03-30T07:50:00+07:00"),
    ("madiun", "2026-03-27T11:00", "2 working_hours", "2026-03-27T14:00:00+07:00"),
    ("madiun", "2026-01-31T09:00", "1 months", "2026-02-28T23:59:59+07:00"),
]


@pytest.mark.parametrize(("tenant", "start", "length", "due_at"), VECTORS)
def test_the_first_line_is_the_deadline_in_local_time(tenant: str, start: str, length: str, due_at: str) -> None:
    amount, unit = length.split()

    result = dumas("deadline", "--tenant", tenant, "--from", start, "--amount", amount, "--unit", unit)

    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0] == due_at


def _asked(*more: object, tenant: object = "banyumas", start: str = "2026-03-02T09:00") -> list[str]:
    result = dumas(
        "deadline",
        "--tenant",
        tenant,
        "--from",
        start,
        "--amount",
        20,
        "--unit",
        "working_days",
        "--folder",
        FOLDER,
        *more,
    )
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_the_second_line_says_why_in_one_sentence() -> None:
    _due_at, second = _asked()

    assert second.startswith("20 hari kerja sejak 2 Maret 2026")
    assert "Selasa, 7 April 2026 pukul 16.00 WIB" in second


def test_an_instant_with_an_offset_is_that_instant() -> None:
    assert _asked(start="2026-03-01T23:30+00:00") == _asked(start="2026-03-02T06:30")


def test_a_regency_may_be_given_as_the_path_of_its_folder() -> None:
    assert _asked(tenant=FOLDER / "banyumas") == _asked()


def test_a_pause_and_an_extension_move_the_deadline() -> None:
    assert _asked("--extra", 2)[0] == "2026-04-09T16:00:00+07:00"
    assert _asked("--pause", "2026-03-04T09:00/2026-03-06T09:00")[0] == "2026-04-09T16:00:00+07:00"


def test_json_tells_what_was_counted() -> None:
    told = json.loads("\n".join(_asked("--json", "--extra", 2)))

    assert told["due_at"] == "2026-04-09T16:00:00+07:00"
    assert (told["amount"], told["extra"], told["unit"], told["is_provisional"]) == (20, 2, "working_days", False)
    assert told["calendar"].startswith("banyumas-")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--tenant", "nowhere", "There is no regency 'nowhere'"),
        ("--from", "yesterday", "'yesterday' is no date and time"),
        ("--amount", "0", "0 is not in the range"),
        ("--amount", "many", "not a valid integer"),
        ("--unit", "fortnights", "is not one of"),
        ("--pause", "2026-03-04T09:00", "is no pause"),
        ("--pause", "2026-03-06T09:00/2026-03-04T09:00", "ends before it starts"),
        ("--extra", "-1", "-1 is not in the range"),
    ],
)
def test_what_makes_no_sense_is_refused_with_status_two(option: str, value: str, said: str) -> None:
    asked = {"--tenant": "banyumas", "--from": "2026-03-02T09:00", "--amount": "20", "--unit": "working_days"}

    result = dumas("deadline", *(word for pair in {**asked, option: value}.items() for word in pair))

    assert result.exit_code == 2
    assert said in result.output


def test_a_date_beyond_all_calendars_is_refused() -> None:
    result = dumas("deadline", "--tenant", "banyumas", "--from", "2026-03-02", "--amount", "99999", "--unit", "months")

    assert result.exit_code == 2
    assert "9999" in result.output


def test_a_folder_without_a_calendar_is_no_regency(tmp_path: Path) -> None:
    words = ("--from", "2026-03-02", "--amount", 1, "--unit", "days")

    assert dumas("deadline", "--tenant", tmp_path, *words).exit_code == 2
