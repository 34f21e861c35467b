"""The AsyncAPI document and the schemas of events: valid, complete, and of the very names the senders use."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from deploy import definitions
from gateway import asyncapi, event_schemas
from gateway.pages import docs_events
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.examples import example
from services.intake.register import telling
from services.notify.deliveries import wanted

jsonschema: Any = importlib.import_module("jsonschema")  # untyped
SPECIFICATION = json.loads((Path(__file__).parents[2] / "support" / "asyncapi-3.0.0.json").read_text(encoding="utf-8"))
DOCUMENT = asyncapi.document()
every_type = pytest.mark.parametrize("name", OUTWARD)


def resolved(node: dict[str, Any]) -> Any:
    """What a reference of the document stands for."""
    found: Any = DOCUMENT
    for part in str(node["$ref"]).removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(node: Any) -> list[dict[str, Any]]:
    """Every reference in it."""
    if isinstance(node, list):
        return [found for each in node for found in references(each)]
    if not isinstance(node, dict):
        return []
    return [node] if "$ref" in node else [found for each in node.values() for found in references(each)]


def test_the_document_is_valid_asyncapi() -> None:
    faults = jsonschema.Draft7Validator(SPECIFICATION).iter_errors(DOCUMENT)
    assert [(list(fault.absolute_path), fault.message[:200]) for fault in faults] == []


def test_every_reference_leads_somewhere() -> None:
    found = references(DOCUMENT)
    assert found
    assert all(resolved(node) for node in found)


def test_every_type_has_a_message_and_those_of_complaints_a_channel_and_an_operation() -> None:
    assert set(DOCUMENT["components"]["messages"]) == set(OUTWARD)
    published = {name for name, one in OUTWARD.items() if one.is_of_complaint}
    assert set(DOCUMENT["channels"]) == {*published, "queue", "receiver"}
    assert len(DOCUMENT["operations"]) == len(published) + 2


def test_the_address_of_a_channel_is_its_routing_key() -> None:
    for name, channel in DOCUMENT["channels"].items():
        if name in OUTWARD:
            assert channel["address"] == f"{{tenant}}.{name}.{{channel}}.{{mode}}"
            assert set(channel["parameters"]) == {"tenant", "channel", "mode"}


def test_the_broker_is_named_as_the_senders_name_it() -> None:
    assert asyncapi.VHOST == definitions.PUBLIC_VHOST
    assert (asyncapi.EXCHANGE, asyncapi.DIRECT) == (wanted.ANNOUNCED, wanted.DIRECT)


@every_type
def test_an_example_fits_its_message(name: str) -> None:
    payload = DOCUMENT["components"]["messages"][name]["payload"]
    whole = {"components": DOCUMENT["components"], **payload}
    checker = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
    told = json.loads(example(name))
    assert [fault.message for fault in checker.iter_errors(told)] == []
    assert told.keys() <= event_schemas.envelope()["properties"].keys()
    told["data"].popitem()
    assert not checker.is_valid(told)


@every_type
def test_a_schema_is_where_events_say_and_lets_fields_be_added(client: FlaskClient, name: str) -> None:
    told = json.loads(example(name))
    answer = client.get(told["dataschema"])
    assert (answer.status_code, answer.mimetype) == (200, "application/schema+json")
    schema = json.loads(answer.text)
    assert schema["$id"] == told["dataschema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(told["data"] | {"new": "field"})


def test_the_document_is_served(client: FlaskClient) -> None:
    answer = client.get("/docs/asyncapi.json")
    assert answer.mimetype == "application/vnd.aai.asyncapi+json"
    assert json.loads(answer.text) == DOCUMENT


def test_the_fixtures_of_webhooks_are_served(client: FlaskClient) -> None:
    answer = client.get("/docs/webhooks/fixtures.json")
    assert answer.mimetype == "application/json"
    assert json.loads(answer.text)["fixtures"]


def test_there_is_no_schema_of_what_is_no_event(client: FlaskClient) -> None:
    assert client.get("/docs/events/nothing.happened.json").status_code == 404


def test_the_pages_name_the_kinds_of_step_that_are_told() -> None:
    opened, ended = (
        {name: kind for kind, name in table.items()} for table in (telling._STEP_OPENED, telling._STEP_ENDED)
    )
    assert (opened, ended) == (docs_events.OPENED, docs_events.ENDED)
