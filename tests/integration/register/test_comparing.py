"""Regencies beside one another, from real tables: what is told, and what is left out because it is small."""

from uuid import uuid4, uuid5

from services.common.contracts.comparison import Comparison, ComparisonQuery, RegencyFigures
from services.common.contracts.conflict import Barred
from services.intake.register.comparing import comparison
from tests.integration.register.regency import Filed, Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local

AT = "2026-04-15 09:00"


def compared(seen: Regency, at: str = AT, **asked: object) -> Comparison:
    """All regencies, or those asked for."""
    return comparison(seen.work, ComparisonQuery.model_validate({"year": 2026, **asked}), local(at))


def of(regency: Regency, at: str = AT, **asked: object) -> RegencyFigures:
    """The regency's line."""
    (line,) = compared(regency, at, regency=regency.tenant, **asked).regencies
    return line


def about_the_head(regency: Regency) -> Filed:
    """A complaint about the head of the office; another does what the head would."""
    course = Filed(regency)
    barred = Barred(officers=("kepala",), instead={"inspektur": ("inspektur_provinsi",)})
    course.received("2026-04-06 09:00", barred=barred)
    return course


def recorded(regency: Regency, at: str) -> None:
    """A complaint of 6 April whose first step ended then."""
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", at, task_id=uuid5(course.complaint, "1"))


def test_a_regency_without_complaints_has_nothing_to_compare(regency: Regency) -> None:
    line = of(regency)
    assert (line.received, line.closed, line.open, line.oldest_open_days, line.stages) == (0, 0, 0, None, ())
    assert line.weeks == (0,) * 12


def test_five_and_more_are_told(regency: Regency) -> None:
    for _ in range(5):
        closed(regency)
    for _ in range(6):
        examined(regency)
    line = of(regency)
    assert (line.received, line.closed, line.open, line.late) == (11, 5, 6, 0)
    assert (line.with_deadline, line.on_time, line.median_days) == (5, 5, 7.0)
    assert line.oldest_open_days == 9
    assert line.weeks[-2:] == (11, 0)


def test_of_few_nothing_is_told(regency: Regency) -> None:
    closed(regency)
    examined(regency)
    line = of(regency)
    told = (line.received, line.closed, line.open, line.on_time, line.median_days, line.oldest_open_days)
    assert told == (None,) * 6
    assert line.stages == ()
    assert set(line.weeks) == {0, None}


def test_the_few_that_are_late_cannot_be_told_from_those_that_are_not(regency: Regency) -> None:
    for _ in range(6):
        examined(regency)
    assert of(regency, "2026-08-10 09:00").late == 6
    waiting(regency)  # it stands still, so it is not late
    line = of(regency, "2026-08-10 09:00")
    assert (line.open, line.late) == (7, None)


def test_a_stage_takes_as_long_as_half_of_its_steps(regency: Regency) -> None:
    for day in ("07", "07", "08", "09", "13"):
        recorded(regency, f"2026-04-{day} 09:00")
    (stage,) = of(regency).stages
    assert (stage.kind, stage.count, stage.median_days) == ("verify", 5, 2.0)


def test_complaints_about_the_head_are_counted_and_a_few_are_only_hinted_at(regency: Regency) -> None:
    assert of(regency).about_head == 0
    about_the_head(regency)
    assert of(regency).about_head is None
    for _ in range(4):
        about_the_head(regency)
    assert of(regency).about_head == 5


def test_another_year_has_its_own_counts(regency: Regency) -> None:
    for _ in range(5):
        closed(regency)
    line = of(regency, year=2025)
    assert (line.received, line.closed, line.stages) == (0, 0, ())


def test_a_page_ends_where_the_next_begins(regency: Regency) -> None:
    Regency(regency.engine, regency.databases)
    first = compared(regency, limit=1)
    assert first.next == first.regencies[0].tenant
    second = compared(regency, limit=1, after=first.next)
    assert second.regencies[0].tenant > first.regencies[0].tenant


def test_a_province_has_its_own_regencies_only(regency: Regency) -> None:
    assert compared(regency, province=f"Provinsi {uuid4().hex}").regencies == ()
    assert of(regency, province=of(regency).province).tenant == regency.tenant
