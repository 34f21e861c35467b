"""The way to the services: bounded, shared, and opened on first use."""

import threading

import pytest

from gateway.desks import Desks
from gateway.problems import Busy
from gateway.regencies import FRESH_FOR, Regencies, public
from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing, PublicTenant, Tenants
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


def test_a_regency_is_asked_for_once_in_a_while() -> None:
    answerer, clock = Answerer(), Hours()
    answerer.on("register.tenant", TENANT)
    regencies = Regencies(Beside(lambda: answerer, 1), clock)
    for _ in range(3):
        assert regencies.get("contoh") == TENANT
    assert len(answerer.calls) == 1
    clock.now += FRESH_FOR + 1
    regencies.get("contoh")
    regencies.get("contoh")
    assert len(answerer.calls) == 2


def test_a_regency_is_remembered_while_the_register_is_away() -> None:
    answerer, clock = Answerer(), Hours()
    answerer.on("register.tenant", TENANT)
    regencies = Regencies(Beside(lambda: answerer, 1), clock)
    regencies.get("contoh")
    answerer.on("register.tenant", Unavailable("register"))
    for _ in range(3):
        clock.now += FRESH_FOR + 1
        assert regencies.get("contoh") == TENANT


def test_a_regency_that_is_gone_is_forgotten() -> None:
    answerer, clock = Answerer(), Hours()
    answerer.on("register.tenant", TENANT)
    regencies = Regencies(Beside(lambda: answerer, 1), clock)
    regencies.get("contoh")
    answerer.on("register.tenant", UnknownTenant("contoh"))
    clock.now += FRESH_FOR + 1
    found: PublicTenant = regencies.get("contoh")
    assert found == TENANT
    with pytest.raises(UnknownTenant):
        regencies.get("contoh")
