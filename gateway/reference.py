"""The OpenAPI document as a page to read: sections, operations, and the fields of every model, in plain words."""

from typing import Any

_FORMATS = {"date-time": "time", "date": "date", "uuid": "id", "binary": "file", "email": "e-mail address"}
_TYPES = {"string": "text", "null": "nothing", "integer": "whole number", "boolean": "true or false"}


def sections(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations by tag, in the document's order: each with its method, address and what it takes and gives."""
    found: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_operation(spec, path, method, operation))
    return [{"name": name, "operations": operations} for name, operations in found.items()]


def models(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every model with its fields, by name."""
    return [
        {"name": name, "text": schema.get("description", ""), "fields": _fields(schema)}
        for name, schema in sorted(spec["components"]["schemas"].items())
    ]


def kind_of(schema: dict[str, Any]) -> str:
    """What a value is, in a few words: `text`, `list of Attachment`, `one of open, confidential`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind_of(choice) for choice in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return "one of " + ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    plain = str(schema.get("type", "anything"))
    return _FORMATS.get(schema.get("format", ""), _TYPES.get(plain, plain))


def _operation(spec: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "text": operation.get("description", ""),
        "who": [name for scheme in operation["security"] for name in scheme],
        "parameters": [_parameter(_resolved(spec, parameter)) for parameter in operation["parameters"]],
        "body": [_content(media_type, content) for media_type, content in body.items()],
        "responses": [
            {"status": status, "text": response["description"], "contents": _contents(response)}
            for status, ref in sorted(operation["responses"].items())
            for response in [_resolved(spec, ref)]
        ],
    }


def _contents(response: dict[str, Any]) -> list[dict[str, Any]]:
    return [_content(media_type, content) for media_type, content in response.get("content", {}).items()]


def _content(media_type: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "media_type": media_type,
        "kind": kind_of(content["schema"]),
        "is_model": "$ref" in content["schema"],
        "example": content.get("example"),
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "kind": kind_of(parameter["schema"]),
        "is_required": parameter["required"],
        "text": parameter.get("description", ""),
    }


def _fields(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "kind": kind_of(field),
            "is_required": name in required,
            "text": field.get("description", ""),
        }
        for name, field in schema.get("properties", {}).items()
    ]


def _resolved(spec: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: dict[str, Any] = spec
    for name in str(node["$ref"]).removeprefix("#/").split("/"):
        found = found[name]
    return found
