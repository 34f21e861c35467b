"""When clocks start and stop."""

import pytest

from services.common.clocks import moment, started_at, stopped_at
from services.common.sop.model import Anchors, Clock, Provenance
from tests.unit.common.clocks.support import local

DAY_3, DAY_6, DAY_9 = (local(f"2026-06-0{day} 10:00") for day in (3, 6, 9))
CLOCK = Clock(
    key="berkadar",
    text="60 hari",
    amount=60,
    unit="days",
    provenance=Provenance(basis="literal"),
    start=Anchors(all_of=("telaah.lulus", "sekretariat.terima")),
    stop=Anchors(any_of=("document.laporan_tindak_lanjut", "closed")),
)


def test_all_of_waits_for_the_last_event() -> None:
    happened = {"telaah.lulus": DAY_3, "sekretariat.terima": DAY_6}
    assert started_at(CLOCK, happened) == DAY_6


@pytest.mark.parametrize("name", ["telaah.lulus", "sekretariat.terima"])
def test_all_of_is_not_met_while_one_event_is_missing(name: str) -> None:
    assert started_at(CLOCK, {name: DAY_3}) is None


def test_any_of_is_met_by_the_first_event() -> None:
    assert moment(CLOCK.stop, {"closed": DAY_9, "document.laporan_tindak_lanjut": DAY_6}) == DAY_6


def test_any_of_is_not_met_by_other_events() -> None:
    assert moment(CLOCK.stop, {"received": DAY_3}) is None


def test_a_clock_stops_when_its_stop_is_met() -> None:
    happened = {"telaah.lulus": DAY_3, "sekretariat.terima": DAY_6, "closed": DAY_9}
    assert stopped_at(CLOCK, happened) == DAY_9


def test_a_clock_whose_stop_came_first_stops_as_it_starts() -> None:
    happened = {"closed": DAY_3, "telaah.lulus": DAY_3, "sekretariat.terima": DAY_6}
    assert stopped_at(CLOCK, happened) == DAY_6


def test_a_clock_that_has_not_started_has_not_stopped() -> None:
    assert stopped_at(CLOCK, {"closed": DAY_9}) is None


def test_of_both_lists_the_one_met_first_counts() -> None:
    both = Anchors(all_of=("document.laporan_tindak_lanjut", "status.ditetapkan"), any_of=("closed",))
    report = {"document.laporan_tindak_lanjut": DAY_3}
    assert moment(both, report) is None
    assert moment(both, report | {"status.ditetapkan": DAY_6, "closed": DAY_9}) == DAY_6
    assert moment(both, {"closed": DAY_9}) == DAY_9
