"""Officers and systems at the door, on a real database."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine, create_engine, select, text
from werkzeug.test import TestResponse

from gateway.accounts import IDLE, LASTS, Accounts
from gateway.models import Account, Base
from gateway.officers import apply_officers
from gateway.passwords import HASHER, NOBODY
from services.common.contracts.register import Page, Tasks
from services.common.errors import NotSignedIn, SignInFailed
from tests.integration.gateway.conftest import API_KEYS, OFFICERS, PASSWORDS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import content

KEY = API_KEYS["sp4n_lapor"]


class Hours:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time."""
        return self.now


def signed_in(client: FlaskClient, username: str = "petugas", password: str = PASSWORDS["petugas"]) -> TestResponse:
    return client.post("/api/v1/sessions", json={"tenant": "contoh", "username": username, "password": password})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_an_officer_signs_in_and_is_known(client: FlaskClient) -> None:
    token = content(signed_in(client, "Petugas "))["token"]
    me = content(client.get("/api/v1/me", headers=bearer(token)))
    assert me == {
        "tenant": "contoh",
        "id": "petugas",
        "name": "Contoh Dua",
        "kind": "officer",
        "roles": ["petugas_penerima"],
    }


def test_the_services_are_told_who_asks(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tasks", Tasks(tasks=(), next=None))
    token = content(signed_in(client))["token"]
    assert client.get("/api/v1/tasks?limit=5&after=x", headers=bearer(token)).status_code == 200
    caller, page = desks.last("register.tasks")
    assert (caller.kind, caller.actor, caller.tenant, caller.roles) == (
        "officer",
        "petugas",
        "contoh",
        ("petugas_penerima",),
    )
    assert page == Page(after="x", limit=5)


def test_an_unknown_name_and_a_wrong_password_are_told_alike(client: FlaskClient) -> None:
    answers = [
        content(signed_in(client, *attempt))
        for attempt in (("petugas", "salah"), ("siapa", "salah"), ("sp4n_lapor", "salah"))
    ]
    for answer in answers:
        del answer["correlation_id"]
    assert answers[0]["status"] == 401
    assert answers[0] == answers[1] == answers[2]


def test_an_unknown_name_takes_as_long_to_check() -> None:
    assert not HASHER.check_needs_rehash(NOBODY)


def test_a_session_ends_when_its_officer_signs_out(client: FlaskClient) -> None:
    token = content(signed_in(client))["token"]
    assert client.delete("/api/v1/sessions", headers=bearer(token)).status_code == 204
    assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_a_session_ends_after_half_an_hour_without_a_request(engine: Engine) -> None:
    clock = Hours()
    accounts = Accounts(engine, clock)
    token = accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    for _ in range(3):
        clock.now += IDLE - timedelta(minutes=1)
        accounts.officer(token)
    clock.now += IDLE
    with pytest.raises(NotSignedIn):
        accounts.officer(token)


def test_a_session_ends_after_eight_hours_however_busy(engine: Engine) -> None:
    clock = Hours()
    accounts = Accounts(engine, clock)
    session = accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    while clock.now < session.expires_at - timedelta(minutes=20):
        clock.now += timedelta(minutes=20)
        accounts.officer(session.token)
    clock.now = session.expires_at
    assert session.expires_at - LASTS == datetime(2026, 3, 2, 1, tzinfo=UTC)
    with pytest.raises(NotSignedIn):
        accounts.officer(session.token)


def test_a_system_is_known_by_its_key(client: FlaskClient) -> None:
    me = content(client.get("/api/v1/me", headers=bearer(f"{KEY}contoh")))
    assert (me["kind"], me["id"], me["tenant"]) == ("system", "sp4n_lapor", "contoh")


def test_a_key_that_was_replaced_opens_nothing(client: FlaskClient, engine: Engine) -> None:
    apply_officers(engine, "contoh", OFFICERS, {}, {"sp4n_lapor": "dk_" + "n" * 40})
    assert client.get("/api/v1/me", headers=bearer(f"{KEY}contoh")).status_code == 401
    assert client.get("/api/v1/me", headers=bearer(f"{KEY}lain")).status_code == 200


def test_a_token_of_no_kind_opens_nothing(client: FlaskClient) -> None:
    for token in ("os_guess", "dk_guess", "rt_guess", "guess", ""):
        assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_who_left_the_list_is_signed_out_and_stays_out(client: FlaskClient, engine: Engine) -> None:
    token = content(signed_in(client))["token"]
    assert apply_officers(engine, "contoh", OFFICERS[1:], {}, {}) == 2
    assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401
    assert signed_in(client).status_code == 401


def test_a_regencys_list_leaves_other_regencies_alone(engine: Engine) -> None:
    apply_officers(engine, "contoh", (), {}, {})
    assert Accounts(engine).sign_in("lain", "petugas", PASSWORDS["petugas"]).signed_in.caller.tenant == "lain"


def test_applying_the_same_list_again_changes_nothing(engine: Engine) -> None:
    accounts = Accounts(engine)
    token = accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(engine, "contoh", OFFICERS, PASSWORDS, {})
    assert accounts.officer(token).caller.actor == "petugas"
    assert accounts.system(f"{KEY}contoh").caller.actor == "sp4n_lapor"


def test_a_changed_password_signs_its_officer_out(engine: Engine) -> None:
    accounts = Accounts(engine)
    token = accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    apply_officers(engine, "contoh", OFFICERS, {"petugas": "sandi-uji-baru"}, {})
    with pytest.raises(NotSignedIn):
        accounts.officer(token)
    with pytest.raises(SignInFailed):
        accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    accounts.sign_in("contoh", "petugas", "sandi-uji-baru")


def test_a_changed_role_counts_from_the_next_request(engine: Engine) -> None:
    accounts = Accounts(engine)
    token = accounts.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    moved = OFFICERS[0].model_copy(update={"roles": ("irban",)})
    apply_officers(engine, "contoh", (moved, *OFFICERS[1:]), {}, {})
    assert accounts.officer(token).caller.roles == ("irban",)


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


def test_secrets_are_kept_as_hashes_only(admin: URL, client: FlaskClient) -> None:
    token = content(signed_in(client))["token"]
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


def test_the_gateway_is_ready_on_its_database_and_broker(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200
