"""The table of rights is whole, names what exists, and keeps apart whom it must keep apart."""

import pytest

from deploy.services import classes
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS
from services.common.vocabulary import ADMIN, CUSTODIAN, LISTENER, PORTALS, REPORTER, ROLES, SYSTEMS, UNITS
from tests.contract.test_rpc import CALLS

ADDRESSES = sorted(f"{service}.{method}" for service, method, _ in CALLS)

VERIFYING = ("register.verification", "register.signing_certificate")
CONTENT = ("intake.content", "intake.identity", "intake.request_opening", "register.standing", "register.entries")
DESKS = ("intake", "review", "assignment", "followup")
OWN_LISTENING = {
    *("notify.subscriptions", "notify.rotate_secret", "notify.send_test", "notify.replay"),
    *("notify.deliveries", "notify.delivery", "notify.events", "notify.event"),
}
STEWARDSHIP = ("notify.add_subscription", "notify.change_subscription", "notify.remove_subscription")


def officer(*roles: str) -> Caller:
    return Caller(kind="officer", actor="contoh", tenant="contoh", roles=roles)


def admitted(caller: Caller) -> set[str]:
    """What this caller may call."""
    return {address for address, right in RIGHTS.items() if right.admits(caller)}


def test_every_method_has_a_right_and_every_right_a_method() -> None:
    assert sorted(RIGHTS) == ADDRESSES


def test_no_service_brings_rights_of_its_own() -> None:
    assert [service.__name__ for service in classes() if hasattr(service, "rights")] == []


def test_rights_are_given_to_roles_that_exist() -> None:
    assert all(right.roles <= set(ROLES) for right in RIGHTS.values())


def test_who_holds_no_role_may_call_nothing() -> None:
    assert admitted(officer()) == set()


@pytest.mark.parametrize("address", CONTENT)
def test_the_custodian_reads_no_complaint(address: str) -> None:
    assert not RIGHTS[address].admits(officer(CUSTODIAN))


@pytest.mark.parametrize("desk", DESKS)
def test_the_custodian_handles_no_complaint(desk: str) -> None:
    assert not RIGHTS[f"{desk}.complete"].admits(officer(CUSTODIAN))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {CUSTODIAN}))
def test_nobody_but_the_custodian_agrees_to_an_opening(role: str) -> None:
    assert not RIGHTS["intake.decide_opening"].admits(officer(role))


@pytest.mark.parametrize("address", CONTENT)
def test_a_unit_reads_forwarding_copies_only(address: str) -> None:
    assert not RIGHTS[address].admits(officer(UNITS))


@pytest.mark.parametrize("address", ["intake.content", "intake.identity", "intake.openings", "register.entries"])
def test_the_operator_reads_nothing_anybody_wrote(address: str) -> None:
    assert not RIGHTS[address].admits(Caller(kind="operator", actor="dumas", tenant="contoh"))


def test_an_operator_who_signed_in_sees_counts_settles_what_is_parked_and_does_nothing_else() -> None:
    parked = {f"{service.name}.{method}" for service in classes() for method in ("parked", "settle_parked")}
    counts = {"register.counts", "register.comparison"}
    assert admitted(Caller(kind="platform", actor="kanal")) == counts | parked


@pytest.mark.parametrize("role", sorted(set(ROLES) - {ADMIN}))
@pytest.mark.parametrize("address", ["register.retire_sop", "review.migrate_sop"])
def test_nobody_but_the_administrator_changes_which_sop_holds(address: str, role: str) -> None:
    assert not RIGHTS[address].admits(officer(role))


def test_a_portal_files_sees_its_tasks_and_ends_its_steps() -> None:
    system = Caller(kind="system", actor="portal", tenant="contoh", roles=tuple(sorted(PORTALS)))
    work = {"intake.submit", "register.tasks", *(f"{desk}.complete" for desk in DESKS)}
    work |= {"intake.filed_from", "followup.confirm_source", "register.channel_lines"}
    assert admitted(system) == work | OWN_LISTENING


def test_a_system_that_only_listens_does_nothing_else() -> None:
    assert admitted(Caller(kind="system", actor="portal", tenant="contoh", roles=(LISTENER,))) == OWN_LISTENING


@pytest.mark.parametrize("address", STEWARDSHIP)
def test_nobody_but_the_administrator_settles_what_systems_hear(address: str) -> None:
    others = [officer(role) for role in sorted(set(ROLES) - {ADMIN})]
    systems = [Caller(kind="system", actor="portal", tenant="contoh", roles=(role,)) for role in sorted(SYSTEMS)]
    assert [caller for caller in others + systems if RIGHTS[address].admits(caller)] == []
    assert RIGHTS[address].admits(officer(ADMIN))


def test_a_reporter_reaches_nothing_an_officer_reads() -> None:
    reporter = Caller(kind="reporter", actor="x", tenant="contoh", roles=(REPORTER,))
    assert admitted(reporter).isdisjoint(CONTENT)
    assert "intake.mailbox" in admitted(reporter)


def test_the_public_files_and_opens_a_mailbox_and_sees_regencies() -> None:
    public = Caller(kind="public", actor="public", tenant="contoh", roles=(REPORTER,))
    assert admitted(public) == {
        "intake.submit",
        "intake.open_mailbox",
        "register.crest",
        "register.tenant",
        "register.tenants",
        "register.figures",
        "notify.verify_callback",
        *VERIFYING,
    }


@pytest.mark.parametrize(
    ("address", "needed"),
    [("notify.add_subscription", "admin_tenant / operator"), ("register.tenant", "operator / public")],
)
def test_a_refusal_names_what_would_be_let_in(address: str, needed: str) -> None:
    assert RIGHTS[address].needs() == needed
