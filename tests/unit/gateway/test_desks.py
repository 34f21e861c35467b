"""The way to the services: bounded, shared, and opened on first use."""

import threading

import pytest

from gateway.desks import Desks
from gateway.problems import Busy
from gateway.regencies import FRESH_FOR, Regencies, public
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import PublicTenant, Tenants
from services.common.contracts.register import Nothing
from services.common.errors import Unavailable, UnknownTenant
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT


def test_nothing_connects_before_the_first_call() -> None:
    made: list[Answerer] = []

    def connect() -> Answerer:
        made.append(Answerer())
        return made[-1]

    desks = Desks(connect, 1)
    assert made == []
    assert desks.is_ready
    assert desks.is_ready
    assert len(made) == 1


def test_a_service_that_hangs_does_not_take_every_thread() -> None:
    answerer, asked, go_on = Answerer(), threading.Event(), threading.Event()

    def hang(_caller: Caller, _request: object) -> Tenants:
        asked.set()
        go_on.wait(5)
        return Tenants(tenants=())

    answerer.on("register.tenants", hang)
    answerer.on("intake.tenants", Tenants(tenants=()))
    desks = Desks(lambda: answerer, 1)
    first = threading.Thread(target=lambda: desks.call("register.tenants", public(""), Nothing(), Tenants))
    first.start()
    asked.wait(5)
    with pytest.raises(Busy):
        desks.call("register.tenants", public(""), Nothing(), Tenants)
    desks.call("intake.tenants", public(""), Nothing(), Tenants)
    go_on.set()
    first.join()
    desks.call("register.tenants", public(""), Nothing(), Tenants)


class Hours:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Beside(Desks):
    """Does at once what would be done beside the request."""

    def later(self, work: object) -> None:
        """Now."""
        assert callable(work)
        work()


class Shelf:
    """Keeps what was seen for the length of a test."""

    def __init__(self) -> None:
        self.kept: dict[str, PublicTenant] = {}

    def read(self, tenant: str) -> PublicTenant | None:
        """What is kept."""
        return self.kept.get(tenant)

    def keep(self, tenant: str, seen: PublicTenant | None) -> None:
        """Keep or forget."""
        self.kept.pop(tenant, None)
        if seen is not None:
            self.kept[tenant] = seen


def regencies_before(answerer: Answerer, clock: Hours | None = None, shelf: Shelf | None = None) -> Regencies:
    return Regencies(Beside(lambda: answerer, 1), shelf or Shelf(), clock or Hours())


@pytest.fixture
def register() -> Answerer:
    """A register that knows one regency."""
    answerer = Answerer()
    answerer.on("register.tenant", TENANT)
    answerer.on("register.tenants", Tenants(tenants=(TENANT,)))
    return answerer


def test_regencies_are_asked_for_once_in_a_while(register: Answerer) -> None:
    clock = Hours()
    regencies = regencies_before(register, clock)
    for _ in range(3):
        assert regencies.get("contoh") == TENANT
    assert [name for name, *_ in register.calls] == ["register.tenant", "register.tenants"]
    clock.now += FRESH_FOR + 1
    regencies.get("contoh")
    regencies.get("contoh")
    assert len(register.calls) == 3


def test_a_regency_is_remembered_while_the_register_is_away(register: Answerer) -> None:
    clock = Hours()
    regencies = regencies_before(register, clock)
    regencies.get("contoh")
    register.on("register.tenants", Unavailable("register"))
    for _ in range(3):
        clock.now += FRESH_FOR + 1
        assert regencies.get("contoh") == TENANT


def test_a_regency_that_is_gone_is_forgotten(register: Answerer) -> None:
    clock = Hours()
    regencies = regencies_before(register, clock)
    regencies.get("contoh")
    register.on("register.tenants", Tenants(tenants=()))
    register.on("register.tenant", UnknownTenant("contoh"))
    clock.now += FRESH_FOR + 1
    assert regencies.get("contoh") == TENANT
    with pytest.raises(UnknownTenant):
        regencies.get("contoh")


def test_a_process_that_has_just_started_need_not_wait_for_the_register(register: Answerer) -> None:
    shelf = Shelf()
    regencies_before(register, shelf=shelf).refresh()
    register.on("register.tenant", Unavailable("register"))
    assert regencies_before(register, shelf=shelf).get("contoh") == TENANT


def test_what_is_shown_of_a_regency_is_as_the_register_says_now(register: Answerer) -> None:
    regencies = regencies_before(register)
    regencies.get("contoh")
    newer = TENANT.model_copy(update={"sop": "contoh@2"})
    register.on("register.tenant", newer)
    register.on("register.tenants", Unavailable("register"))
    assert regencies.fresh("contoh") == newer
    register.on("register.tenant", Unavailable("register"))
    assert regencies.fresh("contoh") == newer
