"""What a service offers on request is what its contract says: no more, no less, with the same types."""

import inspect
import re
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel

from deploy.services import SERVICES, classes
from services.common.contracts import rpc
from services.common.contracts.caller import Caller
from services.common.runtime.entrypoints import Request
from tests.architecture.source import DESK_FOLDERS, ROOT

BY_NAME = {service.name: service for service in classes()}
CONTRACTS = {str(vars(contract)["name"]): contract for contract in rpc.ALL}

CALLS = [
    (name, method, function)
    for name, contract in CONTRACTS.items()
    for method, function in inspect.getmembers(contract, inspect.isfunction)
    if not method.startswith("_")
]


def offered(service: type[Any]) -> dict[str, Callable[..., Any]]:
    """The methods of a service that answer requests."""
    methods = inspect.getmembers(service, inspect.isfunction)
    return {
        name: method
        for name, method in methods
        if any(isinstance(entry, Request) for entry in getattr(method, "nameko_entrypoints", ()))
    }


def test_every_service_has_a_contract() -> None:
    assert set(CONTRACTS) == set(SERVICES) == set(BY_NAME)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_offers_exactly_its_contract(name: str) -> None:
    assert set(offered(BY_NAME[name])) == {method for service, method, _ in CALLS if service == name}


@pytest.mark.parametrize(("name", "method", "promised"), CALLS, ids=[f"{name}.{method}" for name, method, _ in CALLS])
def test_a_method_takes_and_gives_what_its_contract_says(name: str, method: str, promised: Callable[..., Any]) -> None:
    given = offered(BY_NAME[name])[method]
    assert list(inspect.signature(given).parameters) == list(inspect.signature(promised).parameters)
    assert get_type_hints(given) == get_type_hints(promised)


@pytest.mark.parametrize(("name", "method", "promised"), CALLS, ids=[f"{name}.{method}" for name, method, _ in CALLS])
def test_a_call_takes_a_caller_and_one_strict_message_and_answers_with_one(
    name: str, method: str, promised: Callable[..., Any]
) -> None:
    hints = get_type_hints(promised)
    assert list(hints) == ["caller", "request", "return"]
    assert hints["caller"] is Caller
    for message in (hints["request"], hints["return"]):
        assert issubclass(message, BaseModel)
        assert message.model_config["extra"] == "forbid"


@pytest.mark.parametrize(("name", "method", "promised"), CALLS, ids=[f"{name}.{method}" for name, method, _ in CALLS])
def test_no_request_names_the_tenant_it_acts_for(name: str, method: str, promised: Callable[..., Any]) -> None:
    request = get_type_hints(promised)["request"]
    public = {
        ("register", asked) for asked in ("tenant", "crest", "figures", "verification", "signing_certificate")
    }  # open to everybody
    assert "tenant" not in request.model_fields or (name, method) in public


@pytest.mark.parametrize("folder", DESK_FOLDERS)
def test_a_readme_lists_what_the_service_offers(folder: str) -> None:
    text = (ROOT / "services" / folder / "README.md").read_text(encoding="utf-8")
    listed = text.split("**Offers**")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(offered(BY_NAME[folder.rsplit("/", maxsplit=1)[-1]]))
