"""A regency's list of officers becomes its accounts, and nothing readable is kept of their secrets."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Engine, create_engine, select, text

from gateway.models import Account, Base
from gateway.officers import apply_officers
from gateway.sign_in import Doorkeeper
from services.common.errors import NotSignedIn, SignInFailed
from tests.integration.gateway.conftest import API_KEYS, OFFICERS
from tests.integration.gateway.people import PASSWORDS

KEY = API_KEYS["sp4n_lapor"]


def test_a_key_that_was_replaced_opens_nothing(engine: Engine, keeper: Doorkeeper) -> None:
    apply_officers(engine, "contoh", OFFICERS, {}, {"sp4n_lapor": "dk_" + "n" * 40})
    with pytest.raises(NotSignedIn):
        keeper.system(f"{KEY}contoh")
    assert keeper.system(f"{KEY}lain").caller.tenant == "lain"


def test_who_left_the_list_is_signed_out_and_stays_out(engine: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    assert apply_officers(engine, "contoh", OFFICERS[1:], {}, {}) == 2
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])


def test_a_regencys_list_leaves_other_regencies_alone(engine: Engine, keeper: Doorkeeper) -> None:
    apply_officers(engine, "contoh", (), {}, {})
    assert keeper.sign_in("lain", "petugas", PASSWORDS["petugas"]).signed_in.caller.tenant == "lain"


def test_applying_the_same_list_again_changes_nothing(engine: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(engine, "contoh", OFFICERS, PASSWORDS, {})
    assert keeper.holder(token).caller.actor == "petugas"
    assert keeper.system(f"{KEY}contoh").caller.actor == "sp4n_lapor"


def test_a_changed_password_signs_its_officer_out(engine: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(engine, "contoh", OFFICERS, {"petugas": "sandi-uji-baru"}, {})
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    keeper.sign_in("contoh", "petugas", "sandi-uji-baru")


def test_a_changed_role_signs_its_officer_out(engine: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    moved = OFFICERS[0].model_copy(update={"roles": ("irban",)})
    apply_officers(engine, "contoh", (moved, *OFFICERS[1:]), {}, {})
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    again = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    assert again.signed_in.caller.roles == ("irban",)


def test_no_regency_can_take_the_place_of_the_operators(engine: Engine) -> None:
    with pytest.raises(ValueError, match="another key"):
        apply_officers(engine, "platform", OFFICERS, {}, {})


@pytest.mark.parametrize(
    ("passwords", "api_keys", "named"),
    [
        ({"siapa": "sandi-uji-siapa"}, {}, "siapa"),
        ({"sp4n_lapor": "sandi-uji-sistem"}, {}, "sp4n_lapor"),
        ({"petugas": "pendek"}, {}, "petugas"),
        ({}, {"petugas": "dk_" + "k" * 40}, "petugas"),
        ({}, {"sp4n_lapor": "pendek"}, "sp4n_lapor"),
    ],
)
def test_secrets_that_do_not_fit_are_refused_by_name_alone(
    engine: Engine, passwords: dict[str, str], api_keys: dict[str, str], named: str
) -> None:
    with pytest.raises(ValueError, match=named) as refused:
        apply_officers(engine, "contoh", OFFICERS, passwords, api_keys)
    assert not any(secret in str(refused.value) for secret in (*passwords.values(), *api_keys.values()))


def test_accounts_of_a_regency_cannot_be_read_without_naming_it(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(select(Account.id)).all() == []


def test_secrets_are_kept_as_hashes_only(admin: URL, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    engine = create_engine(admin)
    with engine.connect() as connection:
        tables = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in ("account", "session", "api_key")]
    engine.dispose()
    kept = repr(tables)
    assert not any(secret in kept for secret in (token, KEY, *PASSWORDS.values()))


def test_the_migrations_make_the_tables_the_models_say(admin: URL) -> None:
    engine = create_engine(admin)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []
