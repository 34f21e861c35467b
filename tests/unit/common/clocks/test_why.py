"""A deadline explains itself."""

from services.common.clocks import Interval, due
from services.common.clocks.zones import date_text, instant_text, weekday_text
from tests.unit.common.clocks.support import allowance, local, shipped, with_settings


def test_working_days_name_the_holidays_they_skip() -> None:
    calendar = shipped("banyumas")
    found = due(allowance(20, "working_days"), local("2026-03-02 10:00"), calendar)
    assert found.why(calendar) == (
        "20 hari kerja sejak 2 Maret 2026, dihitung mulai hari kerja berikutnya, dengan melewati 6 hari libur"
        " (Cuti Bersama Hari Suci Nyepi, 18 Maret 2026; Hari Suci Nyepi, 19 Maret 2026;"
        " Cuti Bersama Hari Raya Idul Fitri, 20 Maret 2026; Cuti Bersama Hari Raya Idul Fitri, 23 Maret 2026;"
        " Cuti Bersama Hari Raya Idul Fitri, 24 Maret 2026; Wafat Yesus Kristus, 3 April 2026):"
        " jatuh tempo Selasa, 7 April 2026 pukul 16.00 WIB."
    )


def test_minutes_follow_the_office_hours() -> None:
    calendar = shipped("madiun")
    found = due(allowance(30, "working_minutes"), local("2026-06-05 15:50"), calendar)
    assert found.why(calendar) == (
        "30 menit kerja sejak Jumat, 5 Juni 2026 pukul 15.50 WIB, dihitung menurut jam kantor:"
        " jatuh tempo Senin, 8 Juni 2026 pukul 07.50 WIB."
    )


def test_calendar_days_say_that_they_count_holidays() -> None:
    calendar = shipped("klungkung")
    found = due(allowance(24, "days"), local("2026-03-02 10:00"), calendar)
    assert found.why(calendar) == (
        "24 hari sejak 2 Maret 2026, dihitung mulai hari berikutnya, dengan hari libur ikut dihitung:"
        " jatuh tempo Kamis, 26 Maret 2026 pukul 23.59 WITA."
    )


def test_months_follow_the_calendar() -> None:
    calendar = shipped("banyumas")
    found = due(allowance(2, "months"), local("2026-03-02 10:00"), calendar)
    assert "2 bulan sejak 2 Maret 2026, dihitung menurut bulan kalender" in found.why(calendar)


def test_a_rolled_deadline_says_from_where() -> None:
    calendar = with_settings("banyumas", roll_calendar_days="forward")
    found = due(allowance(60, "days"), local("2026-03-02 10:00"), calendar)
    assert "digeser dari Jumat, 1 Mei 2026, ke hari kerja berikutnya" in found.why(calendar)


def test_a_counted_anchor_day_is_said() -> None:
    calendar = with_settings("banyumas", count_anchor_day=True)
    found = due(allowance(2, "days"), local("2026-03-02 10:00"), calendar)
    assert "hari itu ikut dihitung" in found.why(calendar)


def test_an_extension_and_a_pause_are_said() -> None:
    calendar = shipped("banyumas")
    paused = [Interval(local("2026-06-09 09:00"), local("2026-06-10 09:00"))]
    found = due(allowance(10, "working_days"), local("2026-06-08 10:00"), calendar, paused=paused, extra=7)
    why = found.why(calendar)
    assert "10 hari kerja ditambah perpanjangan 7 hari kerja" in why
    assert "jeda Selasa, 9 Juni 2026 pukul 09.00 WIB sampai Rabu, 10 Juni 2026 pukul 09.00 WIB" in why


def test_a_provisional_deadline_says_so() -> None:
    calendar = shipped("banyumas")
    found = due(allowance(20, "working_days"), local("2027-12-20 10:00"), calendar)
    assert "jatuh tempo sementara" in found.why(calendar)


def test_another_calendar_is_not_used_to_name_holidays() -> None:
    calendar = shipped("banyumas")
    found = due(allowance(20, "working_days"), local("2026-03-02 10:00"), calendar)
    why = found.why(with_settings("banyumas", edition="banyumas-2"))
    assert f"menurut kalender versi {calendar.version}" in why
    assert "hari libur" not in why


def test_dates_are_written_as_in_a_letter() -> None:
    at = local("2026-04-07 16:00")
    assert date_text(at.date()) == "7 April 2026"
    assert weekday_text(at.date()) == "Selasa, 7 April 2026"
    assert instant_text(at, "Asia/Jayapura") == "Selasa, 7 April 2026 pukul 18.00 WIT"
