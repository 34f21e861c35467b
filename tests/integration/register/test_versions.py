"""Versions of an SOP: the newest that is not retired is in force, and drafts are tried without being published."""

import pytest

from services.common.contracts import procedures as p
from services.common.contracts.caller import Caller
from services.common.contracts.events import Post
from services.common.errors import Invalid, NotFound, NotYourRole
from services.intake.register.versions import Versions, administrators_only
from services.intake.register.views import Views
from tests.integration.register.regency import NOW, Regency, closed, examined, waiting
from tests.unit.common.clocks.support import local

OPERATOR = Caller(kind="operator", actor="dumas")


def in_force(regency: Regency) -> str:
    with regency.work(regency.tenant) as work:
        return Views(work).tenant(regency.tenant).sop


def retire(regency: Regency, version: int, is_retired: bool = True) -> p.Sops:
    with regency.work(regency.tenant) as work:
        return Versions(work, OPERATOR.model_copy(update={"tenant": regency.tenant})).retire(
            p.RetireSop(sop=f"{regency.tenant}@{version}", is_retired=is_retired), NOW
        )


def versions(regency: Regency) -> list[tuple[int, bool, int]]:
    with regency.work(regency.tenant) as work:
        return [(sop.version, sop.is_in_force, sop.open_complaints) for sop in Versions(work, OPERATOR).all().sops]


def test_a_new_version_comes_in_force_at_once_and_running_complaints_keep_theirs(regency: Regency) -> None:
    examined(regency), waiting(regency), closed(regency)
    regency.apply(version=2)
    assert in_force(regency) == f"{regency.tenant}@2"
    assert versions(regency) == [(2, True, 0), (1, False, 2)]


def test_when_the_newest_is_retired_the_one_before_is_in_force_again(regency: Regency) -> None:
    regency.apply(version=2)
    answer = retire(regency, 2)
    assert [(sop.version, sop.is_in_force, sop.retired_at) for sop in answer.sops] == [(2, False, NOW), (1, True, None)]
    assert in_force(regency) == f"{regency.tenant}@1"
    assert [event["is_retired"] for event in regency.told("sop_retired")] == [True]


def test_a_retired_version_may_come_back(regency: Regency) -> None:
    regency.apply(version=2)
    retire(regency, 2)
    retire(regency, 2, is_retired=False)
    assert in_force(regency) == f"{regency.tenant}@2"
    assert [event["is_retired"] for event in regency.told("sop_retired")] == [True, False]


def test_retiring_again_says_the_same_and_tells_nobody(regency: Regency) -> None:
    regency.apply(version=2)
    assert retire(regency, 1) == retire(regency, 1)
    assert len(regency.told("sop_retired")) == 1


def test_the_last_version_in_force_stays(regency: Regency) -> None:
    with pytest.raises(Invalid) as refused:
        retire(regency, 1)
    assert "only version in force" in refused.value.fields["sop"]


def test_a_version_nobody_published_is_not_found(regency: Regency) -> None:
    with pytest.raises(NotFound):
        retire(regency, 9)
    with pytest.raises(NotFound), regency.work(regency.tenant) as work:
        Versions(work, OPERATOR).definition(f"{Regency(regency.engine, regency.databases).tenant}@1")


def test_a_version_is_given_out_as_it_was_published(regency: Regency) -> None:
    with regency.work(regency.tenant) as work:
        given = Versions(work, OPERATOR).definition(f"{regency.tenant}@1")
    assert given.definition == regency.sop().model_dump(mode="json")


def test_only_an_administrator_or_the_operator_retires(regency: Regency) -> None:
    administrators_only(regency.caller("admin_tenant"))
    administrators_only(Caller(kind="operator", actor="dumas", tenant=regency.tenant))
    with pytest.raises(NotYourRole):
        administrators_only(regency.caller("inspektur"))


def test_a_hypothetical_complaint_goes_through_the_version_in_force_or_a_draft(regency: Regency) -> None:
    draft = regency.sop(7, days=30).model_dump(mode="json")
    starts_at = local("2026-04-06 09:00")
    with regency.work(regency.tenant) as work:
        in_force = Versions(work, OPERATOR).simulate(p.Simulate(starts_at=starts_at))
        tried = Versions(work, OPERATOR).simulate(p.Simulate(starts_at=starts_at, draft=draft))
    assert (in_force.sop, tried.sop) == (f"{regency.tenant}@1", f"{regency.tenant}@7")
    assert versions(regency) == [(1, True, 0)]


def test_a_draft_that_could_not_be_published_is_refused_by_its_places(regency: Regency) -> None:
    draft = regency.sop().model_dump(mode="json")
    draft["steps"][0]["outcomes"]["dicatat"]["to"] = [{"to": "hilang"}]
    with pytest.raises(Invalid) as refused, regency.work(regency.tenant) as work:
        Versions(work, OPERATOR).simulate(p.Simulate(starts_at=local("2026-04-06 09:00"), draft=draft))
    assert any(place.startswith("steps.0.outcomes.dicatat") for place in refused.value.fields)


def test_posts_are_kept_with_the_regency(regency: Regency) -> None:
    regency.apply(posts=(Post(id="contoh_irban", roles=("irban",), unit="irban_1"),))
    ((posts,),) = regency.rows("SELECT posts FROM tenant WHERE tenant = %s", regency.tenant)
    assert posts == [{"id": "contoh_irban", "roles": ["irban"], "unit": "irban_1"}]


def test_two_versions_are_compared_element_by_element(regency: Regency) -> None:
    regency.apply(version=2)
    asked = p.CompareSops(before=f"{regency.tenant}@1", after=f"{regency.tenant}@2")
    with regency.work(regency.tenant) as work:
        assert Versions(work, OPERATOR).changes(asked).changes == ()
