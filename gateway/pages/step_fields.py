"""The form of a step, drawn from the model of its result: a new field of a model has its place on the form by itself.

What a schema cannot say (whose files, which units) is named by `source`; the page fills those choices in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal

from gateway.pages import step_words
from services.common.contracts.results import RESULTS

Shape = Literal[
    "line", "prose", "number", "date", "yes_no", "tick", "choice", "pick", "lines", "paragraphs", "rows", "files"
]
_SOURCES: Final = {
    "problem_code": "problems",
    "unit": "units",
    "officer": "officers",
    "attachments": "files",
    "shared": "shareable",
}
_ONE_OF: Final = re.compile(r"\^\(([a-z_]+(?:\|[a-z_]+)+)\)\$")
_LONG: Final = 1000
_PICKED: Final = frozenset({"problems", "units", "officers"})
_LAST: Final = ("attachments", "note")


@dataclass(frozen=True, slots=True)
class StepField:
    """One field: `name` as the result has it, and how it is asked for.

    `options` are its choices where the model names them, `source` says which choices of the page it has; `columns` are
    the fields of one row.
    """

    name: str
    shape: Shape
    label: str
    hint: str
    is_required: bool
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    columns: tuple["StepField", ...] = ()


@cache
def fields_of(kind: str) -> tuple[StepField, ...]:
    """The fields of a kind of step, in the order they are asked; KeyError for an unknown kind."""
    schema = RESULTS[kind].model_json_schema()
    found = {field.name: field for field in _fields(kind, schema, schema.get("$defs", {}), "")}
    tests = [name for name in step_words.TESTS if name in found]
    last = [name for name in _LAST if name in found]
    rest = [name for name in found if name not in (*tests, *last)]
    return tuple(found[name] for name in (*tests, *rest, *last))


def _fields(kind: str, schema: Mapping[str, Any], shapes: Mapping[str, Any], prefix: str) -> Iterator[StepField]:
    for name, raw in schema["properties"].items():
        field = _field(kind, prefix + name, raw, is_required=name in schema.get("required", ()))
        if field.shape == "rows":
            row = shapes[raw["items"]["$ref"].rpartition("/")[2]]
            field = replace(field, columns=tuple(_fields(kind, row, shapes, f"{name}.")))
        yield field


def _field(kind: str, path: str, raw: Mapping[str, Any], *, is_required: bool) -> StepField:
    inner = next((one for one in raw.get("anyOf", (raw,)) if one.get("type") != "null"), raw)
    name = path.rpartition(".")[2]
    source = _SOURCES.get(name, "")
    shape = "pick" if source in _PICKED else _shape(inner, raw)
    label, hint = step_words.FIELDS.get(f"{kind}.{path}") or step_words.FIELDS[path]
    options = tuple(_options(name, inner)) if shape == "choice" else ()
    return StepField(name, shape, label, hint, is_required, options, source)


def _shape(inner: Mapping[str, Any], raw: Mapping[str, Any]) -> Shape:
    if inner["type"] == "array":
        return _many(inner["items"])
    if inner["type"] == "boolean":
        return "tick" if raw.get("default") is False else "yes_no"
    if inner["type"] == "integer":
        return "number"
    if "enum" in inner or _ONE_OF.fullmatch(inner.get("pattern", "")):
        return "choice"
    return _written(inner)


def _written(inner: Mapping[str, Any]) -> Shape:
    if inner.get("format") == "date":
        return "date"
    return "prose" if inner.get("maxLength", 0) > _LONG else "line"


def _many(items: Mapping[str, Any]) -> Shape:
    if "$ref" in items:
        return "rows"
    if items.get("format") == "uuid":
        return "files"
    return "paragraphs" if items.get("maxLength", 0) > _LONG else "lines"


def _options(name: str, inner: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    pattern = _ONE_OF.fullmatch(inner.get("pattern", ""))
    codes = inner.get("enum") or (pattern.group(1).split("|") if pattern else ())
    for code in codes:
        yield code, step_words.OPTIONS[name][code]
