"""Publishing a regency: checked whole, told to the desks, and an SOP version never changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.common.clocks import WorkingCalendar
from services.common.contracts.events import Post
from services.common.contracts.regencies import ApplyTenant, TenantApplied
from services.common.errors import Invalid
from services.common.sop.model import Sop
from services.intake.register import publishing
from services.intake.register.domain import calendar_from
from tests.unit.assignment.samples import profile
from tests.unit.common.clocks.support import shipped, with_settings
from tests.unit.common.desk.memory import Announced, small_sop

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class MemoryTenants:
    """Implements `publishing.Tenants`."""

    def __init__(self) -> None:
        self.sops: dict[str, dict[str, Any]] = {}
        self.applied: list[str] = []
        self.calendars: dict[str, str] = {}
        self.retired: set[str] = set()
        self.sandboxes: dict[str, bool] = {}

    def definition(self, sop_id: str) -> dict[str, Any] | None:
        return self.sops.get(sop_id)

    def is_retired(self, sop_id: str) -> bool:
        return sop_id in self.retired

    def calendar_version(self, tenant: str) -> str | None:
        return self.calendars.get(tenant)

    def is_sandbox(self, tenant: str) -> bool | None:
        return self.sandboxes.get(tenant)

    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None:
        assert sop.id not in self.sops
        self.sops[sop.id] = definition

    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None:
        self.applied.append(request.profile.key)
        self.calendars[request.profile.key] = calendar.version
        self.sandboxes[request.profile.key] = request.profile.sandbox


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
    return publishing.apply_tenant(publishing.checked(request), tenants=tenants, announce=announced, now=NOW), announced


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


def test_a_calendar_has_the_same_version_in_whatever_order_a_database_keeps_its_days() -> None:
    sent = shipped("banyumas").model_dump(mode="json")
    kept = {**sent, "hours": dict(reversed(sent["hours"].items()))}
    assert calendar_from(kept).version == calendar_from(sent).version


def test_a_calendar_is_the_same_after_its_way_through_json() -> None:
    sent = shipped("banyumas")
    kept = calendar_from(sent.model_dump(mode="json"))
    assert (kept.nation, kept.hours, kept.edition) == (sent.nation, sent.hours, sent.edition)


def test_the_posts_are_told_to_the_desks_by_codes() -> None:
    post = Post(id="contoh_irban", roles=("irban",), unit="irban_1")
    _, announced = apply(MemoryTenants(), regency(posts=(post,)))
    assert announced.only("tenant_published").posts == (post,)


def test_the_first_calendar_and_the_same_again_move_no_deadline() -> None:
    tenants = MemoryTenants()
    assert apply(tenants, regency())[0].calendar_is_new is False
    assert apply(tenants, regency())[0].calendar_is_new is False


def test_a_revised_calendar_is_said_to_be_new() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    revised = with_settings("banyumas", edition="2026-07").model_dump(mode="json")
    assert apply(tenants, regency(calendar=revised))[0].calendar_is_new is True


def test_a_version_that_was_published_before_a_new_key_of_the_model_is_still_the_same() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    del tenants.sops["contoh@1"]["reminders"]
    assert apply(tenants, regency())[0].sop_is_new is False


def test_a_retired_version_that_is_applied_again_stays_retired_and_the_desks_hear_so() -> None:
    tenants = MemoryTenants()
    apply(tenants, regency())
    tenants.retired.add("contoh@1")
    _, announced = apply(tenants, regency())
    assert announced.names() == ["tenant_published", "sop_published", "sop_retired"]


def test_classes_of_retention_that_name_what_the_sop_does_not_have_are_refused() -> None:
    special = {"key": "khusus", "label": "Khusus", "ends": ["hilang"], "complaint_months": 60, "identity_months": 12}
    rest = {"key": "sisa", "label": "Sisa", "complaint_months": 24, "identity_months": 12}
    tenants = MemoryTenants()
    with pytest.raises(Invalid) as refusal:
        apply(tenants, regency(profile=profile(time_zone="Asia/Jakarta", retention=(special, rest))))
    assert list(refusal.value.fields) == ["profile.retention.0.ends.0"]
    assert tenants.applied == []


@pytest.mark.parametrize("is_sandbox", [True, False])
def test_a_regency_with_real_complaints_never_becomes_a_sandbox_nor_the_reverse(is_sandbox: bool) -> None:
    tenants = MemoryTenants()
    first = profile(time_zone="Asia/Jakarta").model_copy(update={"sandbox": is_sandbox})
    apply(tenants, regency(profile=first))
    apply(tenants, regency(profile=first))
    with pytest.raises(Invalid) as refused:
        apply(tenants, regency(profile=first.model_copy(update={"sandbox": not is_sandbox})))
    assert list(refused.value.fields) == ["profile.sandbox"]
    assert tenants.applied == ["contoh", "contoh"]
