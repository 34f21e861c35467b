"""Guessing is made slow, for every name alike, by all processes together; nobody is locked out."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine, create_engine, text

from gateway.guessing import FORGOTTEN_AFTER, FREE, LONGEST
from gateway.problems import CodeNeeded, SignInDelayed
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.errors import Invalid, SignInFailed
from tests.integration.gateway.people import PASSWORDS, STEP, Hours, enrolled, signed_in, told, with_code
from tests.unit.gateway.conftest import SETTINGS
from tests.unit.gateway.samples import content

TYPED = "kata_sandi_di_kolom_nama"


def failed(keeper: Doorkeeper, name: str = "petugas", tenant: str = "contoh") -> None:
    with pytest.raises(SignInFailed):
        keeper.sign_in(tenant, name, "salah")


def waited(keeper: Doorkeeper, name: str = "petugas", password: str = "salah") -> int:
    with pytest.raises(SignInDelayed) as delayed:
        keeper.sign_in("contoh", name, password)
    return delayed.value.retry_after


@pytest.mark.parametrize("name", ["petugas", "siapa", "sp4n_lapor"])
def test_the_delay_grows_to_forty_two_seconds_for_every_name_alike(keeper: Doorkeeper, clock: Hours, name: str) -> None:
    for _ in range(FREE):
        failed(keeper, name)
    waits = []
    for _ in range(8):
        waits.append(waited(keeper, name))
        clock.now += timedelta(seconds=waits[-1])
        failed(keeper, name)
    assert waits == [1, 2, 4, 8, 16, 32, LONGEST, LONGEST]


def test_while_it_lasts_not_even_the_right_password_is_looked_at(keeper: Doorkeeper, clock: Hours) -> None:
    for _ in range(FREE):
        failed(keeper)
    assert waited(keeper, password=PASSWORDS["petugas"]) == 1
    clock.now += timedelta(seconds=1)
    assert keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token


def test_a_success_clears_it(keeper: Doorkeeper) -> None:
    for _ in range(3):
        for _ in range(FREE - 1):
            failed(keeper)
        assert keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token


def test_a_try_while_waiting_does_not_lengthen_it(keeper: Doorkeeper, clock: Hours) -> None:
    for _ in range(FREE + 1):
        clock.now += timedelta(seconds=1)
        failed(keeper)
    assert [waited(keeper) for _ in range(5)] == [2] * 5


def test_another_process_counts_with_the_first(engine: Engine, keeper: Doorkeeper, clock: Hours) -> None:
    other = Doorkeeper(engine, SETTINGS.factor_key, clock)
    failed(keeper)
    failed(other)
    failed(keeper)
    assert waited(other) == 1


def test_tries_at_the_same_moment_cannot_slip_through(keeper: Doorkeeper, engine: Engine) -> None:
    for _ in range(FREE):
        keeper._guessing.count("contoh", "petugas")  # begun, and not answered yet
    assert waited(keeper, password=PASSWORDS["petugas"]) == 1


def test_names_of_other_regencies_are_not_delayed(keeper: Doorkeeper) -> None:
    for _ in range(FREE):
        failed(keeper)
    assert keeper.sign_in("lain", "petugas", PASSWORDS["petugas"]).token


def test_a_missing_or_wrong_code_counts_like_a_wrong_password(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    enrolled(keeper, factors, clock)
    for code in (None, "000000", None):
        with pytest.raises((CodeNeeded, SignInFailed)):
            keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"], code)
    assert waited(keeper, "inspektur", PASSWORDS["inspektur"]) == 1


@pytest.mark.parametrize("name", ["petugas", "siapa"])
def test_who_has_to_wait_is_told_for_how_long(admin: URL, client: FlaskClient, name: str) -> None:
    assert signed_in(client, name, "salah").status_code == 401
    engine = create_engine(admin)
    with engine.begin() as connection:
        connection.execute(text("UPDATE sign_in_try SET free_at = now() + interval '40 seconds'"))
    engine.dispose()
    answer = signed_in(client, name, PASSWORDS["petugas"])
    assert (answer.status_code, content(answer)["type"]) == (429, "/problems/sign-in-delayed")
    assert 30 < int(answer.headers["Retry-After"]) <= 40


def test_a_code_to_give_a_factor_up_with_cannot_be_guessed_fast(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock, "petugas")
    clock.now += STEP
    session = with_code(keeper, phone.code(), "petugas")
    for _ in range(FREE):
        with pytest.raises(Invalid):
            factors.give_up(session.signed_in, "000000", session.token)
    with pytest.raises(SignInDelayed):
        factors.give_up(session.signed_in, phone.code(1), session.token)


def test_old_failures_are_forgotten_and_their_rows_vanish(admin: URL, keeper: Doorkeeper, clock: Hours) -> None:
    for name in ("satu", "dua", "tiga"):
        failed(keeper, name)
    for _ in range(FREE):
        failed(keeper)
    clock.now += FORGOTTEN_AFTER + timedelta(seconds=1)
    for _ in range(FREE):
        failed(keeper)
    assert _rows(admin, "SELECT failures FROM sign_in_try") == [(FREE,)]


def test_a_clock_that_was_once_ahead_locks_nobody_out(keeper: Doorkeeper, clock: Hours) -> None:
    clock.now += timedelta(days=365)
    for _ in range(FREE + 1):
        failed(keeper)
        clock.now += timedelta(seconds=5)
    clock.now -= timedelta(days=366)
    assert keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token


def test_what_was_typed_as_a_name_is_kept_nowhere(admin: URL, keeper: Doorkeeper) -> None:
    failed(keeper, TYPED)
    failed(keeper, TYPED, tenant=TYPED)
    kept = [_rows(admin, f"SELECT t::text FROM {name} t") for name in ("sign_in_try", "outbox")]
    assert len(kept[0]) == 2
    assert TYPED not in repr(kept)


def test_the_audit_trail_is_told_of_failures_whether_the_name_exists_or_not(admin: URL, keeper: Doorkeeper) -> None:
    for name, tenant in (("petugas", "contoh"), ("siapa", "contoh"), ("siapa", "atlantis")):
        failed(keeper, name, tenant)
    rows = [(row["tenant"], row["action"], row["actor"], row["actor_kind"]) for row in told(admin)]
    assert rows == [
        ("contoh", "sign_in_failed", "petugas", "officer"),
        ("contoh", "sign_in_failed", "public", "public"),
        ("", "sign_in_failed", "public", "public"),
    ]


def _rows(admin: URL, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(admin)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found
