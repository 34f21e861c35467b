"""The round that ends retention on real tables: once each, shared by replicas, held back where it must be."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg2
import pytest
from sqlalchemy.exc import ProgrammingError

from services.common.contracts import retention as k
from services.common.contracts.caller import Caller
from services.common.contracts.register import Page
from services.common.errors import NoLongerKept, NotFound
from services.intake.register import destroying, holding
from services.intake.register.objections import object_to_end
from tests.integration.register.regency import Filed, Regency, closed, examined
from tests.unit.common.clocks.support import local

A_YEAR_LATER, TWO_YEARS_LATER = "2027-04-13 08:00", "2028-04-13 08:00"
"""The sample complaint ends on 13 April 2026 under the classes that are ours: 12 months and 24."""


def run(regency: Regency, at: str) -> k.RetentionRun:
    return destroying.end_of(regency.work, regency.tenant, local(at))


def ended(regency: Regency) -> list[tuple[str, str]]:
    return [(event["complaint_id"], event["scope"]) for event in regency.told("retention_ended")]


def hold(course: Filed, *, is_held: bool = True, by: Caller | None = None, **given: Any) -> k.Hold:
    regency = course.regency
    request = {"reference": course.reference, "is_held": is_held, "reason": "legal_process", **given}
    with regency.work(regency.tenant) as work:
        leader = by or regency.caller("inspektur")
        return holding.hold(work, leader, k.HoldComplaint.model_validate(request), local("2026-06-01 09:00"))


def certificates(regency: Regency, page: Page | None = None, **caller: Any) -> k.Destructions:
    with regency.work(regency.tenant) as work:
        return holding.destructions(work, regency.caller("inspektur", **caller), page or Page())


def test_the_identity_goes_after_a_year_and_the_complaint_after_two_each_once(regency: Regency) -> None:
    course = closed(regency)
    for at in ("2027-04-12 23:00", A_YEAR_LATER, A_YEAR_LATER, "2028-04-12 23:00", TWO_YEARS_LATER, TWO_YEARS_LATER):
        run(regency, at)
    mine = str(course.complaint)
    assert ended(regency) == [(mine, "identity"), (mine, "complaint")]
    shown = regency.standing(course)
    assert (str(shown.identity_destroyed_on), str(shown.destroyed_on)) == ("2027-04-13", "2028-04-13")


def test_what_is_due_together_is_told_together(regency: Regency) -> None:
    closed(regency)
    assert run(regency, "2030-01-01 08:00") == k.RetentionRun(identities=1, complaints=1)
    assert run(regency, "2030-01-01 08:00") == k.RetentionRun()


def test_replicas_tell_of_each_once(regency: Regency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.intake.register.destroying.BATCH", 3)
    courses = [closed(regency) for _ in range(8)]
    with ThreadPoolExecutor(4) as replicas:
        list(replicas.map(lambda at: run(regency, at), [A_YEAR_LATER] * 4))
    run(regency, A_YEAR_LATER)
    assert sorted(ended(regency)) == sorted((str(course.complaint), "identity") for course in courses)


def test_the_timers_round_goes_through_all_regencies(regency: Regency) -> None:
    course = closed(regency)
    destroying.end_retention(regency.work, local(A_YEAR_LATER))
    assert ended(regency) == [(str(course.complaint), "identity")]


def test_an_open_complaint_is_kept(regency: Regency) -> None:
    examined(regency)
    assert run(regency, "2050-01-01 08:00") == k.RetentionRun()


def test_an_objection_keeps_it_until_it_ends_again(regency: Regency) -> None:
    course = closed(regency)
    with regency.work(regency.tenant) as work:
        object_to_end(work, course.complaint, local("2026-04-14 09:00"))
    assert run(regency, "2050-01-01 08:00") == k.RetentionRun()


def test_under_a_hold_nothing_is_destroyed_and_after_it_everything(regency: Regency) -> None:
    course = closed(regency)
    hold(course, basis="B-12/M.3/2026")
    assert run(regency, "2030-01-01 08:00") == k.RetentionRun(held=2)
    shown = regency.standing(course).hold
    assert shown is not None
    assert (shown.reason, shown.basis) == ("legal_process", "B-12/M.3/2026")
    hold(course, is_held=False)
    assert regency.standing(course).hold is None
    assert run(regency, "2030-01-01 08:00") == k.RetentionRun(identities=1, complaints=1)


def test_a_hold_said_twice_is_kept_once_and_every_change_is_audited(regency: Regency) -> None:
    course = closed(regency)
    for is_held in (True, True, False):
        hold(course, is_held=is_held)
    assert regency.rows("SELECT is_held FROM hold WHERE tenant = %s ORDER BY hold_id", regency.tenant) == [
        (True,),
        (False,),
    ]
    assert [event["action"] for event in regency.told("audited")] == ["hold_set", "hold_lifted"]


def test_whoever_the_complaint_is_about_can_neither_hold_it_nor_find_its_certificate(regency: Regency) -> None:
    course = closed(regency)
    accused = regency.caller("inspektur", actor="contoh_terlapor")
    regency.rows(
        """UPDATE entry SET barred = '{"officers": ["contoh_terlapor"]}' WHERE complaint_id = %s""",
        str(course.complaint),
    )
    with pytest.raises(NotFound):
        hold(course, by=accused)
    run(regency, "2030-01-01 08:00")
    assert certificates(regency, actor="contoh_terlapor").destructions == ()
    assert len(certificates(regency).destructions) == 2


def test_what_is_gone_cannot_be_held(regency: Regency) -> None:
    course = closed(regency)
    run(regency, "2030-01-01 08:00")
    with pytest.raises(NoLongerKept):
        hold(course)


def test_the_line_stays_and_the_number_at_the_source_goes(regency: Regency) -> None:
    course = closed(regency)
    regency.rows("UPDATE entry SET source_reference = 'SP4N-7' WHERE complaint_id = %s", str(course.complaint))
    run(regency, "2030-01-01 08:00")
    shown = regency.standing(course)
    assert (shown.entry.source_reference, shown.entry.end, len(shown.timeline)) == (None, "ditutup", course.sequence)
    assert shown.clocks
    told = "SELECT payload->>'source_reference' FROM journal WHERE complaint_id = %s AND sequence = 1"
    assert regency.rows(told, str(course.complaint)) == [(None,)]


def test_certificates_come_in_pages_the_newest_first(regency: Regency) -> None:
    course = closed(regency)
    run(regency, A_YEAR_LATER)
    run(regency, TWO_YEARS_LATER)
    first = certificates(regency, Page(limit=1))
    (newest,) = first.destructions
    assert (newest.scope, newest.retention_class, str(newest.due_on)) == ("complaint", "lainnya", "2028-04-13")
    second = certificates(regency, Page(limit=1, after=first.next))
    assert [(each.scope, each.reference) for each in second.destructions] == [("identity", course.reference)]
    assert second.next is None


def test_what_falls_due_is_shown_before(regency: Regency) -> None:
    course = closed(regency)
    with regency.work(regency.tenant) as work:
        soon = holding.falling_due(work, regency.caller(), k.DueWithin(days=30), local("2027-04-01 08:00"))
        sooner = holding.falling_due(work, regency.caller(), k.DueWithin(days=10), local("2027-04-01 08:00"))
    assert [(one.reference, one.scope, str(one.due_on)) for one in soon.due] == [
        (course.reference, "identity", "2027-04-13")
    ]
    assert sooner.due == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE destruction SET scope = 'x'", "DELETE FROM destruction", "DELETE FROM hold"]
)
def test_certificates_and_holds_cannot_be_changed_by_the_register(regency: Regency, statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, regency.work(regency.tenant) as work:
        work.connection.exec_driver_sql(statement)
    assert isinstance(refused.value.orig, psycopg2.errors.InsufficientPrivilege)
