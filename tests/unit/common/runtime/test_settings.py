"""Configuration: complete or refused in one message, from values or files, and never shown."""

import base64
from pathlib import Path

import pytest

from services.common.runtime.settings import Environment, Mail, ServiceSettings, Store

KEY = base64.b64encode(bytes(range(32))).decode()
COMPLETE = {
    "DATABASE_URL": "postgresql://dumas:geheim@db/dumas_review",
    "AMQP_URI": "amqp://dumas:geheim@broker/",
    "DUMAS_SEALING_KEY": KEY,
    "DUMAS_VERIFY_KEYS": "gateway:abc",
}


def test_all_missing_names_are_listed_in_one_message() -> None:
    env = Environment({})
    ServiceSettings.read("review", env)
    Store.read(env)
    with pytest.raises(SystemExit) as ended:
        env.require()
    assert ended.value.code == (
        "Set these before starting: AMQP_URI, DATABASE_URL, DUMAS_SEALING_KEY, DUMAS_VERIFY_KEYS, "
        "S3_ACCESS_KEY, S3_ENDPOINT, S3_SECRET_KEY"
    )


def test_a_complete_environment_is_read_with_its_defaults() -> None:
    env = Environment(COMPLETE)
    settings = ServiceSettings.read("review", env)
    env.require()
    assert (settings.service, settings.max_workers, settings.health_port) == ("review", 16, 0)
    assert settings.sealing_key == bytes(range(32))


def test_a_value_may_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "database"
    secret.write_text(f"{COMPLETE['DATABASE_URL']}\n", encoding="utf-8")
    without = {name: value for name, value in COMPLETE.items() if name != "DATABASE_URL"}
    settings = ServiceSettings.read("review", Environment({**without, "DATABASE_URL_FILE": str(secret)}))
    assert settings.database_url == COMPLETE["DATABASE_URL"]


def test_a_value_given_directly_wins_over_a_file() -> None:
    env = Environment({"AMQP_URI": "amqp://here/", "AMQP_URI_FILE": "no/such/file"})
    assert env.text("AMQP_URI") == "amqp://here/"


@pytest.mark.parametrize("values", [{"AMQP_URI": ""}, {"AMQP_URI": "", "AMQP_URI_FILE": ""}])
def test_an_empty_value_counts_as_missing(values: dict[str, str]) -> None:
    env = Environment(values)
    assert env.text("AMQP_URI") == ""
    assert env.missing == ["AMQP_URI"]


def test_a_default_is_not_missing() -> None:
    env = Environment({})
    assert (env.text("S3_BUCKET", "dumas"), env.number("MAX_WORKERS", 16), env.missing) == ("dumas", 16, [])


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_WORKERS", "3")
    assert Environment().number("MAX_WORKERS", 16) == 3


@pytest.mark.parametrize(("said", "secure"), [("1", True), ("0", False)])
def test_a_store_is_reached_with_or_without_tls(said: str, secure: bool) -> None:
    env = Environment({"S3_ENDPOINT": "s3:9000", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b", "S3_SECURE": said})
    assert Store.read(env).is_secure is secure


def test_without_a_host_no_mail_is_configured_and_nothing_is_missing() -> None:
    env = Environment({})
    assert Mail.read(env).host == ""
    assert env.missing == []


def test_no_secret_shows_when_settings_are_printed() -> None:
    env = Environment({**COMPLETE, "S3_ENDPOINT": "s3", "S3_ACCESS_KEY": "geheim", "S3_SECRET_KEY": "geheim"})
    shown = f"{ServiceSettings.read('review', env)} {Store.read(env)} {Mail.read(env)}"
    assert "geheim" not in shown
    assert str(bytes(range(32))) not in shown
