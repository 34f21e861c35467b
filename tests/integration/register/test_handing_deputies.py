"""Who stands in for another is busy with a task like who holds the role; when that is over, the task is nobody's."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.deputies import Deputised
from services.common.contracts.events import Post
from services.common.desk.deputy_tables import keep_deputy
from services.intake.register.handling import Handing
from services.intake.register.models import Base
from tests.integration.register.handled import POSTS, Office
from tests.integration.register.regency import Regency, examined

DAY = timedelta(days=1)


class Lending(Office):
    """The office, where `catat`, who records complaints, may stand in for `satu`, the Inspektur."""

    def __init__(self, regency: Regency) -> None:
        super().__init__(regency)
        self.now = datetime.now(UTC)
        self.told: dict[str, Any] = {"deputy_id": uuid4(), "tenant": regency.tenant, "holder": "satu"}
        self.told |= {"officer": "catat", "kind": "plh", "roles": ("inspektur",)}

    def lend(self, since: timedelta = -DAY, until: timedelta = DAY, **changes: Any) -> None:
        """From one day to another from now; `ended_at` where it is over before its time."""
        self.told |= {"event_id": uuid4(), "happened_at": self.now, **changes}
        self.told |= {"since": self.now + since, "until": self.now + until}
        kind = events.DeputyEnded if "ended_at" in self.told else events.OfficerDeputised
        with self.regency.work(self.regency.tenant) as work:
            keep_deputy(work.connection, Base.metadata.tables["deputy"], kind(**self.told))

    def end(self) -> None:
        """It is over before its time."""
        self.lend(ended_at=self.now)

    def officer(self, name: str) -> Caller:
        """As the gateway vouches for them while the deputy stands in."""
        known = super().officer(name)
        if name != "catat":
            return known
        lent = Deputised(role="inspektur", kind="plh", officer="satu", since=self.now - DAY)
        return known.model_copy(update={"roles": (*known.roles, "inspektur"), "deputises": (lent,)})

    def loads(self) -> dict[str, tuple[tuple[str, ...], int]]:
        """The roles of each officer of the workload, and how many tasks."""
        return {one.officer or "": (one.roles, one.open) for one in self.workload().officers}


@pytest.fixture
def office(regency: Regency) -> Lending:
    return Lending(regency)


def test_a_deputy_takes_a_task_of_the_lent_role_and_is_given_one(office: Lending) -> None:
    office.lend()
    taken, given = examined(office.regency), examined(office.regency)
    office.hand("catat", "catat", taken)
    office.hand("satu", "catat", given)
    assert (office.handler(taken), office.handler(given)) == ("catat", "catat")
    assert set(office.references("catat", scope="handled")) == {taken.reference, given.reference}


def test_a_deputy_is_listed_among_those_to_whom_tasks_go_and_counted(office: Lending) -> None:
    before = office.loads()["catat"]
    office.lend()
    office.hand("catat", "catat", examined(office.regency))
    assert (before, office.loads()["catat"]) == ((("jfu",), 0), (("jfu", "inspektur"), 1))
    with office.regency.work(office.regency.tenant) as work:
        found = Handing(work, office.officer("satu"), office.now).holders().holders
    assert next(one.roles for one in found if one.officer == "catat") == ("jfu", "inspektur")
    assert {one.officer: one.lent for one in found if one.lent} == {"catat": {"inspektur": "plh"}}


def test_the_workload_says_which_role_is_anothers(office: Lending) -> None:
    office.lend()
    assert {one.officer: one.lent for one in office.workload().officers if one.lent} == {"catat": {"inspektur": "plh"}}


def test_when_it_is_over_the_task_is_nobodys_and_another_takes_it(office: Lending) -> None:
    office.lend()
    course = examined(office.regency)
    office.hand("catat", "catat", course)
    office.end()
    assert office.handler(course) is None
    assert office.references("dua", scope="free") == [course.reference]
    assert (office.loads()["catat"], office.workload().nobody.open) == ((("jfu",), 0), 1)
    office.hand("dua", "dua", course)
    assert office.handler(course) == "dua"


@pytest.mark.parametrize("days", [(1, 2), (-3, -2)])
def test_before_and_after_nobody_gives_the_deputy_a_task(office: Lending, days: tuple[int, int]) -> None:
    office.lend(days[0] * DAY, days[1] * DAY)
    course = examined(office.regency)
    assert [one.because for one in office.hand("satu", "catat", course).left] == ["not_theirs"]


def test_who_stands_in_for_the_accused_handles_nothing_about_them(office: Lending) -> None:
    office.lend()
    course = examined(office.regency)
    office.hand("catat", "catat", course)
    course.hear(events.ConflictDeclared, "2026-04-08 10:00", barred=Barred(officers=("satu",)))
    assert office.handler(course) is None
    assert [one.because for one in office.hand("dua", "catat", course).left] == ["not_theirs"]


def test_a_deputy_of_a_unit_handles_what_waits_for_that_unit_alone(office: Lending) -> None:
    staff = (*POSTS, Post(id="baru_a", roles=("jfu",), unit="dinas_a"))
    office.staff(*staff)
    office.lend(holder="kepala_a", officer="baru_a", roles=("unit_terlapor",))
    assert office.holders("kepala_a") == ["kepala_a", "staf_a", "baru_a"]
    assert "baru_a" not in office.holders("kepala_b")


@pytest.mark.parametrize(("kind", "handler"), [("plh", None), ("plt", "catat")])
def test_where_the_holder_left_only_who_fills_the_vacant_post_goes_on(
    office: Lending, kind: str, handler: str | None
) -> None:
    office.lend(kind=kind)
    course = examined(office.regency)
    office.hand("catat", "catat", course)
    office.staff(*(post for post in POSTS if post.id != "satu"))
    assert office.handler(course) == handler


def test_who_keeps_identities_by_now_stands_in_for_nobody(office: Lending) -> None:
    office.lend()
    assert office.loads()["catat"][0] == ("jfu", "inspektur")
    office.staff(*POSTS[:2], Post(id="catat", roles=("jfu", "custodian")))
    assert office.loads()["catat"][0] == ("jfu",)
