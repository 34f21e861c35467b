"""How the caller's own regency does, from real tables."""

from services.common.contracts.comparison import Dashboard, Late, Waiting
from services.common.contracts.conflict import Barred
from services.intake.register.dashboards import dashboard
from services.intake.register.views import Views
from tests.integration.register.regency import Filed, Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local


def of(regency: Regency, at: str = "2026-04-15 09:00", actor: str = "irban") -> Dashboard:
    """The regency as one of its officers sees it."""
    with regency.work(regency.tenant) as work:
        profile = Views(work).tenant(regency.tenant).profile
        return dashboard(work, regency.caller("irban", actor=actor), profile, 2026, local(at))


def test_a_regency_without_complaints_has_had_none(regency: Regency) -> None:
    told = of(regency)
    assert (told.received, told.closed, told.open, told.oldest, told.median_days) == (0, 0, 0, None, None)
    assert told.lateness == Late(count=0, extended=0, paused=0, returned=0, nothing=0)


def test_the_own_officers_are_told_exactly(regency: Regency) -> None:
    first = examined(regency)
    closed(regency)
    second = waiting(regency)
    told = of(regency)
    assert (told.received, told.closed, told.open, told.late) == (3, 1, 2, 0)
    assert (told.with_deadline, told.on_time, told.median_days) == (1, 1, 7.0)
    assert told.oldest is not None
    assert (told.oldest.reference, told.oldest.days) in {(first.reference, 9), (second.reference, 9)}
    assert [(each.kind, each.open) for each in told.waiting] == [("await_reporter", 1), ("assess", 1)]
    assert sum(told.received_by_week) == 3


def test_what_is_late_is_told_with_the_step_it_waits_at(regency: Regency) -> None:
    examined(regency)
    told = of(regency, "2026-08-10 09:00")
    assert told.waiting == (Waiting(kind="assess", open=1, late=1),)
    assert told.lateness == Late(count=1, extended=0, paused=0, returned=0, nothing=1)


def test_a_complaint_about_the_officer_is_not_among_them(regency: Regency) -> None:
    course = Filed(regency)
    course.received("2026-04-06 09:00", barred=Barred(officers=("contoh_terlapor",)))
    assert of(regency).received == 1
    assert of(regency, actor="contoh_terlapor").received == 0
