"""What calls take and give, as Markdown: each model with its fields, once on the page of every group that uses it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from gateway.pages.words import say

Json = Mapping[str, Any]

_FORMATS: Final[Mapping[str, str]] = {
    "date-time": "Waktu",
    "date": "Tanggal",
    "uuid": "UUID",
    "binary": "Berkas",
    "email": "Alamat surel",
}
_TYPES: Final[Mapping[str, str]] = {
    "string": "Teks",
    "null": "Kosong",
    "integer": "Bilangan bulat",
    "number": "Bilangan",
    "boolean": "Ya atau tidak",
    "object": "Objek",
}
_BOUNDS: Final[Mapping[str, str]] = {
    "minimum": "Paling kecil {value}.",
    "maximum": "Paling besar {value}.",
    "maxLength": "Paling panjang {value} huruf.",
    "maxItems": "Paling banyak {value} butir.",
    "default": "Bila tidak disebut: {value}.",
}
_MODELS: Final = "#/components/schemas/"


def told(spec: Json, calls: list[Json]) -> list[str]:
    """Every model these calls take or give, and those in them, by name."""
    named: set[str] = set()
    for call in calls:
        good = {status: answer for status, answer in call["responses"].items() if status < "400"}
        _gather(spec, [call.get("requestBody", {}), good], named)
    models = [model(spec, name) for name in sorted(named)]
    return [f"## {say('Bentuk data')} {{#models}}", *models] if models else []


def model(spec: Json, name: str) -> str:
    """One of them."""
    schema = spec["components"]["schemas"][name]
    parts = [f"### {name} {{#model-{name}}}", say(schema.get("description", ""))]
    if schema.get("properties"):
        parts.append(fields(schema))
    return "\n\n".join(filter(None, parts))


def fields(schema: Json) -> str:
    """The fields of an object, as a table."""
    head = f"| {say('Bidang')} | {say('Isi')} | {say('Arti')} |"
    return "\n".join([head, "|---|---|---|", *_fields(schema)])


def kind_of(schema: Json) -> str:
    """What a value is, in a few words, with a link to the model where it is one."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"[{name}](#model-{name})"
    if "anyOf" in schema:
        return f" {say('atau')} ".join(dict.fromkeys(kind_of(choice) for choice in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return say("Daftar {what}").format(what=kind_of(schema.get("items", {})))
    plain = str(schema.get("type", ""))
    return say(_FORMATS.get(schema.get("format", ""), _TYPES.get(plain, "Apa saja")))


def text_of(parameter: Json) -> str:
    """What a parameter means. Of a query that lies beside the value, or beside one of those it can be."""
    schema = parameter["schema"]
    places = (parameter, schema, *schema.get("anyOf", ()))
    return next((str(each["description"]) for each in places if each.get("description")), "")


def bounds(schema: Json) -> str:
    """From where to where a value goes, how long a text may be, and what holds when it is left out."""
    found: dict[str, Any] = {}
    for each in (schema, *schema.get("anyOf", ())):
        found |= {name: each[name] for name in _BOUNDS if _is_told(each.get(name))}
    return " ".join(say(_BOUNDS[name]).format(value=_value(value)) for name, value in found.items())


def cell(text: str) -> str:
    """A text within a table."""
    return " ".join(text.split()).replace("|", "\\|")


def resolved(spec: Json, node: Json) -> Json:
    """What a reference stands for."""
    if "$ref" not in node:
        return node
    found: Json = spec
    for name in str(node["$ref"]).removeprefix("#/").split("/"):
        found = found[name]
    return found


def _is_told(value: Any) -> bool:
    """Whether it says more than that nothing is there; a model is described by itself."""
    return value not in (None, "", False, []) and not isinstance(value, dict)


def _value(value: Any) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _fields(schema: Json) -> Iterator[str]:
    for name, field in schema.get("properties", {}).items():
        needed = say("Wajib.") if name in schema.get("required", ()) else ""
        meaning = " ".join(filter(None, (needed, say(field.get("description", "")), bounds(field))))
        yield f"| `{name}` | {cell(kind_of(field))} | {cell(meaning)} |"


def _gather(spec: Json, node: Any, named: set[str]) -> None:
    """Note every model this leads to."""
    if isinstance(node, list):
        for each in node:
            _gather(spec, each, named)
    elif isinstance(node, dict):
        target = str(node.get("$ref", ""))
        name = target.removeprefix(_MODELS)
        if target.startswith(_MODELS) and name not in named:
            named.add(name)
            _gather(spec, spec["components"]["schemas"][name], named)
        for key, each in node.items():
            if key != "example":
                _gather(spec, each, named)
