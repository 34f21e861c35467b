"""What is told to the broker where other systems listen, and how its port is opened."""

import importlib
import json
import re
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from deploy.cli.main import main
from deploy.definitions import PUBLIC_VHOST, definitions, joined, public_definitions
from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS
from services.notify.deliveries.wanted import ANNOUNCED, DIRECT
from tests.unit.deploy import compose

PASSWORDS = {name: f"sandi-{name}" for name in (*BROKER_USERS, *PUBLIC_BROKER_USERS)}
TOLD = public_definitions(PASSWORDS)
MAY = {row["user"]: row for row in TOLD["permissions"]}


@pytest.mark.parametrize(
    ("name", "may"),
    [(ANNOUNCED, True), (DIRECT, True), ("amq.topic", False), ("amq.default", False), ("dumas.v10", False)],
)
def test_deliveries_writes_to_two_exchanges_and_nowhere_else(name: str, may: bool) -> None:
    assert bool(re.search(MAY["dumas_deliveries"]["write"], name)) is may
    assert {MAY["dumas_deliveries"][way] for way in ("configure", "read")} == {"^$"}


def test_only_who_manages_has_a_tag() -> None:
    assert {user["name"]: user["tags"] for user in TOLD["users"]} == {
        "dumas_deliveries": [],
        "dumas_management": ["administrator"],
    }


def test_our_own_processes_do_not_enter_the_public_virtual_host_nor_its_users_ours() -> None:
    together = joined(definitions(PASSWORDS), TOLD)
    enters = {(row["user"], row["vhost"]) for row in together["permissions"]}
    assert enters == {(f"dumas_{name}", "/") for name in BROKER_USERS} | {(name, PUBLIC_VHOST) for name in MAY}
    assert {row["vhost"] for row in together["queues"]} == {"/"}


def test_the_command_prints_them() -> None:
    env = {f"RABBITMQ_PASSWORD_{name.upper()}": PASSWORDS[name] for name in PUBLIC_BROKER_USERS}
    done = CliRunner().invoke(main, ["broker", "definitions", "--public", "--vhost", "lain"], env=env)
    assert done.exit_code == 0, done.output
    assert {row["vhost"] for row in json.loads(done.output)["permissions"]} == {"lain"}


def test_the_file_that_opens_the_port_follows_the_specification_and_adds_nothing_else() -> None:
    file = compose.ROOT / "deploy" / "docker" / "amqps.yml"
    opened: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    schema = json.loads((compose.ROOT / "tests" / "support" / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema: Any = importlib.import_module("jsonschema")  # untyped
    assert [fault.message for fault in jsonschema.Draft7Validator(schema).iter_errors(opened)] == []
    (rabbitmq,) = opened["services"].values()
    assert [port.rpartition(":")[2] for port in rabbitmq["ports"]] == ["5671"]
    mounted = rabbitmq["volumes"][0].partition(":")[0]
    assert (compose.ROOT / mounted).exists()
