"""Reminders of deadlines: whom they go to, when they may go out, and what they say."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common.contracts import events
from services.notify.texts import due_text
from services.notify.usecases import Holders, Mail, may_go
from services.notify.windows import as_details, next_opening
from tests.unit.intake.register.life import COMPLAINT, at
from tests.unit.notify.test_telling import NOW, MemoryMails, mail, mails_for

MONDAY = (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
TUESDAY = (datetime(2026, 3, 3, 1, 0, tzinfo=UTC), datetime(2026, 3, 3, 8, 0, tzinfo=UTC))
WINDOWS = as_details((MONDAY, TUESDAY))
NIGHT = MONDAY[1] + timedelta(hours=6)
DUE = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)


def near(**changes: Any) -> events.DeadlineNear:
    given: dict[str, Any] = {
        "event_id": COMPLAINT,
        "happened_at": at(1),
        "tenant": "contoh",
        "complaint_id": COMPLAINT,
        "reference": "CTH-26-7K3M-9QXR",
        "clock": "total",
        "due_at": DUE,
        "working_days": -3,
        "roles": ("jfu",),
        "title": "Menelaah",
        "office_hours": (MONDAY, TUESDAY),
    }
    return events.DeadlineNear(**{**given, **changes})


def reminder(windows: list[list[str]]) -> Mail:
    return mail(template="reminder", officer="contoh_petugas", details={"title": "Menelaah", "windows": windows})


def only(mails: MemoryMails) -> tuple[Mail, Any]:
    (found,) = mails.mails
    return found


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MONDAY[0] - timedelta(days=2), MONDAY[0]),
        (MONDAY[0], MONDAY[0]),
        (MONDAY[1] - timedelta(seconds=1), MONDAY[1] - timedelta(seconds=1)),
        (MONDAY[1], TUESDAY[0]),
        (NIGHT, TUESDAY[0]),
        (TUESDAY[1], None),
    ],
    ids=["before", "opening", "last second", "closing", "night", "too late"],
)
def test_the_office_is_open_or_opens_next(now: datetime, expected: datetime | None) -> None:
    assert next_opening(WINDOWS, now) == expected


def test_a_reminder_goes_to_the_roles_and_the_unit_it_names() -> None:
    _, to = only(mails_for(near(roles=("unit_terlapor",), unit="dinas_contoh")))
    assert to == Holders(("unit_terlapor",), "dinas_contoh")


def test_whom_the_complaint_is_about_is_not_reminded() -> None:
    assert mails_for(near(not_for=("contoh_petugas",))).out[COMPLAINT].officers == ("contoh_petugas",)


def test_a_reminder_waits_with_its_date_and_the_offices_hours() -> None:
    waiting, _ = only(mails_for(near()))
    assert waiting.details == {"title": "Menelaah", "windows": WINDOWS, "working_days": -3, "due_at": DUE.isoformat()}
    assert waiting.next_attempt_at == (next_opening(WINDOWS, NOW) or NOW)


def test_the_same_reminder_heard_twice_is_one_mail() -> None:
    assert only(mails_for(near()))[0].mail_id == only(mails_for(near()))[0].mail_id


def test_while_the_office_is_open_a_reminder_goes_out() -> None:
    assert may_go(reminder(WINDOWS), MONDAY[0])


def test_at_night_a_reminder_waits_for_the_office_to_open() -> None:
    waiting = reminder(WINDOWS)
    assert not may_go(waiting, NIGHT)
    assert (waiting.next_attempt_at, waiting.ended_at) == (TUESDAY[0], None)


@pytest.mark.parametrize(("windows", "now"), [(WINDOWS, TUESDAY[1]), ([], MONDAY[0])], ids=["passed", "never open"])
def test_a_reminder_nobody_could_get_in_office_hours_is_given_up(windows: list[list[str]], now: datetime) -> None:
    waiting = reminder(windows)
    assert not may_go(waiting, now)
    assert (waiting.ended_at, waiting.ended_as) == (now, "too_late")


def test_other_mails_go_out_at_any_hour() -> None:
    assert may_go(mail(template="task", details={"title": "Menelaah"}), NIGHT)


@pytest.mark.parametrize(
    ("working_days", "now", "words"),
    [
        (-3, DUE - timedelta(days=5), "3 hari kerja lagi"),
        (0, DUE - timedelta(hours=5), "hari ini"),
        (0, DUE + timedelta(hours=16), "sudah terlewat"),
        (2, DUE + timedelta(days=2), "terlewat 2 hari kerja"),
    ],
)
def test_a_reminder_says_how_near_the_deadline_is(working_days: int, now: datetime, words: str) -> None:
    said = due_text("Menelaah", DUE, working_days, "Asia/Jakarta", now)
    assert said == f"Menelaah, jatuh tempo Selasa, 7 April 2026 pukul 16.00 WIB ({words})"


def test_a_deadline_of_no_single_step_stands_without_a_title() -> None:
    assert due_text("", DUE, -1, "Asia/Jakarta", NOW).startswith("jatuh tempo Selasa")


def test_a_reporter_who_is_waited_for_is_reminded_too() -> None:
    mails = mails_for(near(roles=("pelapor", "jfu")))
    to_reporter, to_officers = mails.mails
    assert {to_reporter[0].template, to_officers[0].template} == {"awaited", "reminder"}


def test_a_reporter_is_not_reminded_of_the_offices_deadlines() -> None:
    assert [found.template for found, _ in mails_for(near()).mails] == ["reminder"]
