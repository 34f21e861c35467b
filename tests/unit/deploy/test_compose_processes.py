"""The same processes with the same secrets, whether `make run` starts them or `docker compose`."""

import importlib
from typing import Any

import click
import pytest
from sqlalchemy.engine import make_url

from deploy.cli.main import main
from deploy.local.environment import MIGRATE, OPERATOR, PROCESSES, Process, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.services import SERVICES
from gateway.settings import GatewaySettings
from services.common.runtime.settings import Environment, ServiceSettings, Store
from tests.unit.deploy import compose

BY_SERVICE = {process.name: process for process in (*PROCESSES, MIGRATE)} | {"tenants": OPERATOR}
STORE = {"S3_ACCESS_KEY", "S3_SECRET_KEY"}

Services = dict[str, compose.Service]


def _locally(process: Process, secrets: Secrets) -> dict[str, str]:
    endpoints = Endpoints(
        database_url=f"postgresql://postgres:{secrets['postgres']}@postgres:5432/postgres",
        amqp_uri=f"amqp://dumas:{secrets['amqp']}@rabbitmq:5672/%2F",
        has_broker_users=True,
        store={"S3_ACCESS_KEY": secrets["s3_access"], "S3_SECRET_KEY": secrets["s3_secret"]},
        mail={},
        mail_page_url=None,
    )
    return environment(process, endpoints, secrets, inherited={})


@pytest.mark.parametrize("name", sorted(set(BY_SERVICE) - {"tenants"}))
def test_a_process_is_started_by_the_command_of_the_local_stack(name: str, services: Services) -> None:
    assert services[name]["command"] == list(BY_SERVICE[name].arguments)


@pytest.mark.parametrize("name", BY_SERVICE)
def test_a_process_holds_the_secrets_of_the_local_stack_and_no_other(
    name: str, services: Services, secrets: Secrets
) -> None:
    process = BY_SERVICE[name]
    given, locally = services[name]["environment"], _locally(process, secrets)
    held = {variable: value for variable, value in given.items() if value in secrets.values.values()}
    expected = {variable: locally[variable] for variable in process.secrets}
    assert {variable: value for variable, value in held.items() if variable not in STORE} == expected


@pytest.mark.parametrize("name", BY_SERVICE)
def test_a_process_connects_to_the_database_and_broker_as_in_the_local_stack(
    name: str, services: Services, secrets: Secrets
) -> None:
    given, locally = services[name]["environment"], _locally(BY_SERVICE[name], secrets)
    assert make_url(given["DATABASE_URL"]) == make_url(locally["DATABASE_URL"])
    assert given.get("AMQP_URI") == locally.get("AMQP_URI")


def test_the_keys_of_the_store_are_with_those_who_use_it(services: Services) -> None:
    holders = {name for name, service in services.items() if set(service.get("environment", {})) & STORE}
    assert holders == {"gateway", "evidence", "documents", "bucket"}


def test_only_the_notifier_knows_the_mail_relay(services: Services) -> None:
    holders = {name for name, service in services.items() if "SMTP_PASSWORD" in service.get("environment", {})}
    assert holders == {"notify"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_given_all_it_requires(name: str, services: Services) -> None:
    module, class_name = SERVICES[name]
    service: Any = getattr(importlib.import_module(module), class_name)
    env = Environment(services[name]["environment"])
    settings = ServiceSettings.read(service.name, env)
    if hasattr(service, "configure"):
        service.configure(env)
    assert env.missing == []
    assert settings.health_port


def test_the_gateway_is_given_all_it_requires(services: Services) -> None:
    GatewaySettings.read(Environment(services["gateway"]["environment"]))
    assert services["gateway"]["environment"]["HOST"] == "0.0.0.0"


def test_the_bucket_is_made_where_the_gateway_looks_for_it(services: Services) -> None:
    stores = [Store.read(Environment(services[name]["environment"])) for name in ("bucket", "gateway")]
    assert stores[0] == stores[1]


@pytest.mark.parametrize("name", sorted(set(BY_SERVICE) - {"tenants"}))
def test_a_command_is_one_that_dumas_has(name: str, services: Services) -> None:
    first, *rest = services[name]["command"]
    command = main.get_command(click.Context(main), first)
    assert command is not None
    command.make_context(first, rest)  # refuses arguments it does not know


def test_the_tenants_are_applied_by_a_command_that_dumas_has(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *rest = services["tenants"]["command"].replace("/run/secrets/sign_ins", "README.md").split()
    group = main.get_command(click.Context(main), first)
    assert isinstance(group, click.Group)
    monkeypatch.chdir(compose.ROOT / "deploy" / "tenants")
    context = group.commands[second].make_context(second, rest)
    profiles = (compose.ROOT / "deploy" / "tenants").glob("*/tenant.yaml")
    real = {file.parent.name for file in profiles if "\nsandbox: true\n" not in file.read_text(encoding="utf-8")}
    assert {str(folder) for folder in context.params["folders"]} == real, "a sandbox is asked for"
