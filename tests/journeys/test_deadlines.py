"""By when a step or a complaint is due, and the sentence that says why."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.support import filings
from tests.support.regency import Regency

JAKARTA = ZoneInfo("Asia/Jakarta")


def test_twenty_working_days_begin_when_the_complaint_team_has_it(banyumas: Regency) -> None:
    receipt = banyumas.file(filings.anonymous())
    reference = receipt["reference"]
    assert banyumas.task(reference) is not None
    assert [clock["started_at"] for clock in banyumas.standing(reference)["clocks"]] == [None]
    banyumas.advance(reference, to="perintah_telaah")
    standing = banyumas.standing(reference)
    (clock,) = standing["clocks"]
    assert clock["text"] == "20 Hari kerja"
    assert clock["due_at"] == standing["entry"]["due_at"] == standing["tasks"][0]["due_at"]
    days = (datetime.fromisoformat(clock["due_at"]) - datetime.fromisoformat(clock["started_at"])).days
    assert 25 <= days <= 40
    assert "20 hari kerja" in clock["why"].lower()


def test_a_step_of_minutes_is_due_within_office_hours(madiun: Regency) -> None:
    reference = madiun.filed(filings.on_the_web())
    task = madiun.task(reference)
    assert task is not None
    due = datetime.fromisoformat(task["due_at"]).astimezone(JAKARTA)
    assert due.weekday() < 5
    assert 7 <= due.hour <= 16
    (clock,) = [clock for clock in madiun.standing(reference)["clocks"] if clock["key"] == "catat"]
    assert "30 menit" in clock["why"]


def test_a_clock_stops_with_its_step_and_all_stop_with_the_complaint(banyumas: Regency, madiun: Regency) -> None:
    ended = madiun.filed(filings.on_the_web())
    madiun.advance(ended)
    clocks = madiun.standing(ended)["clocks"]
    assert len(clocks) == 5
    assert all(clock["stopped_at"] and not clock["is_late"] for clock in clocks)


def test_the_reporter_reads_the_deadline_and_its_reason(banyumas: Regency) -> None:
    receipt = banyumas.file(filings.anonymous())
    banyumas.advance(receipt["reference"], to="perintah_telaah")
    view = banyumas.reporter(receipt).get("/reporter/complaint")
    (clock,) = banyumas.standing(receipt["reference"])["clocks"]
    assert (view["due_at"], view["why"]) == (clock["due_at"], clock["why"])
