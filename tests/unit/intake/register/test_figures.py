"""What a complaint adds to the figures of a period, by what happened before it, in it and after it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from services.common.clocks import WorkingCalendar
from services.common.clocks.zones import ZONES
from services.common.contracts import events
from services.common.contracts.report_fields import Count, Table
from services.common.sop.model import Sop
from services.intake.register.compiling.course import Course, course_of
from services.intake.register.compiling.figures import Figures, Tally, digest, tables
from services.intake.register.periods import Span
from tests.unit.common.clocks.support import local, shipped
from tests.unit.intake.register.course import Course as Life
from tests.unit.intake.register.course import waiting_sop

JUNE = Span(local("2026-06-01 00:00"), local("2026-07-01 00:00"))
APRIL = Span(local("2026-04-01 00:00"), local("2026-05-01 00:00"))
ZONE = ZONES["Asia/Jakarta"]


@dataclass
class Rules:
    """Implements `course.Rules` with one SOP and one calendar."""

    known: Sop = field(default_factory=waiting_sop)

    def sop(self, sop_id: str) -> Sop:
        return self.known

    def calendar_at(self, at: datetime) -> WorkingCalendar:
        return shipped("banyumas")


class Told(Life):
    """Collects the events of a complaint's life."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[events.FlowEvent] = []

    def take(self, event: events.FlowEvent) -> None:
        self.events.append(event)

    def over(self, span: Span) -> Course | None:
        return course_of(self.events, Rules(), span)


def examined() -> Told:
    life = Told()
    life.received("2026-04-06 09:00")
    life.ended("catat", "dicatat", "2026-04-07 09:00")
    life.entered("telaah", "2026-04-07 09:00")
    return life


def closed() -> Told:
    life = examined()
    life.ended("telaah", "ditelaah", "2026-04-08 09:00")
    life.entered("putusan", "2026-04-08 09:00")
    life.ended("putusan", "audit", "2026-04-10 09:00")
    life.entered("jawaban", "2026-04-10 09:00")
    life.ended("jawaban", "dijawab", "2026-04-13 09:00")
    life.hear(events.ComplaintClosed, "2026-04-13 09:00", end="ditutup")
    return life


def flow(*lives: Told, span: Span) -> dict[str, int]:
    figures = Figures(ZONE)
    for life in lives:
        course = life.over(span)
        if course and course.is_counted:
            figures.add(course)
    return {name: count for name, count in figures.flow.items() if count}


def test_what_came_after_the_period_is_not_there() -> None:
    assert examined().over(Span(local("2026-03-01 00:00"), local("2026-04-01 00:00"))) is None


def test_what_came_in_it_and_is_open_goes_on() -> None:
    assert flow(examined(), span=APRIL) == {"entered": 1, "open_after": 1}


def test_what_was_open_before_and_still_is_comes_from_before() -> None:
    assert flow(examined(), span=JUNE) == {"open_before": 1, "open_after": 1}


def test_what_stayed_closed_is_not_counted() -> None:
    assert flow(closed(), span=JUNE) == {}


def test_what_was_opened_again_is_counted_so() -> None:
    life = closed()
    life.hear(events.ComplaintReopened, "2026-06-02 09:00", end="ditutup")
    assert flow(life, span=JUNE) == {"reopened": 1, "open_after": 1}


def test_what_was_opened_again_after_the_period_ended_in_it() -> None:
    life = closed()
    life.hear(events.ComplaintReopened, "2026-06-02 09:00", end="ditutup")
    assert flow(life, span=APRIL) == {"entered": 1, "ended": 1}


def reopened_at_once(*, has_ended_again: bool) -> Told:
    """It came, ended, was opened again and perhaps ended once more, all in April."""
    life = closed()
    life.hear(events.ComplaintReopened, "2026-04-15 09:00", end="ditutup")
    if has_ended_again:
        life.hear(events.ComplaintClosed, "2026-04-20 09:00", end="ditutup")
    return life


def test_what_ended_and_was_opened_again_in_one_period_is_counted_as_both() -> None:
    once = {"entered": 1, "reopened": 1, "ended": 1, "open_after": 1}
    assert flow(reopened_at_once(has_ended_again=False), span=APRIL) == once
    assert flow(reopened_at_once(has_ended_again=True), span=APRIL) == {"entered": 1, "reopened": 1, "ended": 2}


def test_the_flow_always_adds_up() -> None:
    reopened = closed()
    reopened.hear(events.ComplaintReopened, "2026-06-02 09:00", end="ditutup")
    at_once = [reopened_at_once(has_ended_again=again) for again in (True, False)]
    for span in (APRIL, JUNE):
        found = flow(examined(), closed(), reopened, *at_once, span=span)
        came = sum(found.get(name, 0) for name in ("open_before", "entered", "reopened"))
        assert came - found.get("ended", 0) == found.get("open_after", 0)


def test_a_decision_counts_in_its_period_alone() -> None:
    life = closed()
    found = [course.decision if (course := life.over(span)) else None for span in (APRIL, JUNE)]
    assert found == [("audit", "Audit"), None]


def test_a_return_is_no_decision() -> None:
    life = examined()
    life.ended("telaah", "ditelaah", "2026-04-08 09:00")
    life.entered("putusan", "2026-04-08 09:00")
    life.ended("putusan", "dikembalikan", "2026-04-10 09:00", is_return=True, next_step="telaah")
    course = life.over(APRIL)
    assert course is not None
    assert course.decision is None


def test_a_clock_that_stands_still_is_not_overdue() -> None:
    life = Told()
    life.received("2026-04-06 09:00")
    life.ended("catat", "kurang", "2026-04-06 09:10")
    life.entered("lengkapi", "2026-04-06 09:10")
    course = life.over(APRIL)
    assert course is not None
    # The step's own ten days ran out on the 21st; the whole stands still meanwhile.
    assert (course.time.running, course.time.overdue, course.time.met) == (1, 1, 1)


def test_a_label_is_that_of_the_newest_version() -> None:
    tally = Tally()
    for label, version in (("Baru", 2), ("Lama", 1)):
        tally.add("audit", label, version)
    assert tally.rows() == (Count(label="Baru", count=2),)


def test_days_are_rounded_and_the_median_is_the_middle() -> None:
    figures = Figures(ZONE, days=[1, 2, 10, 12])
    assert [row.count for row in tables(figures)[-1].rows] == [6, 6]
    assert tables(Figures(ZONE))[-1].rows == ()


def test_the_hash_is_over_figures_and_days_and_not_over_notes() -> None:
    def hashed(count: int, note: str = "") -> str:
        table = Table(heading="Ringkasan", note=note, rows=(Count(label="Masuk", count=count),))
        return digest(date(2026, 1, 1), date(2026, 6, 30), [table])

    assert hashed(1) == hashed(1, "Dihitung lain")
    assert hashed(1) != hashed(2)
    # As `printf '{"from_on":"2026-01-01",…,"to_on":"2026-06-30"}' | sha256sum` says it.
    assert hashed(1) == "108f18919b0760115390558cf2f7a0f31308b208de57f88b00db76ed8a14b5ed"
