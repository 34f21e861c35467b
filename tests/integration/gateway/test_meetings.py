"""A sign-in that is under way when the account changes: what ends sessions ends this one too, before it begins."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from gateway import enrolment, officers, operators
from gateway.passwords import is_right
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.errors import SignInFailed
from tests.integration.gateway.conftest import OFFICERS
from tests.integration.gateway.people import PASSWORDS, Hours, enrolled

Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Have something happen while the password of the next sign-in is looked at."""

    def arrange(happens: Callable[[], object]) -> None:
        def slow(password_hash: str | None, password: str) -> bool:
            monkeypatch.setattr("gateway.sign_in.is_right", is_right)
            found = is_right(password_hash, password)
            happens()
            return found

        monkeypatch.setattr("gateway.sign_in.is_right", slow)

    return arrange


def refused(keeper: Doorkeeper, name: str, tenant: str = "contoh", password: str | None = None) -> None:
    with pytest.raises(SignInFailed):
        keeper.sign_in(tenant, name, password or PASSWORDS[name])


def test_the_password_alone_is_not_enough_once_a_second_factor_is_in_force(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours, meanwhile: Meanwhile
) -> None:
    meanwhile(lambda: enrolled(keeper, factors, clock))
    refused(keeper, "inspektur")


def test_a_password_that_was_replaced_meanwhile_lets_nobody_in(
    keeper: Doorkeeper, shell: Engine, meanwhile: Meanwhile
) -> None:
    new = {"petugas": "sandi-uji-baru"}
    meanwhile(lambda: officers.apply_officers(shell, "contoh", OFFICERS, new, {}))
    refused(keeper, "petugas")


def test_who_left_the_list_meanwhile_is_not_let_in(keeper: Doorkeeper, shell: Engine, meanwhile: Meanwhile) -> None:
    meanwhile(lambda: officers.apply_officers(shell, "contoh", OFFICERS[1:], {}, {}))
    refused(keeper, "petugas")


def test_a_factor_that_was_reset_meanwhile_leaves_no_session_behind(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours, shell: Engine, meanwhile: Meanwhile
) -> None:
    enrolled(keeper, factors, clock)
    meanwhile(lambda: enrolment.reset(shell, "contoh", "inspektur"))
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"], "000000")


def test_an_operator_who_was_removed_meanwhile_is_not_let_in(
    keeper: Doorkeeper, shell: Engine, meanwhile: Meanwhile
) -> None:
    operators.add(shell, "kanal", "sandi-uji-kanal")
    meanwhile(lambda: operators.remove(shell, "kanal"))
    refused(keeper, "kanal", "platform", "sandi-uji-kanal")
