"""What `deploy/docker/make-env.sh` writes."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from deploy.docker import make_env
from deploy.local import sign_ins
from deploy.local.keys import Secrets
from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS
from services.common.contracts.caller import Caller
from services.common.runtime.trust import Issuer, Verifier
from tests.unit.deploy import compose

OPTIONAL = {
    "CLAMD_ADDRESS",
    "SMTP_HOST",
    "SMTP_USER",
    "SMTP_PASSWORD",
    "DUMAS_LIMITS",
    "DUMAS_BSRE",
    "DUMAS_WEBHOOK_NETWORKS",
    "DUMAS_PUBLIC_AMQP",
}


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, written for the first time into an empty folder."""
    monkeypatch.chdir(tmp_path)
    make_env.main()
    return tmp_path / ".env"


def test_every_variable_is_explained_and_nothing_is_that_is_not_used() -> None:
    assert set(compose.read_env(compose.EXAMPLE.read_text(encoding="utf-8"))) == set(compose.variables())


def test_nothing_secret_stands_in_the_example(secrets: Secrets) -> None:
    example = compose.read_env(compose.EXAMPLE.read_text(encoding="utf-8"))
    assert {name for name, value in example.items() if not value} == {*make_env.by_variable(secrets), *OPTIONAL}


def test_the_stack_does_not_start_without_a_secret(secrets: Secrets) -> None:
    ways = compose.variables()
    assert {name: ways[name] for name in make_env.by_variable(secrets) if ways[name] != {"?"}} == {}


def test_the_defaults_are_those_of_the_example(env: Path, services: dict[str, compose.Service]) -> None:
    secret = {name: "x" for name, ways in compose.variables().items() if "?" in ways}
    by_default, by_example = compose.services(secret), compose.services(_example() | secret)
    assert by_default == by_example


def _example() -> dict[str, str]:
    return compose.read_env(compose.EXAMPLE.read_text(encoding="utf-8"))


def test_every_secret_is_filled_in_and_none_twice(env: Path, secrets: Secrets) -> None:
    written = compose.read_env(env.read_text(encoding="utf-8"))
    values = [written[name] for name in make_env.by_variable(secrets)]
    assert all(values)
    assert len(set(values)) == len(values)


def test_what_the_gateway_signs_the_services_can_check(env: Path) -> None:
    written = compose.read_env(env.read_text(encoding="utf-8"))
    caller = Caller(kind="public", actor="", tenant="banyumas")
    issuer = Issuer("gateway", base64.b64decode(written["DUMAS_SIGNING_KEY_GATEWAY"]))
    token = issuer.sign(caller, "intake.submit", "{}", valid_for=60)
    assert Verifier(written["DUMAS_VERIFY_KEYS"]).verify(token, "intake.submit", "{}") == caller


def test_the_brokers_users_have_the_passwords_of_the_environment(env: Path) -> None:
    written = compose.read_env(env.read_text(encoding="utf-8"))
    told = json.loads((env.parent / make_env.FOLDER / make_env.DEFINITIONS).read_text(encoding="utf-8"))
    users = (*BROKER_USERS, *PUBLIC_BROKER_USERS)
    assert [user["name"] for user in told["users"]] == [f"dumas_{name}" for name in users]
    for user, name in zip(told["users"], users, strict=True):
        kept = base64.b64decode(user["password_hash"])
        password = written[f"RABBITMQ_PASSWORD_{name.upper()}"]
        assert kept[4:] == hashlib.sha256(kept[:4] + password.encode()).digest()


def test_an_environment_of_an_older_version_is_told_what_it_lacks(env: Path) -> None:
    env.write_text(re.sub(r"^RABBITMQ_PASSWORD_RELAY=.*\n", "", env.read_text(encoding="utf-8"), flags=re.MULTILINE))
    with pytest.raises(SystemExit, match="RABBITMQ_PASSWORD_RELAY"):
        make_env.main()


def test_nobody_else_on_the_host_can_read_them(env: Path) -> None:
    folder = env.parent / make_env.FOLDER
    assert env.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("file", [sign_ins.FILE, make_env.DEFINITIONS])
def test_the_user_of_the_container_can_read_what_is_mounted(env: Path, file: str) -> None:
    assert (env.parent / make_env.FOLDER / file).stat().st_mode & 0o004


def test_a_second_run_changes_nothing(env: Path) -> None:
    passwords = env.parent / make_env.FOLDER / sign_ins.FILE
    before = env.read_text(encoding="utf-8"), passwords.read_text(encoding="utf-8")
    make_env.main()
    assert (env.read_text(encoding="utf-8"), passwords.read_text(encoding="utf-8")) == before
