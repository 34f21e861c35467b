"""Who is let into the sandbox: systems and the administrator of a regency that is one, and nobody else."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask

from gateway.api import sandbox
from gateway.api.sandbox_shapes import Advance
from gateway.sandbox.entry import enter
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant
from services.common.errors import NotFound, NotYourRole, Unavailable
from services.common.vocabulary import ADMIN, ROLES, SYSTEMS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import PROFILE, REFERENCE, TENANT

SANDBOX = TENANT.model_copy(update={"profile": PROFILE.model_copy(update={"sandbox": True})})


def caller(role: str) -> Caller:
    return Caller(kind="system" if role in SYSTEMS else "officer", actor="seseorang", tenant="contoh", roles=(role,))


@pytest.mark.parametrize(
    "act",
    [
        lambda who: sandbox.advance(who, REFERENCE, Advance()),
        lambda who: sandbox.advance(who, REFERENCE, Advance(to="closed")),
        lambda who: sandbox.outcomes(who, REFERENCE),
    ],
)
@pytest.mark.parametrize("role", [*sorted(SYSTEMS), ADMIN])
def test_in_a_real_regency_it_is_not_there_and_nothing_is_asked(
    app: APIFlask, desks: Answerer, role: str, act: Callable[[Caller], object]
) -> None:
    with app.app_context(), pytest.raises(NotFound):
        act(caller(role))
    assert {method for method, _, _ in desks.calls} == {"register.tenant"}


@pytest.mark.parametrize("role", sorted(set(ROLES) - SYSTEMS - {ADMIN}))
def test_other_roles_of_a_sandbox_are_refused(app: APIFlask, desks: Answerer, role: str) -> None:
    desks.on("register.tenant", SANDBOX)
    with app.app_context(), pytest.raises(NotYourRole):
        enter(caller(role))


@pytest.mark.parametrize("role", [*sorted(SYSTEMS), ADMIN])
def test_whoever_it_acts_as_is_of_the_callers_regency(app: APIFlask, desks: Answerer, role: str) -> None:
    desks.on("register.tenant", SANDBOX)
    with app.app_context():
        found = enter(caller(role))
    assert found.portal("lapak_aduan").tenant == "contoh"
    assert found.regency == SANDBOX


def test_a_regency_nobody_can_tell_about_is_no_sandbox(app: APIFlask, desks: Answerer) -> None:
    desks.on("register.tenant", Unavailable("register"))
    with app.app_context(), pytest.raises(Unavailable):
        enter(caller(ADMIN))


def test_a_regency_that_stopped_being_a_sandbox_is_none_at_once(app: APIFlask, desks: Answerer) -> None:
    now: PublicTenant = SANDBOX
    desks.on("register.tenant", lambda _caller, _request: now)
    with app.app_context():
        enter(caller(ADMIN))
        now = TENANT
        with pytest.raises(NotFound):
            enter(caller(ADMIN))
