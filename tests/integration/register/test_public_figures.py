"""What anybody is told of a regency's year, from real tables."""

import pytest

from services.common.contracts.counts import PublicFigures
from services.intake.register.public_figures import hidden, public_figures
from services.intake.register.views import Views
from tests.integration.register.regency import Regency, closed, examined
from tests.unit.common.clocks.support import local


def of(regency: Regency, year: int = 2026, at: str = "2026-12-30 09:00") -> PublicFigures:
    """The regency's year, as it is shown at a moment."""
    with regency.work(regency.tenant) as work:
        return public_figures(work, Views(work).tenant(regency.tenant).profile, year, local(at))


def test_a_regency_without_complaints_has_had_none(regency: Regency) -> None:
    told = of(regency)
    assert (told.received, told.closed, told.open, told.median_days, told.channels) == (0, 0, 0, None, {})


def test_what_was_received_and_closed_is_counted_in_its_year_and_month(regency: Regency) -> None:
    for _ in range(6):
        closed(regency)
    for _ in range(5):
        examined(regency)
    told = of(regency)
    assert (told.received, told.closed, told.open) == (11, 6, 5)
    assert sum(month.received or 0 for month in told.months) == 11
    assert (told.with_deadline, told.on_time) == (6, 6)
    assert told.median_days is not None
    assert of(regency, 2025).received == 0


def test_of_few_nothing_is_told(regency: Regency) -> None:
    closed(regency)
    examined(regency)
    told = of(regency)
    assert (told.received, told.closed, told.open, told.on_time, told.median_days) == (None,) * 5
    assert told.channels == {}
    assert {month.received for month in told.months} == {0, None}


def test_what_this_month_brought_is_not_told_before_it_is_over(regency: Regency) -> None:
    for _ in range(6):
        closed(regency)
    during, after = of(regency, at="2026-04-30 23:59"), of(regency, at="2026-05-01 00:01")
    assert (during.received, during.closed, during.open) == (0, 0, 0)
    assert (after.received, after.closed) == (6, 6)
    assert during.counted_at == local("2026-04-01 00:00")


def test_by_which_ways_people_complain_is_told_when_the_year_is_over(regency: Regency) -> None:
    for _ in range(6):
        closed(regency)
    assert of(regency, at="2026-12-31 23:59").channels == {}
    assert sum(of(regency, at="2027-01-01 00:01").channels.values()) == 6


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([0, 0], [0, 0]),
        ([9, 7], [9, 7]),
        ([9, 3], [None, None]),
        ([9, 3, 7], [9, None, None]),
        ([9, 3, 2], [9, None, None]),
    ],
)
def test_a_small_part_cannot_be_told_from_the_rest(counts: list[int], told: list[int | None]) -> None:
    assert hidden(counts) == told
