"""A regency's list of officers becomes its accounts, and nothing readable is kept of their secrets."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Engine, create_engine, insert, select, text
from sqlalchemy.exc import ProgrammingError

from gateway.database import of_tenant
from gateway.models import Account, ApiKey, Base
from gateway.officers import apply_officers
from gateway.sign_in import Doorkeeper
from gateway.tokens import fingerprint
from services.common.errors import NotSignedIn, SignInFailed
from tests.integration.gateway.conftest import API_KEYS, OFFICERS
from tests.integration.gateway.people import PASSWORDS, told

KEY = API_KEYS["sp4n_lapor"]


def test_a_key_that_was_replaced_opens_nothing(shell: Engine, keeper: Doorkeeper) -> None:
    apply_officers(shell, "contoh", OFFICERS, {}, {"sp4n_lapor": "dk_" + "n" * 40})
    with pytest.raises(NotSignedIn):
        keeper.system(f"{KEY}contoh")
    assert keeper.system(f"{KEY}lain").caller.tenant == "lain"


def test_an_api_key_makes_nobody_an_officer(shell: Engine, keeper: Doorkeeper) -> None:
    key = "dk_" + "o" * 40
    with of_tenant(shell, "contoh") as connection:
        row = {"key_hash": fingerprint(key), "tenant": "contoh", "account_id": "inspektur"}
        connection.execute(insert(ApiKey).values(row))
    with pytest.raises(NotSignedIn):
        keeper.system(key)


def test_who_left_the_list_is_signed_out_and_stays_out(shell: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    assert apply_officers(shell, "contoh", OFFICERS[1:], {}, {}) == 2
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])


def test_a_regencys_list_leaves_other_regencies_alone(shell: Engine, keeper: Doorkeeper) -> None:
    apply_officers(shell, "contoh", (), {}, {})
    assert keeper.sign_in("lain", "petugas", PASSWORDS["petugas"]).signed_in.caller.tenant == "lain"


def test_applying_the_same_list_again_changes_nothing(shell: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(shell, "contoh", OFFICERS, PASSWORDS, {})
    assert keeper.holder(token).caller.actor == "petugas"
    assert keeper.system(f"{KEY}contoh").caller.actor == "sp4n_lapor"


def test_a_changed_password_signs_its_officer_out(shell: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(shell, "contoh", OFFICERS, {"petugas": "sandi-uji-baru"}, {})
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    with pytest.raises(SignInFailed):
        keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    keeper.sign_in("contoh", "petugas", "sandi-uji-baru")


def test_a_changed_role_signs_its_officer_out(shell: Engine, keeper: Doorkeeper) -> None:
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    moved = OFFICERS[0].model_copy(update={"roles": ("irban",)})
    apply_officers(shell, "contoh", (moved, *OFFICERS[1:]), {}, {})
    with pytest.raises(NotSignedIn):
        keeper.holder(token)
    again = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    assert again.signed_in.caller.roles == ("irban",)


def test_no_regency_can_take_the_place_of_the_operators(shell: Engine) -> None:
    with pytest.raises(ValueError, match="another key"):
        apply_officers(shell, "platform", OFFICERS, {}, {})


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
    shell: Engine, passwords: dict[str, str], api_keys: dict[str, str], named: str
) -> None:
    with pytest.raises(ValueError, match=named) as refused:
        apply_officers(shell, "contoh", OFFICERS, passwords, api_keys)
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


def test_the_audit_trail_is_told_of_the_list_and_of_each_password_that_became_another(
    admin: URL, shell: Engine, engine: Engine
) -> None:
    apply_officers(shell, "contoh", OFFICERS, PASSWORDS | {"petugas": "sandi-uji-baru"}, {})
    rows = [(row["action"], row["subject"], row["actor"], row["actor_kind"]) for row in told(admin)]
    assert rows == [
        ("officers_applied", "gateway", "dumas", "operator"),
        ("password_replaced", "petugas", "dumas", "operator"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO session (token_hash, tenant, account_id, last_seen_at, expires_at) "
        "VALUES ('x', 'contoh', 'inspektur', now(), now() + interval '1 day')",
        "UPDATE session SET account_id = 'inspektur'",
        "SELECT token_hash FROM session",
        "SELECT key_hash FROM api_key",
        "SELECT payload FROM outbox",
        "DELETE FROM outbox",
        "INSERT INTO outbox (event_id, tenant, source, name, payload) "
        "VALUES (gen_random_uuid(), 'contoh', 'gateway', 'retention_ended', '{}')",
    ],
)
def test_the_role_of_the_command_can_neither_begin_a_session_nor_take_one_nor_touch_what_was_told(
    shell: Engine, query: str
) -> None:
    with pytest.raises(ProgrammingError, match="InsufficientPrivilege"), of_tenant(shell, "contoh") as connection:
        connection.execute(text(query))


def test_the_migrations_make_the_tables_the_models_say(admin: URL) -> None:
    engine = create_engine(admin)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []
