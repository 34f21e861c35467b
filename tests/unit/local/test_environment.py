"""Which process may hold which secret. The expectations are written out here so that a change shows twice."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy.engine import make_url

from deploy.local import keys
from deploy.local.environment import MIGRATE, OPERATOR, PROCESSES, Process, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.local.state import State
from deploy.services import BROKER_USERS, ROLES
from services.common.runtime.settings import SERVICES
from services.common.runtime.trust import Verifier
from services.common.sealing import Ring

ENDPOINTS = Endpoints(
    database_url="postgresql://postgres:secret@/postgres?host=%2Frun",
    amqp_uri="amqp://broker/",
    store={"S3_ENDPOINT": "127.0.0.1:9000"},
    mail={"SMTP_HOST": "127.0.0.1"},
    mail_page_url=None,
)
BY_NAME = {process.name: process for process in (*PROCESSES, MIGRATE, OPERATOR)}


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return keys.load(State(tmp_path))


def _keys_of(process: Process, secrets: Secrets, inherited: dict[str, str] | None = None) -> set[str]:
    return {name for name in environment(process, ENDPOINTS, secrets, inherited or {}) if name.startswith("DUMAS_")} - {
        "DUMAS_VERIFY_KEYS"
    }


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("intake", {"DUMAS_SEALING_KEY", "DUMAS_SEAL_KEYS"}),
        ("register", {"DUMAS_SEALING_KEY"}),
        ("review", {"DUMAS_SEALING_KEY", "DUMAS_SEAL_KEYS"}),
        ("assignment", {"DUMAS_SEALING_KEY", "DUMAS_SEAL_KEYS"}),
        ("followup", {"DUMAS_SEALING_KEY", "DUMAS_SEAL_KEYS"}),
        ("notify", {"DUMAS_SEALING_KEY", "DUMAS_SIGNING_KEY", "DUMAS_OUTWARD_KEY"}),
        ("evidence", {"DUMAS_SEAL_KEYS"}),
        ("documents", {f"DUMAS_SEAL_KEYS_{desk}" for desk in ("INTAKE", "REVIEW", "ASSIGNMENT", "FOLLOWUP")}),
        ("relay", set()),
        ("gateway", {"DUMAS_SEALING_KEY", "DUMAS_SIGNING_KEY", "DUMAS_RECEIPT_KEY", "DUMAS_FACTOR_KEY"}),
        ("operator", {"DUMAS_SEALING_KEY", "DUMAS_SIGNING_KEY", "DUMAS_FACTOR_KEY"}),
    ],
)
def test_a_process_holds_these_keys_and_no_other(name: str, held: set[str], secrets: Secrets) -> None:
    assert _keys_of(BY_NAME[name], secrets) == held


def test_every_service_is_run(secrets: Secrets) -> None:
    assert set(SERVICES) <= {process.name for process in PROCESSES}


def test_a_service_connects_under_its_own_role_to_its_own_database(secrets: Secrets) -> None:
    url = make_url(environment(BY_NAME["review"], ENDPOINTS, secrets, {})["DATABASE_URL"])
    assert (url.username, url.database, url.query["host"]) == ("dumas_review", "dumas_review", "/run")
    assert url.password == secrets["role_review"]


def test_the_register_shares_intakes_database_under_a_role_of_its_own(secrets: Secrets) -> None:
    url = make_url(environment(BY_NAME["register"], ENDPOINTS, secrets, {})["DATABASE_URL"])
    assert (url.username, url.database) == ("dumas_register", "dumas_intake")


def test_migrate_is_given_the_password_of_every_role(secrets: Secrets) -> None:
    values = environment(MIGRATE, ENDPOINTS, secrets, {})
    assert values["DATABASE_URL"] == ENDPOINTS.database_url
    assert {values[f"DUMAS_DATABASE_PASSWORD_{role.upper()}"] for role in ROLES} == {
        secrets[f"role_{role}"] for role in ROLES
    }


def test_a_secret_in_the_callers_environment_does_not_reach_other_processes(secrets: Secrets) -> None:
    assert "DUMAS_SEAL_KEYS" not in _keys_of(BY_NAME["notify"], secrets, {"DUMAS_SEAL_KEYS": "leaked"})


def test_a_secret_in_a_file_of_the_callers_does_not_either(secrets: Secrets) -> None:
    assert "DUMAS_SEAL_KEYS_FILE" not in _keys_of(BY_NAME["notify"], secrets, {"DUMAS_SEAL_KEYS_FILE": "/leak"})


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.name)
def test_what_opens_a_signing_server_goes_to_no_process_by_itself(process: Process, secrets: Secrets) -> None:
    values = environment(process, ENDPOINTS, secrets, {"DUMAS_BSRE": "leaked", "DUMAS_BSRE_FILE": "/leak"})
    assert {"DUMAS_BSRE", "DUMAS_BSRE_FILE"}.isdisjoint(values)


def test_settings_of_the_caller_pass_through(secrets: Secrets) -> None:
    assert environment(BY_NAME["review"], ENDPOINTS, secrets, {"MAX_WORKERS": "4"})["MAX_WORKERS"] == "4"


def test_each_process_is_a_user_of_its_own_at_the_embedded_broker(secrets: Secrets) -> None:
    own = replace(ENDPOINTS, amqp_uri="amqp://dumas:all@127.0.0.1:5672/%2F", has_broker_users=True)
    review = environment(BY_NAME["review"], own, secrets, {})["AMQP_URI"]
    assert review == f"amqp://dumas_review:{secrets['amqp_review']}@127.0.0.1:5672/%2F"
    addresses = {environment(process, own, secrets, {}).get("AMQP_URI") for process in (*PROCESSES, OPERATOR)}
    assert {f"dumas_{name}:{secrets[f'amqp_{name}']}@127.0.0.1:5672" for name in BROKER_USERS} == {
        urlsplit(address).netloc for address in addresses if address
    }


def test_a_broker_named_by_the_environment_is_used_by_all_as_it_is(secrets: Secrets) -> None:
    assert environment(BY_NAME["review"], ENDPOINTS, secrets, {})["AMQP_URI"] == ENDPOINTS.amqp_uri


def test_who_does_not_talk_to_the_broker_is_not_told_where_it_is(secrets: Secrets) -> None:
    assert "AMQP_URI" not in environment(MIGRATE, ENDPOINTS, secrets, {"AMQP_URI": "amqp://broker/"})


def test_only_deliveries_reaches_the_broker_of_other_systems(secrets: Secrets) -> None:
    own = replace(ENDPOINTS, amqp_uri="amqp://dumas:all@127.0.0.1:5672/%2F", management_url="http://127.0.0.1:15672")
    names = {"PUBLIC_AMQP_URI", "PUBLIC_AMQP_MANAGEMENT"}
    told = {process.name: environment(process, own, secrets, {}) for process in (*PROCESSES, MIGRATE, OPERATOR)}
    assert {name for name, values in told.items() if names & values.keys()} == {"deliveries"}
    deliveries = told["deliveries"]
    assert deliveries["PUBLIC_AMQP_URI"] == (
        f"amqp://dumas_deliveries:{secrets['amqp_deliveries']}@127.0.0.1:5672/dumas-pub"
    )
    assert deliveries["PUBLIC_AMQP_MANAGEMENT"] == (
        f"http://dumas_management:{secrets['amqp_management']}@127.0.0.1:15672"
    )
    assert "AMQP_URI" not in deliveries


def test_a_public_broker_of_the_callers_own_is_used_instead(secrets: Secrets) -> None:
    own = replace(ENDPOINTS, management_url="http://127.0.0.1:15672")
    named = {"PUBLIC_AMQP_URI": "amqps://lain.example/", "PUBLIC_AMQP_MANAGEMENT_FILE": "/lain"}
    values = environment(BY_NAME["deliveries"], own, secrets, named)
    assert {name: value for name, value in values.items() if name.startswith("PUBLIC_")} == named
    assert not named.keys() & environment(BY_NAME["notify"], own, secrets, named)


def test_without_an_api_of_the_broker_there_is_none_for_other_systems(secrets: Secrets) -> None:
    assert "PUBLIC_AMQP_URI" not in environment(BY_NAME["deliveries"], ENDPOINTS, secrets, {})


def test_the_notifier_the_operator_and_the_gateway_sign_with_different_keys(secrets: Secrets) -> None:
    assert len({secrets[f"signing_{issuer}"] for issuer in ("gateway", "notify", "operator")}) == 3
    Verifier(secrets.verify_keys())


def test_secrets_are_made_once(tmp_path: Path) -> None:
    assert keys.load(State(tmp_path)) == keys.load(State(tmp_path))


def test_a_secret_that_is_new_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.write("secrets.json", {"receipt": "kept"})
    assert keys.load(state)["receipt"] == "kept"


def test_every_desk_seals_under_keys_of_its_own(secrets: Secrets) -> None:
    desks = ("intake", "review", "assignment", "followup")
    rings = {environment(BY_NAME[desk], ENDPOINTS, secrets, {})["DUMAS_SEAL_KEYS"] for desk in desks}
    assert len(rings) == len(desks)
    assert all(Ring(text).ids == ("k1",) for text in rings)


def test_the_vault_key_of_an_earlier_build_becomes_the_first_of_intakes_ring(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.write("secrets.json", {"vault": "b2xk"})
    made = keys.load(state)
    assert made["seal_intake"] == "k1:b2xk"
    assert "vault" not in made.values
    assert keys.load(state) == made
