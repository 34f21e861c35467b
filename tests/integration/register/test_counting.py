"""Counts of all regencies for operators of the platform, from real tables."""

from services.common.contracts.counts import RegencyCounts
from services.intake.register.counting import counts
from tests.integration.register.regency import Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local


def of(regency: Regency, at: str) -> RegencyCounts:
    """The regency's line among all."""
    found = counts(regency.work, local(at))
    return next(line for line in found.regencies if line.tenant == regency.tenant)


def test_a_regency_without_complaints_counts_nothing(regency: Regency) -> None:
    empty = RegencyCounts(tenant=regency.tenant, open=0, overdue=0, closed_this_month=0, waiting={}, channels={})
    assert of(regency, "2026-04-10 09:00") == empty


def test_open_overdue_and_waiting_are_counted(regency: Regency) -> None:
    for _ in range(5):
        examined(regency)
        waiting(regency)
    line = of(regency, "2026-04-10 09:00")
    assert (line.open, line.overdue, line.waiting) == (10, 0, {"intake": 5, "review": 5})
    assert sum(line.channels.values()) == 10
    assert of(regency, "2026-08-10 09:00").overdue == 5  # while the reporter is waited for no time passes


def test_nobody_learns_how_a_single_complaint_fares(regency: Regency) -> None:
    for _ in range(5):
        examined(regency)
    waiting(regency)
    line = of(regency, "2026-08-10 09:00")
    assert (line.open, line.overdue, line.waiting) == (6, None, {"other": 6})  # all but one are late


def test_few_are_neither_told_nor_broken_down(regency: Regency) -> None:
    examined(regency)
    line = of(regency, "2026-04-10 09:00")
    assert (line.open, line.waiting, line.channels) == (None, {}, {})


def test_what_was_closed_counts_in_its_month_only(regency: Regency) -> None:
    for _ in range(5):
        closed(regency)
    assert of(regency, "2026-04-30 23:00").closed_this_month == 5
    assert of(regency, "2026-05-01 00:30").closed_this_month == 0
    assert of(regency, "2026-04-30 23:00").open == 0


def test_no_regency_counts_in_anothers_line(regency: Regency) -> None:
    other = Regency(regency.engine, regency.databases)
    examined(other)
    assert of(regency, "2026-04-10 09:00").open == 0
    assert of(other, "2026-04-10 09:00").open is None
