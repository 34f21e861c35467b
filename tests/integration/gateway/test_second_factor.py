"""The second factor: codes that count once, recovery codes, and nothing of it in clear in the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import URL, Engine, create_engine, text

from gateway.codes import RECOVERY_CODES
from gateway.enrolment import enrol, reset
from gateway.problems import CodeNeeded, SecondFactorKept
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.errors import Invalid, NotSignedIn, SignInFailed
from tests.integration.gateway.people import PASSWORDS, STEP, Hours, Phone, enrolled, told, with_code
from tests.unit.gateway.conftest import SETTINGS

SHARED = "CONTOHCONTOHCONTOHCONTOHCONTOH22"


def test_who_has_a_phone_signs_in_with_its_code(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    session = with_code(keeper, phone.code())
    assert session.signed_in.must_set_up == ()
    assert keeper.holder(session.token).caller.actor == "inspektur"


def test_the_right_password_alone_is_told_that_a_code_is_needed(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    enrolled(keeper, factors, clock)
    with pytest.raises(CodeNeeded):
        keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"])


def test_a_wrong_password_is_not_told_that_a_code_is_needed(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    enrolled(keeper, factors, clock)
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "inspektur", "salah")


def test_a_code_counts_once(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    with_code(keeper, phone.code())
    with pytest.raises(SignInFailed):
        with_code(keeper, phone.code())


def test_a_code_sent_twice_at_the_same_moment_counts_once(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP

    def attempt(_: int) -> bool:
        try:
            return bool(with_code(keeper, phone.code()).token)
        except SignInFailed:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]


def test_the_code_that_confirmed_does_not_sign_in(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    phone = enrolled(keeper, factors, clock)
    with pytest.raises(SignInFailed):
        with_code(keeper, phone.code())


def test_after_a_later_code_no_earlier_one_counts(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += 2 * STEP
    with_code(keeper, phone.code(1))
    with pytest.raises(SignInFailed):
        with_code(keeper, phone.code(0))


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_one_step_off(keeper: Doorkeeper, factors: SecondFactors, clock: Hours, steps: int) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += 10 * STEP
    assert with_code(keeper, phone.code(steps)).token


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_two_steps_off(keeper: Doorkeeper, factors: SecondFactors, clock: Hours, steps: int) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += 10 * STEP
    with pytest.raises(SignInFailed):
        with_code(keeper, phone.code(steps))


@pytest.mark.parametrize("typed", [str.upper, lambda code: code.replace("-", " "), str])
def test_a_recovery_code_signs_in_once_however_it_is_typed(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours, typed: type[str]
) -> None:
    session = keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"])
    new = factors.begin(session.signed_in)
    factors.confirm(session.signed_in, Phone(new.secret, clock).code(), session.token)
    assert len(set(new.recovery_codes)) == RECOVERY_CODES
    assert with_code(keeper, typed(new.recovery_codes[0])).token
    with pytest.raises(SignInFailed):
        with_code(keeper, new.recovery_codes[0])
    assert with_code(keeper, new.recovery_codes[1]).token


def test_a_recovery_code_of_somebody_else_is_none(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    enrolled(keeper, factors, clock)
    other = factors.begin(keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).signed_in)
    with pytest.raises(SignInFailed):
        with_code(keeper, other.recovery_codes[0])


def test_a_factor_that_was_not_confirmed_is_not_asked_for(keeper: Doorkeeper, factors: SecondFactors) -> None:
    factors.begin(keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).signed_in)
    assert keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token


def test_a_factor_in_force_is_not_replaced_by_whoever_holds_the_session(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    session = with_code(keeper, phone.code())
    with pytest.raises(SecondFactorKept):
        factors.begin(session.signed_in)
    with pytest.raises(SecondFactorKept):
        factors.confirm(session.signed_in, phone.code(1), session.token)


def test_a_wrong_first_code_confirms_nothing(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    session = keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"])
    with pytest.raises(Invalid):
        factors.confirm(session.signed_in, "000000", session.token)
    factors.begin(session.signed_in)
    with pytest.raises(Invalid):
        factors.confirm(session.signed_in, Phone(SHARED, clock).code(), session.token)
    assert keeper.holder(session.token).must_set_up == ("second_factor",)


def test_confirming_ends_all_other_sessions_and_makes_this_one_whole(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    other, mine = (keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"]) for _ in range(2))
    secret = factors.begin(mine.signed_in).secret
    factors.confirm(mine.signed_in, Phone(secret, clock).code(), mine.token)
    assert keeper.holder(mine.token).must_set_up == ()
    with pytest.raises(NotSignedIn):
        keeper.holder(other.token)


def test_who_need_not_have_one_may_have_one_and_give_it_up(
    keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock, "petugas")
    clock.now += STEP
    session = with_code(keeper, phone.code(), "petugas")
    with pytest.raises(Invalid):
        factors.give_up(session.signed_in, phone.code(), session.token)
    factors.give_up(session.signed_in, phone.code(1), session.token)
    assert keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token


def test_who_must_have_one_cannot_give_it_up(keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    session = with_code(keeper, phone.code())
    with pytest.raises(SecondFactorKept):
        factors.give_up(session.signed_in, phone.code(1), session.token)


def test_the_operator_takes_a_lost_one_away(
    engine: Engine, keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    token = with_code(keeper, phone.code()).token
    assert reset(engine, "contoh", "inspektur")
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    assert keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"]).signed_in.must_set_up == ("second_factor",)
    with pytest.raises(KeyError):
        reset(engine, "contoh", "siapa")


def test_invented_officers_are_enrolled_once(engine: Engine, keeper: Doorkeeper, clock: Hours) -> None:
    enrol(engine, SETTINGS.factor_key, "contoh", {"inspektur": SHARED})
    token = with_code(keeper, Phone(SHARED, clock).code()).token
    enrol(engine, SETTINGS.factor_key, "contoh", {"inspektur": SHARED})
    assert keeper.holder(token).must_set_up == ()
    enrol(engine, b"another key" * 3, "contoh", {"inspektur": SHARED})
    with pytest.raises(NotSignedIn):
        keeper.holder(token)


def test_only_officers_are_enrolled(engine: Engine) -> None:
    for name in ("sp4n_lapor", "siapa"):
        with pytest.raises(ValueError, match=name):
            enrol(engine, SETTINGS.factor_key, "contoh", {name: SHARED})


def test_neither_secrets_nor_codes_are_kept_in_clear(
    admin: URL, keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    session = keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"])
    new = factors.begin(session.signed_in)
    factors.confirm(session.signed_in, Phone(new.secret, clock).code(), session.token)
    engine = create_engine(admin)
    with engine.connect() as connection:
        tables = ("account", "session", "second_factor", "sign_in_try", "outbox")
        kept = repr([connection.execute(text(f"SELECT t::text FROM {name} t")).all() for name in tables])
        sealed = connection.scalar(text("SELECT sealed FROM second_factor"))
    engine.dispose()
    codes = [code.replace("-", "") for code in new.recovery_codes]
    assert not any(secret in kept for secret in (new.secret, *new.recovery_codes, *codes, PASSWORDS["inspektur"]))
    assert new.secret.encode() not in bytes(sealed)


def test_a_secret_moved_to_another_account_opens_nothing(
    admin: URL, keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock)
    enrolled(keeper, factors, clock, "petugas")
    engine = create_engine(admin)
    with engine.begin() as connection:
        taken = "(SELECT sealed FROM second_factor WHERE account_id = 'inspektur')"
        connection.execute(text(f"UPDATE second_factor SET sealed = {taken} WHERE account_id = 'petugas'"))
    engine.dispose()
    clock.now += STEP
    with pytest.raises(InvalidTag):
        with_code(keeper, phone.code(), "petugas")


def test_the_audit_trail_is_told_of_it_all(
    admin: URL, engine: Engine, keeper: Doorkeeper, factors: SecondFactors, clock: Hours
) -> None:
    phone = enrolled(keeper, factors, clock)
    clock.now += STEP
    session = with_code(keeper, phone.code())
    for wrong in (phone.code(), None):
        with pytest.raises((SignInFailed, CodeNeeded)):
            keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"], wrong)
    keeper.sign_out(session.signed_in, session.token)
    reset(engine, "contoh", "inspektur")
    rows = [(row["action"], row["actor"], row["actor_kind"], row["details"]) for row in told(admin)]
    assert rows == [
        ("signed_in", "inspektur", "officer", {"by": "password"}),
        ("second_factor_set", "inspektur", "officer", {}),
        ("signed_in", "inspektur", "officer", {"by": "code"}),
        ("sign_in_failed", "inspektur", "officer", {"reason": "code"}),
        ("sign_in_failed", "inspektur", "officer", {"reason": "no_code"}),
        ("signed_out", "inspektur", "officer", {}),
        ("second_factor_reset", "dumas", "operator", {}),
    ]
