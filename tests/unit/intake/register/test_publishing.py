"""Publishing a regency: checked whole, told to the desks, and an SOP version never changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.common.clocks import WorkingCalendar
from services.common.contracts.register import ApplyTenant, TenantApplied
from services.common.errors import Invalid
from services.common.sop.model import Sop
from services.intake.register import usecases
from services.intake.register.domain import calendar_from
from tests.unit.assignment.samples import profile
from tests.unit.common.clocks.support import shipped
from tests.unit.common.desk.memory import Announced, small_sop

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class MemoryTenants:
    """Implements `usecases.Tenants`."""

    def __init__(self) -> None:
        self.sops: dict[str, dict[str, Any]] = {}
        self.applied: list[str] = []

    def definition(self, sop_id: str) -> dict[str, Any] | None:
        return self.sops.get(sop_id)

    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None:
        assert sop.id not in self.sops
        self.sops[sop.id] = definition

    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None:
        self.applied.append(request.profile.key)


def regency(**changes: Any) -> ApplyTenant:
    """A made-up regency's data, as `dumas tenant apply` sends it."""
    given = {
        "profile": profile(time_zone="Asia/Jakarta"),
        "units": (),
        "sop": small_sop().model_dump(mode="json"),
        "calendar": shipped("banyumas").model_dump(mode="json"),
    }
    return ApplyTenant(**{**given, **changes})


def apply(tenants: MemoryTenants, request: ApplyTenant) -> tuple[TenantApplied, Announced]:
    announced = Announced()
    return usecases.apply_tenant(request, tenants=tenants, announce=announced, now=NOW), announced


def changed_sop(**changes: Any) -> dict[str, Any]:
    return {**small_sop().model_dump(mode="json"), **changes}


def test_a_new_regency_is_kept_and_told_to_the_desks() -> None:
    tenants = MemoryTenants()
    answer, announced = apply(tenants, regency())
    assert (answer.tenant, answer.sop, answer.sop_is_new) == ("contoh", "contoh@1", True)
    assert announced.names() == ["tenant_published", "sop_published"]
    assert tenants.applied == ["contoh"]


def test_what_the_desks_are_told_is_the_whole_sop() -> None:
    _, announced = apply(MemoryTenants(), regency())
    assert Sop.model_validate(announced.only("sop_published").definition) == small_sop()


def test_the_same_data_again_publishes_nothing_new_but_tells_the_desks_once_more() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    answer, announced = apply(tenants, regency())
    assert answer.sop_is_new is False
    assert announced.names() == ["tenant_published", "sop_published"]


def test_a_published_version_never_changes() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    with pytest.raises(Invalid) as refused:
        apply(tenants, regency(sop=changed_sop(title="Lain")))
    assert "Give the new text version 2" in refused.value.fields["sop.version"]
    assert tenants.sops["contoh@1"]["title"] == "Contoh"
    assert tenants.applied == ["contoh"]


def test_new_text_under_a_new_version_is_published_beside_the_old() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    answer, _ = apply(tenants, regency(sop=changed_sop(version=2, title="Lain")))
    assert (answer.sop, answer.sop_is_new) == ("contoh@2", True)
    assert set(tenants.sops) == {"contoh@1", "contoh@2"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sop": changed_sop(tenant="lain")}, "sop.tenant"),
        ({"profile": profile(time_zone="Asia/Makassar")}, "calendar.time_zone"),
        ({"sop": changed_sop(version=0)}, "version"),
        ({"sop": changed_sop(ends={})}, "ends"),
        ({"calendar": {}}, "edition"),
    ],
)
def test_data_that_does_not_fit_together_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    tenants = MemoryTenants()
    with pytest.raises(Invalid) as refused:
        apply(tenants, regency(**changes))
    assert field in refused.value.fields
    assert (tenants.sops, tenants.applied) == ({}, [])


def test_an_sop_that_parses_but_cannot_be_walked_is_refused() -> None:
    sop = small_sop().model_dump(mode="json")
    sop["steps"][0]["outcomes"]["dicatat"]["to"] = [{"to": "hilang"}]
    with pytest.raises(Invalid):
        apply(MemoryTenants(), regency(sop=sop))


def test_a_calendar_is_the_same_after_its_way_through_json() -> None:
    sent = shipped("banyumas")
    assert calendar_from(sent.model_dump(mode="json")).version == sent.version
