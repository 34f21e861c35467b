"""The addresses and their description: changed on purpose or not at all."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from pydantic import BaseModel

from gateway import openapi
from gateway.components import EXAMPLES
from gateway.routes import API, API_PREFIX, HEALTH
from services.common.contracts.results import RESULTS
from services.common.steps import KINDS

GOLDEN = Path(__file__).with_name("routes.txt")


@pytest.fixture
def spec(app: APIFlask) -> dict[str, Any]:
    """The OpenAPI document."""
    return openapi.document(app)


def test_the_addresses_are_those_written_down() -> None:
    rows = [("", route) for route in HEALTH] + [(API_PREFIX, route) for route in API]
    lines = [f"{route.method} {prefix}{route.path} {'|'.join(route.who) or 'anybody'}" for prefix, route in rows]
    assert sorted(lines) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_every_route_has_a_name_of_its_own() -> None:
    assert Counter(route.name for route in API + HEALTH).most_common(1)[0][1] == 1


def test_every_kind_of_step_can_be_completed() -> None:
    assert {route.path.rpartition("/")[2] for route in API if route.path.startswith("/tasks/<")} == set(KINDS)


def test_the_document_is_valid_openapi(spec: dict[str, Any]) -> None:
    assert spec["openapi"] == "3.1.0"
    validate(spec)


def test_every_api_route_is_in_the_document(spec: dict[str, Any]) -> None:
    described = {operation["operationId"] for path in spec["paths"].values() for operation in path.values()}
    assert described == {route.name for route in API + HEALTH}


def test_what_is_served_needs_the_callers_it_says(spec: dict[str, Any]) -> None:
    for route in API:
        path = API_PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
        assert spec["paths"][path][route.method.lower()]["security"] == [{kind: []} for kind in route.who]


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/source-confirmations", {"404", "409", "422"}),
        ("/complaints/{reference}/source-confirmation", {"404", "409", "422"}),
        ("/sandbox/complaints/{reference}/advance", {"404", "409", "422"}),
    ],
)
def test_what_waits_for_something_else_may_be_refused_with_a_conflict(
    spec: dict[str, Any], path: str, statuses: set[str]
) -> None:
    assert statuses <= spec["paths"][f"{API_PREFIX}{path}"]["post"]["responses"].keys()


def test_no_two_models_share_a_name() -> None:
    models = {model for route in API + HEALTH for model in (route.takes, route.gives, route.query) if model}
    nested = {name: found for model in models for name, found in _nested(model)}
    for model in models:
        for name, found in _nested(model):
            assert nested[name] is found


def test_every_example_fits_its_model() -> None:
    routes = {route.name: route for route in API}
    for name, example in EXAMPLES["operations"].items():
        for side, model in (("takes", routes[name].takes), ("gives", routes[name].gives)):
            if side in example:
                assert model is not None
                model.model_validate(example[side])


def test_every_example_of_a_result_fits_its_kind_or_goes_back() -> None:
    for kind, model in RESULTS.items():
        example = EXAMPLES["operations"][f"tasks_complete_{kind}"]["takes"]
        if "reason" not in example:
            model.model_validate(example["result"])


FOR_PEOPLE = ("/", "/docs", "/problems", "/nowhere")
"""Of which our own pages are told that a form comes from them."""


@pytest.mark.parametrize("path", ["/", "/docs", "/problems", "/api/v1/tenants", "/nowhere", "/static/public.css"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == ("same-origin" if path in FOR_PEOPLE else "no-referrer")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_nothing_of_the_interface_is_cached(client: FlaskClient) -> None:
    assert client.get("/api/v1/tenants/contoh").headers["Cache-Control"] == "no-store"


def test_the_process_is_alive_without_its_parts_but_not_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json) == (
        503,
        {"state": "not_ready", "parts": {"database": "away", "broker": "ok"}},
    )


def _nested(model: type[BaseModel]) -> list[tuple[str, type[BaseModel]]]:
    found = [(model.__name__, model)]
    for field in model.model_fields.values():
        for part in _types(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found += _nested(part)
    return found


def _types(annotation: Any) -> list[Any]:
    inside = getattr(annotation, "__args__", ())
    return [annotation, *(found for part in inside for found in _types(part))]
