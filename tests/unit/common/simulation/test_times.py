"""When the steps of a simulated complaint end, and how its clocks run."""

from datetime import timedelta

import pytest

from services.common.clocks import Interval, due
from services.common.errors import Invalid
from tests.unit.common.simulation.procedure import CALENDAR, SOP, STARTS_AT, at, clock, visit, walked

TOTAL, KAJIAN = SOP.clocks[:2]


def test_a_step_ends_when_its_own_clock_runs_out_and_without_one_at_once() -> None:
    simulation = walked()

    assert visit(simulation, "catat").entered_at == STARTS_AT
    assert visit(simulation, "catat").ended_at == visit(simulation, "catat").due_at == at("2026-03-03 15:00")
    assert visit(simulation, "verifikasi").ended_at == at("2026-03-03 15:00")


def test_a_step_ends_when_it_is_said_to() -> None:
    simulation = walked(ends_at={"catat": at("2026-03-02 10:00"), "telaah": at("2026-03-05 11:00")})

    assert visit(simulation, "verifikasi").entered_at == at("2026-03-02 10:00")
    assert visit(simulation, "putusan").entered_at == at("2026-03-05 11:00")


def test_a_step_cannot_end_before_it_is_entered() -> None:
    with pytest.raises(Invalid) as refused:
        walked(ends_at={"telaah": at("2026-03-02 10:00")})

    assert "2026-03-03T08:00:00+00:00" in refused.value.fields["ends_at.telaah"]


def test_an_end_that_was_given_says_nothing_of_a_later_visit() -> None:
    again = visit(walked(choices={"putusan": "dikembalikan"}, ends_at={"telaah": at("2026-03-05 11:00")}), "telaah", 2)

    assert again.entered_at == again.ended_at == at("2026-03-05 11:00")


def test_the_clocks_of_the_sop_start_and_stop_by_what_happens() -> None:
    simulation = walked(ends_at={"putusan": at("2026-03-06 10:00")})

    kajian, total = clock(simulation, "kajian"), clock(simulation, "total")
    assert (kajian.started_at, kajian.stopped_at) == (at("2026-03-03 15:00"), at("2026-03-06 10:00"))
    assert (total.started_at, total.stopped_at) == (STARTS_AT, at("2026-03-06 10:00"))
    assert total.due_at == due(TOTAL, STARTS_AT, CALENDAR).due_at
    assert total.why.startswith("20 hari kerja sejak 2 Maret 2026")


def test_a_step_shows_the_clocks_that_run_when_it_is_entered() -> None:
    simulation = walked()

    assert list(visit(simulation, "catat").clocks_due) == ["total"]
    assert list(visit(simulation, "putusan").clocks_due) == ["total", "kajian"]
    assert list(visit(simulation, "jawab").clocks_due) == ["total"]


def test_a_clock_with_a_guard_counts_only_when_it_holds() -> None:
    assert [each.key for each in walked().clocks] == ["total", "kajian"]
    assert clock(walked(choices={"putusan": "audit"}), "audit").stopped_at is not None


def test_a_clock_that_never_started_has_no_date() -> None:
    kajian = clock(walked(choices={"verifikasi": "diminta", "menunggu": "terlambat"}), "kajian")

    assert (kajian.started_at, kajian.due_at, kajian.is_late, kajian.why) == (None, None, False, "")


def test_a_clock_that_stopped_after_its_date_is_late() -> None:
    simulation = walked(ends_at={"putusan": at("2026-03-16 10:00")})

    assert clock(simulation, "kajian").is_late
    assert not clock(simulation, "total").is_late


def test_a_return_starts_a_clock_anew() -> None:
    simulation = walked(choices={"putusan": "dikembalikan"}, ends_at={"putusan": at("2026-03-09 10:00")})

    kajian = clock(simulation, "kajian")
    assert kajian.started_at == at("2026-03-09 10:00")
    assert kajian.due_at == due(KAJIAN, at("2026-03-09 10:00"), CALENDAR).due_at


def test_a_return_to_the_first_step_does_not_undo_the_receipt() -> None:
    simulation = walked(choices={"verifikasi": "ulang"})

    assert visit(simulation, "catat", 2).entered_at > STARTS_AT
    assert clock(simulation, "total").started_at == STARTS_AT


def test_the_clocks_of_the_sop_stand_still_while_the_reporter_is_waited_for() -> None:
    ends_at = {"menunggu": at("2026-03-05 10:00")}
    simulation = walked(choices={"verifikasi": "diminta"}, ends_at=ends_at)

    paused = Interval(at("2026-03-03 15:00"), at("2026-03-05 10:00"))
    assert clock(simulation, "total").due_at == due(TOTAL, STARTS_AT, CALENDAR, paused=[paused]).due_at
    assert "tidak termasuk jeda" in clock(simulation, "total").why


def test_they_go_on_when_the_time_to_answer_has_run_out() -> None:
    late = walked(choices={"verifikasi": "diminta"}, ends_at={"menunggu": at("2026-04-10 10:00")})
    in_time = walked(choices={"verifikasi": "diminta"})

    waiting = visit(late, "menunggu")
    assert waiting.due_at is not None
    assert waiting.ended_at - waiting.due_at > timedelta(days=20)
    assert clock(late, "total").due_at == clock(in_time, "total").due_at


def test_a_wait_does_not_move_a_clock_that_has_not_started() -> None:
    simulation = walked(choices={"verifikasi": "diminta"})

    started_at = visit(simulation, "telaah").entered_at
    assert clock(simulation, "kajian").due_at == due(KAJIAN, started_at, CALENDAR).due_at
