"""By when a step or a complaint is due, and the sentence that says why."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deploy.demo.api import Refused
from deploy.demo.story import TODAY
from tests.support import filings
from tests.support.regency import FORWARD, Regency

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


def test_a_complaint_of_friday_afternoon_has_its_minutes_on_monday(madiun: Regency) -> None:
    friday = datetime(2026, 11, 13, 15, 50, tzinfo=JAKARTA)  # the office closes at 16.00 and opens at 07.30
    filing = filings.by_letter(channel="walk_in", received_at=friday.isoformat())
    reference = madiun.filed(filing, "jfu_satu")
    (clock,) = madiun.standing(reference)["clocks"]
    assert datetime.fromisoformat(clock["started_at"]) == friday
    assert datetime.fromisoformat(clock["due_at"]) == datetime(2026, 11, 16, 7, 50, tzinfo=JAKARTA)
    assert "jatuh tempo Senin, 16 November 2026 pukul 07.50 WIB" in clock["why"]
    assert clock["is_late"]


def test_a_meeting_is_held_or_not(madiun: Regency) -> None:
    meeting = {"meeting_held_on": TODAY, "meeting_minutes": "Rapat karangan: jadwal loket diperbaiki."}
    for result in ({}, meeting):
        task = madiun.advance(madiun.filed(filings.on_the_web()), to="putusan")
        assert task is not None
        turn = FORWARD["madiun", "putusan"]
        assert madiun.take(task, replace(turn, result={**turn.result, **result}))["next_step"] == "jawaban"
        kept = madiun.person("inspektur").get(f"/complaints/{task['reference']}/products")["products"][-1]["result"]
        assert kept.get("meeting_minutes") == result.get("meeting_minutes")


def test_a_meeting_without_minutes_is_sent_back_to_be_completed(madiun: Regency) -> None:
    task = madiun.advance(madiun.filed(filings.on_the_web()), to="putusan")
    assert task is not None
    turn = FORWARD["madiun", "putusan"]
    with pytest.raises(Refused) as refused:
        madiun.take(task, replace(turn, result={**turn.result, "meeting_held_on": TODAY}))
    assert refused.value.status == 422
