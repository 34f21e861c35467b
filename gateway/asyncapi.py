"""The AsyncAPI 3.0 document: what other systems are sent, by AMQP and by webhook, drawn from the catalogue of events.

It is written from our side: every operation sends. Names of the broker's parts are those `dumas deliveries` gives them.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from gateway import event_schemas
from gateway.asyncapi_parts import AMQP_HEADERS, HTTP_HEADERS, PARAMETERS, SCHEMES
from services.common.contracts.outward.catalogue import OUTWARD, OutwardType
from services.common.contracts.outward.envelope import CONTENT_TYPE, routing_key
from services.common.contracts.outward.examples import example

VERSION: Final = "1.0.0"
VHOST, EXCHANGE, DIRECT, QUEUE = "dumas-pub", "dumas.v1", "dumas.direct", "ext.{tenant}.{subscriber}"

_QUEUE, _RECEIVER = "queue", "receiver"
_BROKER_BINDING: Final = {"bindingVersion": "0.3.0"}
_ABOUT: Final = (
    "What happens to complaints, told to other systems as CloudEvents 1.0: codes, times and numbers, never a name or "
    "what somebody wrote. The same bytes come by AMQP, by webhook and from `GET /api/v1/events`. An event may come "
    "more than once; `id` tells. `data.sequence` counts the events of a complaint without a gap."
)


def document() -> dict[str, Any]:
    """The whole document."""
    told = [one for one in OUTWARD.values() if one.is_of_complaint]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Dumas", "version": VERSION, "description": _ABOUT},
        "defaultContentType": CONTENT_TYPE,
        "servers": {"broker": _broker(), "webhook": _webhook()},
        "channels": {**{one.name: _announced(one) for one in told}, _QUEUE: _queue(), _RECEIVER: _receiver()},
        "operations": dict(_operations(told)),
        "components": {
            "schemas": dict(_schemas()),
            "messages": {name: _message(one) for name, one in OUTWARD.items()},
            "parameters": PARAMETERS,
            "securitySchemes": SCHEMES,
        },
    }


def _broker() -> dict[str, Any]:
    return {
        "host": "{host}",
        "protocol": "amqps",
        "protocolVersion": "0-9-1",
        "pathname": f"/{VHOST}",
        "description": "A virtual host for other systems alone. Who subscribes gets one queue and the password to it.",
        "variables": {"host": {"default": "dumas.example:5671", "description": "The operator of the platform tells."}},
        "security": [_ref("securitySchemes/password")],
        "tags": [{"name": "amqp"}],
    }


def _webhook() -> dict[str, Any]:
    return {
        "host": "{receiver}",
        "protocol": "https",
        "description": "The subscriber's own server, to which events are sent by POST.",
        "variables": {"receiver": {"default": "receiver.example", "description": "Of the URL of the subscription."}},
        "security": [_ref("securitySchemes/signature")],
        "tags": [{"name": "webhook"}],
    }


def _announced(one: OutwardType) -> dict[str, Any]:
    """The routing key of a type at the topic exchange."""
    return {
        "address": routing_key("{tenant}", one.name, "{channel}", "{mode}"),
        "title": one.name,
        "description": f"{one.when} The queue of a subscriber is bound to the keys of its scope.",
        "servers": [_server("broker")],
        "parameters": _parameters("tenant", "channel", "mode"),
        "messages": {"event": _ref(f"messages/{one.name}")},
        "bindings": {"amqp": {"is": "routingKey", "exchange": _exchange(EXCHANGE, "topic"), **_BROKER_BINDING}},
    }


def _queue() -> dict[str, Any]:
    queue = {"name": QUEUE, "durable": True, "exclusive": False, "autoDelete": False, "vhost": VHOST}
    return {
        "address": QUEUE,
        "title": "The queue of a subscriber",
        "description": f"What is read. Tests, and events sent again, come into it by the exchange `{DIRECT}`.",
        "servers": [_server("broker")],
        "parameters": _parameters("tenant", "subscriber"),
        "messages": {name: _ref(f"messages/{name}") for name in OUTWARD},
        "bindings": {"amqp": {"is": "queue", "queue": queue, **_BROKER_BINDING}},
    }


def _receiver() -> dict[str, Any]:
    return {
        "address": "/{path}",
        "title": "The URL of a subscription by webhook",
        "description": "Answer 2xx within 15 seconds, once the event is saved.",
        "servers": [_server("webhook")],
        "parameters": _parameters("path"),
        "messages": {name: _ref(f"messages/{name}") for name in OUTWARD},
    }


def _operations(told: Iterable[OutwardType]) -> Iterable[tuple[str, dict[str, Any]]]:
    persistent = {"amqp": {"deliveryMode": 2, "ack": True, **_BROKER_BINDING}}
    for one in told:
        summary = f"Publish {one.name} once for everybody."
        yield f"publish_{one.name.replace('.', '_')}", _sends(one.name, summary, ["event"], persistent)
    yield "send_to_queue", _sends(_QUEUE, "Send a test, or an event again, to one queue.", OUTWARD, persistent)
    posted = {"http": {"method": "POST", "bindingVersion": "0.3.0"}}
    yield "post", _sends(_RECEIVER, "Send an event to a webhook, and again until it is taken.", OUTWARD, posted)


def _sends(channel: str, summary: str, messages: Iterable[str], bindings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": summary,
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in messages],
        "bindings": bindings,
    }


def _message(one: OutwardType) -> dict[str, Any]:
    of_type = {"type": "object", "properties": {"type": {"const": one.name}, "data": _ref(f"schemas/data.{one.name}")}}
    return {
        "name": one.name,
        "title": one.name,
        "summary": one.when,
        "contentType": CONTENT_TYPE,
        "payload": {"allOf": [_ref("schemas/event"), of_type]},
        "examples": [{"name": "example", "payload": json.loads(example(one.name))}],
        "headers": AMQP_HEADERS,
        "bindings": {
            "http": {"headers": HTTP_HEADERS, "bindingVersion": "0.3.0"},
            "amqp": {"messageType": one.name, **_BROKER_BINDING},
        },
    }


def _schemas() -> Iterable[tuple[str, dict[str, Any]]]:
    yield "event", event_schemas.envelope()
    yield from ((f"data.{name}", event_schemas.of_data(name)) for name in OUTWARD)


def _exchange(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "durable": True, "autoDelete": False, "vhost": VHOST}


def _parameters(*names: str) -> dict[str, Any]:
    return {name: _ref(f"parameters/{name}") for name in names}


def _server(name: str) -> dict[str, str]:
    return {"$ref": f"#/servers/{name}"}


def _ref(target: str) -> dict[str, str]:
    return {"$ref": f"#/components/{target}"}
