"""docker-compose.yml: well-formed, closed, scalable. What runs in it is compared in test_compose_processes."""

import importlib
import json
from typing import Any

import pytest

from deploy.services import SERVICES
from tests.unit.deploy import compose

OURS = (*SERVICES, "evidence", "documents", "deliveries", "relay", "gateway", "migrate", "tenants", "bucket")
ONCE = ("migrate", "tenants", "bucket")
PARTS = ("postgres", "rabbitmq", "minio", "clamav", "mailpit")
ALL = (*OURS, *PARTS)

Services = dict[str, compose.Service]


def test_the_file_follows_the_compose_specification() -> None:
    schema = json.loads((compose.ROOT / "tests" / "support" / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema: Any = importlib.import_module("jsonschema")  # untyped
    faults = jsonschema.Draft7Validator(schema).iter_errors(compose.content())
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_these_are_all_services(services: Services) -> None:
    assert set(services) == set(ALL)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_be_scaled(name: str, services: Services) -> None:
    assert not {"container_name", "ports", "hostname", "volumes"} & set(services[name])


def test_only_the_gateway_can_be_reached_and_only_from_this_host(services: Services) -> None:
    open_to = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert open_to == {"gateway": ["127.0.0.1:8080:8080"], "mailpit": ["127.0.0.1:8025:8025"]}
    assert services["mailpit"]["profiles"] == ["mail"]


def test_only_who_has_business_outside_has_a_way_there(services: Services) -> None:
    assert compose.content()["networks"]["inside"] == {"internal": True}
    outside = {name for name, service in services.items() if "outside" in service["networks"]}
    assert outside == {"gateway", "notify", "deliveries", "bucket", "clamav", "mailpit"}


@pytest.mark.parametrize("name", OURS)
def test_the_products_own_processes_run_locked_down_from_one_image(name: str, services: Services) -> None:
    service = services[name]
    assert service["image"] == "dumas:local"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service, "the image's own user is without rights"


def test_the_image_is_built_once(services: Services) -> None:
    assert [name for name, service in services.items() if "build" in service] == ["migrate"]


@pytest.mark.parametrize("name", PARTS)
def test_the_image_of_a_part_is_pinned(name: str, services: Services) -> None:
    tag = services[name]["image"].rpartition(":")[2]
    assert any(character.isdigit() for character in tag)


@pytest.mark.parametrize("name", sorted(set(ALL) - set(ONCE)))
def test_what_keeps_running_is_watched_restarted_and_given_time_to_stop(name: str, services: Services) -> None:
    service = services[name]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"
    assert int(service["stop_grace_period"].removesuffix("s")) >= 30


@pytest.mark.parametrize("name", ONCE)
def test_what_runs_once_is_not_restarted(name: str, services: Services) -> None:
    assert services[name]["restart"] == "no"
    assert services[name]["healthcheck"] == {"disable": True}


@pytest.mark.parametrize("name", OURS)
def test_nothing_waits_for_a_state_that_never_comes(name: str, services: Services) -> None:
    for awaited, how in services[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if awaited in ONCE else "service_healthy"
        assert how == {"condition": expected}


def test_the_tenants_are_applied_when_every_desk_can_hear_of_them(services: Services) -> None:
    assert set(services["tenants"]["depends_on"]) == {*SERVICES, "relay"}


def test_volumes_and_secrets_are_declared_where_they_are_used(services: Services) -> None:
    content = compose.content()
    mounted = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert {name for name in mounted if not name.startswith(".")} == set(content["volumes"])
    assert {name for service in services.values() for name in service.get("secrets", [])} == set(content["secrets"])


def test_files_that_are_mounted_are_there(services: Services) -> None:
    mounted = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert [name for name in mounted if name.startswith(".") and not (compose.ROOT / name).exists()] == []
